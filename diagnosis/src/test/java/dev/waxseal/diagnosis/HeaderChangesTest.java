package dev.waxseal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SignedHeaders;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.Canonicalization;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes of a header (RFC 6376 section 3.7), undone and proved by the signature. */
class HeaderChangesTest {

  private static final Canonicalization SIMPLE = Canonicalization.SIMPLE;
  private static final Canonicalization RELAXED = Canonicalization.RELAXED;

  private static final String MESSAGE =
      lines(
          "From: Ann Author <ann@author.example>",
          "To: Talk <talk@lists.example>, bob@members.example",
          "Cc: Eve <eve@members.example>",
          "Subject: The boat is back, and",
          " it has a new sail",
          "Date: Mon, 23 Nov 2026 11:58:12 +0000",
          "Message-ID: <1@author.example>",
          "MIME-Version: 1.0",
          "Content-Type: text/plain; charset=\"utf-8\"",
          "Content-Transfer-Encoding: 7bit",
          "",
          "Hello");

  /** One way to change a header, and what is to be found out. */
  private record Way(
      String name,
      Canonicalization form,
      String message,
      UnaryOperator<String> change,
      List<Change.Kind> kinds,
      String signed) {

    @Override
    public String toString() {
      return name + ", " + form;
    }
  }

  static Stream<Way> ways() {
    return Stream.of(
        way(
            "list",
            RELAXED,
            replace("Subject: ", "Subject: [talk] "),
            "SUBJECT_PREFIXED",
            "Subject: The boat is back, and\r\n it has a new sail"),
        way(
            "list",
            SIMPLE,
            replace("Subject: ", "Subject: [talk] "),
            "SUBJECT_PREFIXED",
            "Subject: The boat is back, and\r\n it has a new sail"),
        way(
            "external",
            RELAXED,
            replace("Subject: ", "Subject: EXTERNAL: "),
            "SUBJECT_PREFIXED",
            "The boat"),
        way(
            "tag at the end",
            RELAXED,
            replace("new sail", "new sail [SPAM]"),
            "SUBJECT_SUFFIXED",
            "Subject: The boat"),
        way(
            "a zone",
            RELAXED,
            replace("Mon, 23 Nov 2026 11:58:12 +0000", "Tue, 24 Nov 2026 00:58:12 +1300"),
            "FIELD_REPLACED",
            "11:58:12 +0000"),
        other(
            "a zone, without a day",
            RELAXED,
            MESSAGE.replace("Mon, 23 Nov 2026 11:58:12 +0000", "4 Aug 2026 23:12:44 -0230"),
            replace("4 Aug 2026 23:12:44 -0230", "05 Aug 2026 01:42:44 +0000"),
            "FIELD_REPLACED",
            "4 Aug 2026 23:12:44 -0230"),
        way(
            "author encoded",
            RELAXED,
            replace("ann@author.example", "ann=40author.example@dmarc.lists.example"),
            "FROM_REPLACED",
            "From: Ann Author <ann@author.example>"),
        way(
            "author made invalid",
            RELAXED,
            replace("ann@author.example", "ann@author.example.invalid"),
            "FROM_REPLACED",
            "From: Ann Author <ann@author.example>"),
        way(
            "author spelled out",
            RELAXED,
            replace(
                "Ann Author <ann@author.example>", "Ann Author <ann_at_author.example@l.example>"),
            "FROM_REPLACED",
            "From: Ann Author <ann@author.example>"),
        other(
            "author in the display name",
            RELAXED,
            MESSAGE.replace("Ann Author <ann@author.example>", "ann@author.example"),
            replace(
                "From: ann@author.example",
                "From: \"ann at author.example via Talk\" <talk@l.example>"),
            "FROM_REPLACED",
            "From: ann@author.example"),
        other(
            "a phone",
            RELAXED,
            MESSAGE.replace("MIME-Version: 1.0", "MIME-Version: 1.0 (1.0)"),
            replace("1.0 (1.0)", "1.0"),
            "CONTENT_FIELD_REWRITTEN",
            "1.0 (1.0)"),
        other(
            "a long line",
            RELAXED,
            MESSAGE.replace("Talk <talk@lists.example>", "<" + "t".repeat(1_100) + "@l.example>"),
            replace("t".repeat(993), "t".repeat(993) + "\r\n "),
            "FIELD_BROKEN",
            ""),
        other(
            "a very long line",
            RELAXED,
            MESSAGE.replace("Talk <talk@lists.example>", "<" + "t".repeat(2_100) + "@l.example>"),
            replace(
                "t".repeat(2_100),
                "t".repeat(993) + "\r\n " + "t".repeat(997) + "\r\n " + "t".repeat(110)),
            "FIELD_BROKEN",
            ""),
        way(
            "spam",
            RELAXED,
            replace("Subject: ", "Subject: ***SPAM*** "),
            "SUBJECT_PREFIXED",
            "The boat"),
        other(
            "reply",
            RELAXED,
            MESSAGE.replace("The boat", "Re: The boat"),
            replace("Re: The", "[talk] Re: The"),
            "SUBJECT_PREFIXED",
            "Subject: Re: The"),
        other(
            "reply, prefix inside",
            RELAXED,
            MESSAGE.replace("The boat", "Re: The boat"),
            replace("Re: The", "Re: [talk] The"),
            "SUBJECT_PREFIXED",
            "Subject: Re: The"),
        other(
            "encoded words",
            RELAXED,
            MESSAGE.replace(
                "The boat is back, and\r\n it has a new sail", "=?UTF-8?Q?Gr=C3=BC=C3=9Fe?="),
            replace("=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=", "[talk] =?utf-8?b?R3LDvMOfZQ==?="),
            "SUBJECT_PREFIXED",
            "=?UTF-8?Q?Gr=C3=BC=C3=9Fe?="),
        other(
            "re-encoded",
            RELAXED,
            MESSAGE.replace("Ann Author", "=?utf-8?q?J=C3=BCrgen?="),
            replace("=?utf-8?q?J=C3=BCrgen?=", "=?UTF-8?B?SsO8cmdlbg==?="),
            "ENCODED_WORDS_REWRITTEN",
            "=?utf-8?q?J=C3=BCrgen?="),
        way(
            "munged",
            RELAXED,
            m ->
                "Reply-To: Ann Author <ann@author.example>\r\n"
                    + m.replace(
                        "Ann Author <ann@author.example>",
                        "Ann Author via Talk <talk@lists.example>"),
            "FROM_REPLACED FIELD_ADDED",
            "From: Ann Author <ann@author.example>"),
        way(
            "munged by a group",
            RELAXED,
            m ->
                "X-Original-Sender: ann@author.example\r\n"
                    + m.replace(
                        "Ann Author <ann@author.example>",
                        "'Ann Author' via Talk <talk@lists.example>"),
            "FROM_REPLACED",
            "Ann Author <ann@author.example>"),
        way(
            "all changes of a list",
            RELAXED,
            m ->
                "Reply-To: Ann Author <ann@author.example>, Talk <talk@lists.example>\r\n"
                    + m.replace(
                            "Ann Author <ann@author.example>",
                            "Ann Author via Talk <talk@lists.example>")
                        .replace("Subject: ", "Subject: [talk] ")
                        .replace("7bit", "base64"),
            "FROM_REPLACED SUBJECT_PREFIXED FIELD_ADDED CONTENT_FIELD_REWRITTEN",
            ""),
        way("To again", RELAXED, m -> "To: other@victim.example\r\n" + m, "FIELD_ADDED", ""),
        way(
            "From below",
            RELAXED,
            m -> m.replace("Date:", "From: eve@victim.example\r\nDate:"),
            "FIELD_ADDED",
            ""),
        way(
            "Cc lost an address",
            RELAXED,
            replace(
                "To: Talk <talk@lists.example>, bob@members.example",
                "Delivered-To: bob@members.example\r\nTo: Talk <talk@lists.example>"),
            "RECIPIENT_REMOVED",
            "bob@members.example"),
        way(
            "To got an address",
            RELAXED,
            replace("bob@members.example", "bob@members.example, x@y.example"),
            "RECIPIENT_ADDED",
            ""),
        way(
            "quotes",
            RELAXED,
            replace("Talk <", "\"Talk\" <"),
            "ADDRESSES_REWRITTEN",
            "To: Talk <"),
        way(
            "comma",
            RELAXED,
            replace("example>, bob", "example>,bob"),
            "ADDRESSES_REWRITTEN",
            "example>, bob"),
        other(
            "blanks put between addresses",
            RELAXED,
            MESSAGE
                .replace(
                    "Talk <talk@lists.example>, bob@members.example",
                    "Talk <talk@lists.example>,bob@members.example, \"C, D\" <c@members.example>")
                .replace(
                    "Eve <eve@members.example>", "Eve <eve@members.example>,f@members.example"),
            m -> m.replaceAll("(example>?),(\\S)", "$1, $2"),
            "ADDRESSES_REWRITTEN ADDRESSES_REWRITTEN",
            "example>,bob"),
        other(
            "spaces put after some commas",
            RELAXED,
            MESSAGE.replace(
                "Talk <talk@lists.example>, bob@members.example",
                "a@x.example,b@x.example, c@x.example,d@x.example, e@x.example,f@x.example"),
            m -> m.replaceAll("(x.example),(\\S)", "$1, $2"),
            "ADDRESSES_REWRITTEN",
            "example,b@"),
        other(
            "type, encoding and prefix",
            RELAXED,
            MESSAGE.replace("\"utf-8\"", "ISO-8859-2").replace("7bit", "8bit"),
            m ->
                m.replace("ISO-8859-2", "\"iso-8859-2\"")
                    .replace("8bit", "quoted-printable")
                    .replace("Subject: ", "Subject: [talk] "),
            "SUBJECT_PREFIXED CONTENT_FIELD_REWRITTEN CONTENT_FIELD_REWRITTEN",
            "ISO-8859-2"),
        other(
            "local part completed",
            RELAXED,
            MESSAGE.replace("Talk <talk@lists.example>, bob@members.example", "Talk <talk>, bob"),
            replace("Talk <talk>, bob", "Talk <talk@mx.example>,\r\n\tbob@mx.example"),
            "ADDRESSES_REWRITTEN",
            "Talk <talk>, bob"),
        other(
            "one local part completed",
            RELAXED,
            MESSAGE.replace("bob@members.example", "bob"),
            replace(", bob", ", bob@lists.example"),
            "ADDRESSES_REWRITTEN",
            "example>, bob"),
        way(
            "Message-ID",
            RELAXED,
            replace(
                "Message-ID: <1@author.example>",
                "Message-ID: <2@mx>\r\nX-Original-Message-ID: <1@author.example>"),
            "FIELD_REPLACED",
            "<1@author.example>"),
        way("Date", RELAXED, replace("+0000", "+0000 (UTC)"), "FIELD_REPLACED", "11:58:12 +0000"),
        way(
            "MIME-Version lost",
            RELAXED,
            replace("MIME-Version: 1.0\r\n", ""),
            "FIELD_REMOVED",
            "1.0"),
        way(
            "type",
            RELAXED,
            replace("text/plain; charset=\"utf-8\"", "text/plain; charset=utf-8"),
            "CONTENT_FIELD_REWRITTEN",
            "\"utf-8\""),
        way("folds", SIMPLE, replace(", and\r\n it", ", and it"), "FIELD_REFOLDED", "and\r\n it"),
        way(
            "folds",
            SIMPLE,
            replace("bob@members.example", "\r\n bob@members.example"),
            "FIELD_REFOLDED",
            ""),
        way(
            "capitals",
            SIMPLE,
            replace("MIME-Version", "Mime-Version"),
            "FIELD_NAME_REWRITTEN",
            "MIME-Version"),
        way(
            "all capitals",
            SIMPLE,
            m ->
                m.replace("From:", "from:")
                    .replace("To:", "to:")
                    .replace("Subject:", "subject:")
                    .replace("Date:", "date:")
                    .replace("Message-ID:", "message-id:")
                    .replace("Cc:", "cc:")
                    .replace("MIME-Version", "mime-version")
                    .replace("Content-Type", "content-type")
                    .replace("Content-Transfer-Encoding", "content-transfer-encoding"),
            "FIELD_NAME_REWRITTEN",
            ""));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void explained(Way way) {
    Signed signed = Signed.of(way.message(), Signed.RSA, way.form());
    check(way, signed.changed(way.change(), Dns.zone(Signed.keyLine(Signed.RSA))));
  }

  /** An Ed25519 key tells no hash, so that less is tried; what is likely is found all the same. */
  @ParameterizedTest
  @MethodSource("ways")
  void explainedWithoutTheHash(Way way) {
    Signed signed = Signed.of(way.message(), Signed.ED25519, way.form());
    Diagnosis.Signature diagnosis =
        signed.changed(way.change(), Dns.zone(Signed.keyLine(Signed.ED25519)));
    if (diagnosis.header().outcome() != Diagnosis.Outcome.UNDECIDED) {
      check(way, diagnosis);
    } else {
      assertEquals(
          List.of(Fact.Kind.KEY_CANNOT_TELL),
          diagnosis.facts().stream().map(Fact::kind).limit(1).toList());
    }
  }

  private static void check(Way way, Diagnosis.Signature diagnosis) {
    assertEquals(
        way.kinds().stream().sorted().toList(),
        diagnosis.changes().stream().map(Change::kind).sorted().toList(),
        () -> diagnosis.header() + " " + diagnosis.facts());
    assertEquals(Diagnosis.Outcome.INTACT, diagnosis.body().outcome());
    assertTrue(
        way.signed().isEmpty()
            || diagnosis.changes().stream()
                .flatMap(change -> change.signed().stream())
                .anyMatch(field -> field.contains(way.signed())),
        () -> diagnosis.changes().toString());
  }

  /** A header that nobody can restore: the key says that it made the signature. */
  @Test
  void unexplained() {
    Signed signed = Signed.of(MESSAGE, Signed.RSA, RELAXED);
    Diagnosis.Signature diagnosis =
        signed.changed(
            m -> m.replace("Subject: The boat is back, and\r\n it has a new sail", "Subject: Buy"),
            Dns.zone(Signed.keyLine(Signed.RSA)));
    assertEquals(List.of(), diagnosis.changes());
    assertEquals(Diagnosis.Outcome.NOT_EXPLAINED, diagnosis.header().outcome());
    assertEquals(
        List.of(Fact.Kind.KEY_SIGNED, Fact.Kind.FIELDS_ABSENT),
        diagnosis.facts().stream().map(Fact::kind).toList());
  }

  /** Fields that a list, or whoever sends on, adds together, with one more change besides. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "List-Id List-Unsubscribe Sender",
        "List-Id List-Help List-Unsubscribe List-Post List-Owner List-Archive Sender",
        "Resent-From Resent-To Resent-Date Reply-To"
      })
  void addedTogether(String added) throws SigningException {
    List<String> names = List.of(added.split(" ", -1));
    String fields = names.stream().map(name -> name + ": x\r\n").collect(Collectors.joining());
    Set<String> signed = new LinkedHashSet<>(List.of("From", "To", "Subject", "Date"));
    signed.addAll(names);
    SignedHeaders headers = new SignedHeaders(signed, Set.of(), Set.of());
    String signature =
        new String(
            DkimSigner.of(Signed.DOMAIN, Signed.SELECTOR, Signed.RSA)
                .withSignedHeaders(headers)
                .sign(MESSAGE.getBytes(ISO_8859_1))
                .get(0)
                .bytes(),
            ISO_8859_1);
    for (UnaryOperator<String> more :
        List.<UnaryOperator<String>>of(
            m -> fields + m, m -> fields + m.replace("Subject: ", "Subject: [talk] "))) {
      Diagnosis.Signature diagnosis =
          new Signed(signature, MESSAGE).changed(more, Dns.zone(Signed.keyLine(Signed.RSA)));
      assertEquals(
          names.size(),
          diagnosis.changes().stream().filter(it -> it.kind() == Change.Kind.FIELD_ADDED).count(),
          () -> diagnosis.header() + " " + diagnosis.facts());
    }
  }

  private static UnaryOperator<String> replace(String before, String after) {
    return message -> message.replace(before, after);
  }

  private static Way way(
      String name,
      Canonicalization form,
      UnaryOperator<String> change,
      String kinds,
      String signed) {
    return other(name, form, MESSAGE, change, kinds, signed);
  }

  private static Way other(
      String name,
      Canonicalization form,
      String message,
      UnaryOperator<String> change,
      String kinds,
      String signed) {
    return new Way(
        name,
        form,
        message,
        change,
        Stream.of(kinds.split(" ", -1)).map(Change.Kind::valueOf).toList(),
        signed);
  }

  private static String lines(String... lines) {
    return Stream.of(lines).collect(Collectors.joining("\r\n", "", "\r\n"));
  }
}
