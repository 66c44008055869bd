package endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.mime.Canonicalization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Makes those messages of {@code testvectors/diagnosis} that Mailman and Postfix change. Not a
 * test; {@code README.md} beside it says how it is run.
 */
@ExtendWith(LabExtension.class)
class DiagnosisCorpus {

  private static final Canonicalization RELAXED = Canonicalization.RELAXED;
  private static final Canonicalization SIMPLE = Canonicalization.SIMPLE;
  private static final String MAILMAN = "Mailman 3.3.8 behind Postfix 3.7.11, both of Debian 12";
  private static final String POSTFIX = "Postfix 3.7.11 of Debian 12";

  private static final String GREETINGS =
      "Liebe Gr\u00c3\u00bc\u00c3\u009fe aus K\u00c3\u00b6ln\r\n";

  /** What Mailman does to a plain text in US-ASCII. */
  private static final String PLAIN =
      "TEXT_APPENDED SUBJECT_PREFIXED CONTENT_FIELD_REWRITTEN FIELD_ADDED";

  private static final String FOOTER = "appended its footer";

  private final Lab lab;
  private final Path folder =
      Files.createDirectories(Programs.root().resolve("testvectors/diagnosis"));

  DiagnosisCorpus(Lab lab) throws IOException {
    this.lab = lab;
  }

  /** What a list does, and what of it is to be found out. */
  private record Case(
      String name,
      Canonicalization form,
      Map<String, String> settings,
      Letter letter,
      String about,
      String changes) {}

  @Test
  void mailman() throws Exception {
    Letter plain = letter();
    for (Case each :
        List.of(
            list("plain", RELAXED, plain, FOOTER, PLAIN),
            list("plain-simple", SIMPLE, letter(), FOOTER, PLAIN),
            list("reply", RELAXED, subject(letter(), "Re: "), FOOTER, PLAIN),
            list(
                "long-subject",
                RELAXED,
                subject(
                    letter(),
                    "A subject that goes on and on until it does not fit on a line,\r\n and then goes on "),
                FOOTER,
                PLAIN),
            list(
                "encoded-subject",
                RELAXED,
                subject(letter(), "=?utf-8?q?Gr=C3=BC=C3=9Fe?= "),
                FOOTER + " and wrote the encoded words of the subject anew",
                PLAIN),
            list(
                "utf8",
                RELAXED,
                utf8(letter(), "8bit", GREETINGS),
                FOOTER + " and encoded the text in base64",
                "TEXT_APPENDED TRANSFER_ENCODING_CHANGED SUBJECT_PREFIXED CONTENT_FIELD_REWRITTEN"),
            list(
                "quoted-printable",
                RELAXED,
                utf8(letter(), "quoted-printable", "Gr=C3=BC=C3=9Fe aus K=C3=B6ln\r\n"),
                FOOTER + " and encoded the text in base64",
                "TEXT_APPENDED TRANSFER_ENCODING_CHANGED SUBJECT_PREFIXED CONTENT_FIELD_REWRITTEN"),
            list(
                "base64",
                RELAXED,
                utf8(letter(), "base64", "TGllYmUgR3LDvMOfZSBhdXMgS8O2bG4K\r\n"),
                FOOTER + " within the base64",
                "TEXT_APPENDED SUBJECT_PREFIXED"),
            list(
                "latin1",
                RELAXED,
                letter()
                    .with("Content-Type", "text/plain; charset=\"iso-8859-1\"")
                    .above("Content-Transfer-Encoding: quoted-printable")
                    .withBody("Gr=FC=DFe aus K=F6ln\r\n"),
                FOOTER,
                "TEXT_APPENDED SUBJECT_PREFIXED"),
            list(
                "from-lines",
                RELAXED,
                letter().withBody("Hello,\r\nFrom here on\r\n\r\nFrom there\r\n"),
                FOOTER + " and quoted the lines that begin with From",
                PLAIN + " FROM_LINES_QUOTED"),
            list(
                "html",
                RELAXED,
                letter()
                    .with("Content-Type", "text/html; charset=us-ascii")
                    .withBody("<html><body><p>Hello</p></body></html>\r\n"),
                "put the page into a multipart, beside its footer",
                "BODY_WRAPPED SUBJECT_PREFIXED CONTENT_FIELD_REWRITTEN"),
            list(
                "alternative",
                RELAXED,
                alternative(letter()),
                "put the alternatives into a multipart, beside its footer",
                "BODY_WRAPPED SUBJECT_PREFIXED CONTENT_FIELD_REWRITTEN"),
            list(
                "attachment",
                RELAXED,
                attachment(letter()),
                "added a part with its footer",
                "PART_ADDED SUBJECT_PREFIXED"),
            new Case(
                "munged",
                RELAXED,
                Map.of(
                    "dmarc_mitigate_action", "munge_from",
                    "dmarc_mitigate_unconditionally", "true"),
                letter(),
                "replaced the author, " + FOOTER,
                PLAIN + " FROM_REPLACED"),
            new Case(
                "reply-to-list",
                RELAXED,
                Map.of("reply_goes_to_list", "point_to_list"),
                letter(),
                "added Reply-To, " + FOOTER,
                PLAIN),
            new Case(
                "verp-recipients",
                RELAXED,
                Map.of("personalize", "full"),
                letter(),
                "put the recipient into To, " + FOOTER,
                PLAIN + " FIELD_REPLACED"))) {
      through(each);
    }
  }

  /** Letters as other programs write them. */
  @Test
  void mailmanMore() throws Exception {
    String flowed = "text/plain; charset=utf-8; format=flowed; delsp=yes";
    for (Case each :
        List.of(
            new Case(
                "munged-name",
                RELAXED,
                Map.of(
                    "dmarc_mitigate_action", "munge_from",
                    "dmarc_mitigate_unconditionally", "true"),
                letter().with("From", "=?utf-8?q?J=C3=BCrgen?= <ann@" + Site.AUTHOR + ">"),
                "replaced the author, " + FOOTER,
                PLAIN + " FROM_REPLACED"),
            new Case(
                "munged-to-list",
                RELAXED,
                Map.of(
                    "dmarc_mitigate_action", "munge_from",
                    "dmarc_mitigate_unconditionally", "true",
                    "reply_goes_to_list", "point_to_list"),
                letter(),
                "replaced the author, " + FOOTER,
                PLAIN + " FROM_REPLACED"),
            list(
                "flowed",
                RELAXED,
                letter()
                    .with("Content-Type", flowed)
                    .above("Content-Transfer-Encoding: 8bit")
                    .withBody(GREETINGS.repeat(3)),
                FOOTER + " and encoded the text in base64",
                "TEXT_APPENDED TRANSFER_ENCODING_CHANGED SUBJECT_PREFIXED CONTENT_FIELD_REWRITTEN"),
            list(
                "no-mime",
                RELAXED,
                letter().without("MIME-Version").without("Content-Type"),
                FOOTER,
                "TEXT_APPENDED SUBJECT_PREFIXED FIELD_ADDED"),
            list(
                "pgp",
                RELAXED,
                letter()
                    .with(
                        "Content-Type",
                        "multipart/signed; micalg=pgp-sha256;\r\n"
                            + " protocol=\"application/pgp-signature\"; boundary=\"pgp\"")
                    .withBody(
                        lines(
                            "--pgp",
                            "Content-Type: text/plain; charset=utf-8",
                            "Content-Transfer-Encoding: quoted-printable",
                            "",
                            "Gr=C3=BC=C3=9Fe",
                            "",
                            "--pgp",
                            "Content-Type: application/pgp-signature; name=\"signature.asc\"",
                            "",
                            "-----BEGIN PGP SIGNATURE-----",
                            "",
                            "iHUEABYKAB0WIQ",
                            "-----END PGP SIGNATURE-----",
                            "",
                            "--pgp--")),
                "put the signed parts into a multipart, beside its footer",
                "BODY_WRAPPED SUBJECT_PREFIXED CONTENT_FIELD_REWRITTEN"),
            list(
                "alternative8",
                RELAXED,
                alternative8(letter()),
                "put the alternatives into a multipart, beside its footer",
                "BODY_WRAPPED SUBJECT_PREFIXED CONTENT_FIELD_REWRITTEN"),
            list(
                "long-encoded-subject",
                RELAXED,
                subject(
                    letter(),
                    "=?UTF-8?B?R3LDvMOfZSBhdXMgS8O2bG4sIHVuZCBub2NoIHZpZWwgbWVociBU?=\r\n"
                        + " =?UTF-8?B?ZXh0IHdlaXQgw7xiZXIgZGVuIFJhbmQ=?= "),
                FOOTER + " and wrote the encoded words of the subject anew",
                "TEXT_APPENDED unexplained"),
            list(
                "recipients",
                RELAXED,
                letter()
                    .above(
                        "Cc: Joe <joe@elsewhere.example>, \"Doe, Jane\" <jane@elsewhere.example>")
                    .above("Reply-To: ann@" + Site.AUTHOR),
                FOOTER,
                PLAIN),
            list(
                "attachment-simple",
                SIMPLE,
                attachment(letter()),
                "added a part with its footer",
                "PART_ADDED SUBJECT_PREFIXED"),
            list(
                "large",
                RELAXED,
                utf8(
                    letter(),
                    "quoted-printable",
                    "Zeile =C3=BCber Zeile, und noch mehr.\r\n".repeat(1000)),
                FOOTER + " and encoded the text in base64",
                "TEXT_APPENDED TRANSFER_ENCODING_CHANGED SUBJECT_PREFIXED CONTENT_FIELD_REWRITTEN"))) {
      through(each);
    }
  }

  @Test
  void withoutFooter() throws Exception {
    MailingList list = MailingList.of(lab, "bare", Map.of("subject_prefix", ""));
    lab.mailman().removeFooter(list.address());
    Letter letter =
        letter("bare")
            .withBody("Hello,\r\nFrom here on\r\n\r\nFrom there\r\n")
            .signedBy(lab.site(), Site.AUTHOR);
    write(
        "mailman-bare-from-lines",
        letter.text(),
        list.delivered(letter).message(),
        MAILMAN,
        "Mailman without a footer quoted the lines that begin with From.",
        "FROM_LINES_QUOTED");
  }

  @Test
  void postfix() throws Exception {
    narrow(
        "8bit",
        utf8(letter("narrow"), "8bit", GREETINGS.repeat(20)),
        "encoded the text in quoted-printable",
        "TRANSFER_ENCODING_CHANGED CONTENT_FIELD_REWRITTEN");
    narrow(
        "8bit-alternative",
        alternative8(letter("narrow")),
        "encoded both texts in quoted-printable",
        "TRANSFER_ENCODING_CHANGED");
    Letter letter =
        letter("long")
            .withBody("one\r\n" + "x".repeat(2500) + "\r\n" + "word ".repeat(300) + "\r\nend\r\n")
            .signedBy(lab.site(), Site.AUTHOR);
    Submission.send(lab.ports().listIn(), "ann@" + Site.AUTHOR, MailingList.BOB, letter.text());
    write(
        "postfix-long-lines",
        letter.text(),
        lab.sink().await(letter.mark(), 1).get(0).message(),
        POSTFIX,
        "Postfix broke the lines of more than 998 octets.",
        "LINES_WRAPPED");
  }

  private void narrow(String name, Letter unsigned, String about, String changes) throws Exception {
    Letter letter = unsigned.signedBy(lab.site(), Site.AUTHOR);
    Submission.send(
        lab.ports().listIn(), "ann@" + Site.AUTHOR, "bob@" + Site.NARROW, letter.text());
    write(
        "postfix-" + name,
        letter.text(),
        lab.narrowSink().await(letter.mark(), 1).get(0).message(),
        POSTFIX,
        "Postfix " + about + ", for a server that takes no 8-bit text.",
        changes);
  }

  private void through(Case each) throws Exception {
    MailingList list = MailingList.of(lab, "c-" + each.name(), each.settings());
    Letter unsigned = each.letter().with("To", list.address());
    Letter letter =
        each.form() == RELAXED
            ? unsigned.signedBy(lab.site(), Site.AUTHOR)
            : unsigned.signedExactlyBy(lab.site(), Site.AUTHOR);
    write(
        "mailman-" + each.name(),
        letter.text(),
        list.delivered(letter).message(),
        MAILMAN,
        "Mailman put its prefix before the subject, and " + each.about() + ".",
        each.changes());
  }

  private void write(
      String name, String sent, String arrived, String source, String about, String changes)
      throws IOException {
    String dns =
        Files.readAllLines(lab.zone()).stream()
            .filter(line -> line.contains("_domainkey"))
            .map(line -> "dns: " + line.replace(" IN TXT ", " TXT ").stripTrailing())
            .collect(Collectors.joining("\n"));
    String expectations =
        List.of(changes.split(" ", -1)).stream()
            .map(change -> change.equals("unexplained") ? change : "change " + change)
            .map(expected -> "expect: " + expected)
            .collect(Collectors.joining("\n"));
    String head =
        String.join(
            "\n",
            "rfc: RFC 6376 6.1.3",
            "about: " + about,
            "source: " + source,
            "now: " + Instant.now().truncatedTo(ChronoUnit.SECONDS),
            dns,
            expectations,
            "",
            "");
    Files.writeString(folder.resolve(name + ".sent"), sent, ISO_8859_1);
    Files.writeString(folder.resolve(name + ".vec"), head + arrived, ISO_8859_1);
  }

  private static Case list(
      String name, Canonicalization form, Letter letter, String about, String changes) {
    return new Case(name, form, Map.of(), letter, about, changes);
  }

  private static Letter letter() {
    return letter("a list");
  }

  private static Letter letter(String to) {
    return Letter.to(MailingList.BOB)
        .withBody(
            "Hello,\r\n\r\nthis is for "
                + to
                + ": the boat is back from the yard, with a new sail.\r\n\r\n-- \r\nAnn\r\n");
  }

  private static Letter subject(Letter letter, String words) {
    return letter.with("Subject", words + letter.mark());
  }

  private static Letter utf8(Letter letter, String encoding, String body) {
    return letter
        .with("Content-Type", "text/plain; charset=\"utf-8\"")
        .above("Content-Transfer-Encoding: " + encoding)
        .withBody(body);
  }

  private static Letter alternative(Letter letter) {
    return letter
        .with("Content-Type", "multipart/alternative; boundary=\"two\"")
        .withBody(
            lines(
                "--two",
                "Content-Type: text/plain",
                "",
                "Hello",
                "--two",
                "Content-Type: text/html",
                "",
                "<p>Hello</p>",
                "--two--"));
  }

  private static Letter alternative8(Letter letter) {
    return letter
        .with("Content-Type", "multipart/alternative; boundary=\"two\"")
        .withBody(
            lines(
                "--two",
                "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: 8bit",
                "",
                "Gr\u00c3\u00bc\u00c3\u009fe",
                "--two",
                "Content-Type: text/html; charset=utf-8",
                "Content-Transfer-Encoding: 8bit",
                "",
                "<p class=\"a\">Gr\u00c3\u00bc\u00c3\u009fe</p>",
                "--two--"));
  }

  private static Letter attachment(Letter letter) {
    return letter
        .with("Content-Type", "multipart/mixed; boundary=\"=_two\"")
        .withBody(
            lines(
                "This is a multi-part message in MIME format.",
                "--=_two",
                "Content-Type: text/plain",
                "",
                "Hello, see the picture",
                "",
                "--=_two",
                "Content-Type: image/png; name=\"boat.png\"",
                "Content-Transfer-Encoding: base64",
                "Content-Disposition: attachment",
                "",
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9",
                "awAAAABJRU5ErkJggg==",
                "--=_two--"));
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }
}
