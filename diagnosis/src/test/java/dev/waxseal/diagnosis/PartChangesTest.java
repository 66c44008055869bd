package dev.waxseal.diagnosis;

import static dev.waxseal.diagnosis.change.Change.Kind.LINKS_REWRITTEN;
import static dev.waxseal.diagnosis.change.Change.Kind.PART_ADDED;
import static dev.waxseal.diagnosis.change.Change.Kind.PART_HEADER_REWRITTEN;
import static dev.waxseal.diagnosis.change.Change.Kind.TEXT_PREPENDED;
import static dev.waxseal.diagnosis.change.Change.Kind.TRANSFER_ENCODING_CHANGED;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.Canonicalization;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes of the parts of a multipart: their number, their encoding, their header, their links. */
class PartChangesTest {

  private static final String HEADER =
      """
      From: Mara <mara@author.example>
      To: all@shed.example
      Subject: Rota
      Date: Mon, 23 Nov 2026 11:58:12 +0000
      Message-ID: <1@author.example>
      MIME-Version: 1.0
      """
          .replace("\n", "\r\n");

  private static final String PICTURE =
      ChangedBody.base64("a picture of the shed, which is painted green ".repeat(9));

  private static final String LINK = "https://shed.example/rota?week=3&amp;who=mara";

  private static final String PAGE =
      "<p>Hello all, the rota is <a href=\""
          + LINK
          + "\">here, as every month, and nowhere else"
          + "</a> and in the shed.</p>\r\n";

  /** The link behind a service that checks links. */
  private static final String CHECKED =
      "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fshed.example%2Frota"
          + "%3Fweek%3D3%26who%3Dmara&amp;data=05%7C02&amp;reserved=0";

  private static final String RECODED =
      """
      Content-Transfer-Encoding: base64
      X-MIME-Autoconverted: from 8bit to base64 by mx.relay.example id 5ATA

      """
          .replace("\n", "\r\n");

  /** One way to change a message. */
  private record Way(String name, String message, String changed, List<Change.Kind> kinds) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Way> ways() {
    String mixed = mixed(PICTURE);
    String german = mixed.replace("8bit\r\n\r\nHello", "8bit\r\n\r\nGr\u00c3\u00bc\u00c3\u009fe");
    return Stream.of(
        way("base64 at 60", mixed, m -> m.replace(PICTURE, folded(60)), TRANSFER_ENCODING_CHANGED),
        way(
            "signed at 72 with an empty line",
            mixed(folded(72) + "\r\n"),
            m -> mixed(PICTURE),
            TRANSFER_ENCODING_CHANGED),
        way("unfolded", mixed(folded(9_999)), m -> mixed(PICTURE), TRANSFER_ENCODING_CHANGED),
        way(
            "at 60, and a part added",
            mixed,
            m -> m.replace(PICTURE, folded(60)).replace("--two--", part("the list") + "--two--"),
            PART_ADDED,
            TRANSFER_ENCODING_CHANGED),
        way(
            "parts above and below",
            mixed,
            m ->
                m.replaceFirst("--two\r\n", part("Mind the rules.") + "--two\r\n")
                    .replace("--two--", part("the list") + "--two--"),
            PART_ADDED,
            PART_ADDED),
        way("link", page("7bit", PAGE), m -> m.replace(LINK, CHECKED), LINKS_REWRITTEN),
        way(
            "quoted link",
            page("quoted-printable", ChangedBody.quoted(PAGE)),
            m -> page("quoted-printable", ChangedBody.quoted(PAGE.replace(LINK, CHECKED))),
            LINKS_REWRITTEN),
        way(
            "link in base64",
            page("base64", ChangedBody.base64(PAGE)),
            m -> page("base64", ChangedBody.base64(PAGE.replace(LINK, CHECKED))),
            LINKS_REWRITTEN),
        way(
            "link of another service",
            page("7bit", PAGE),
            m ->
                m.replace(
                    LINK,
                    "https://urldefense.proofpoint.com/v2/url?u=https-3A__shed.example_rota"
                        + "-3Fweek-3D3-26who-3Dmara&amp;d=DwMF&amp;c=x"),
            LINKS_REWRITTEN),
        wrapped(
            "Barracuda",
            "https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fshed.example%2frota%3fweek%3d3"
                + "%26who%3dmara&amp;c=E,1,dGhlIHNoZWQ-aXMgZ3JlZW4_,&amp;typo=1"),
        wrapped(
            "Cisco",
            "https://secure-web.cisco.com/1aGVkZ2Vob2c-c2hlZA_x/https%3A%2F%2Fshed.example%2Frota"
                + "%3Fweek%3D3%26who%3Dmara"),
        wrapped(
            "Cisco without TLS",
            "http://secure-web.cisco.com/1aGVkZ2Vob2c-c2hlZA_x/https%3A%2F%2Fshed.example%2Frota"
                + "%3Fweek%3D3%26who%3Dmara"),
        wrapped("Sophos", sophos("/?", "")),
        wrapped("Sophos without a slash", sophos("?", "=")),
        wrapped("Sophos with an encoded sign", sophos("/?", "%3D")),
        way(
            "link of a service that is not known",
            page("7bit", PAGE),
            m -> m.replace(LINK, "https://safe.example/check?id=1&amp;u=" + LINK),
            LINKS_REWRITTEN),
        way(
            "quoted link of a service that is not known",
            page("quoted-printable", ChangedBody.quoted(PAGE)),
            m ->
                page(
                    "quoted-printable",
                    ChangedBody.quoted(
                        PAGE.replace(
                            LINK,
                            "https://safe.example/?u=https%3A%2F%2Fshed.example%2Frota"
                                + "%3Fweek%3D3%26who%3Dmara&amp;s=1"))),
            LINKS_REWRITTEN),
        way(
            "header of a part",
            mixed,
            m -> m.replace("charset=utf-8", "charset=\"utf-8\""),
            PART_HEADER_REWRITTEN),
        way(
            "field added to each part",
            mixed,
            m ->
                m.replaceAll(
                    "(?m)^(Content-Type: (?:text|image).*\r\n)",
                    "$1Content-Disposition: inline\r\n"),
            PART_HEADER_REWRITTEN),
        way(
            "encoded by a relay",
            german,
            m ->
                m.replaceFirst("Content-Transfer-Encoding: 8bit\r\n\r\n(?s:.*?)\r\n--two", "XX")
                    .replace(
                        "XX",
                        RECODED
                            + ChangedBody.base64("Gr\u00c3\u00bc\u00c3\u009fe all\r\n\r\n")
                            + "--two"),
            TRANSFER_ENCODING_CHANGED,
            PART_HEADER_REWRITTEN),
        way(
            "encoded by a relay that takes a line end for the boundary's",
            german,
            m ->
                m.replaceFirst("Content-Transfer-Encoding: 8bit\r\n\r\n(?s:.*?)\r\n--two", "XX")
                    .replace(
                        "XX",
                        RECODED
                            + ChangedBody.base64("Gr\u00c3\u00bc\u00c3\u009fe all\r\n")
                            + "--two"),
            TRANSFER_ENCODING_CHANGED,
            PART_HEADER_REWRITTEN),
        way(
            "refolded, with a banner",
            mixed,
            m ->
                m.replace(PICTURE, folded(60))
                    .replace("\r\n\r\nHello", "\r\n\r\nCAUTION: external\r\n\r\nHello"),
            TEXT_PREPENDED,
            TRANSFER_ENCODING_CHANGED));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void explained(Way way) {
    for (Canonicalization form : Canonicalization.values()) {
      ChangedBody.explained(form, way.message(), way.changed(), way.kinds());
    }
  }

  /** Of what was added, a reader sees the words, and neither boundaries nor encodings. */
  @Test
  void theWordsOfAnAddedPart() {
    String message = mixed(PICTURE);
    String added =
        """
        --two
        Content-Type: text/html
        Content-Transfer-Encoding: quoted-printable

        <div>The list of <b>sh=
        eds</b><br>
        5 =3D 4 &amp; 1</div>

        """
            .replace("\n", "\r\n");
    Change change =
        ChangedBody.explained(
                Canonicalization.RELAXED,
                message,
                message.replace("--two--", added + "--two--"),
                List.of(PART_ADDED))
            .changes()
            .get(0);
    assertEquals("--two", change.arrived().get(0));
    assertEquals(
        List.of("The list of sheds", "5 = 4 & 1"),
        change.shown().stream().filter(line -> !line.isBlank()).toList());
  }

  /** A link in the shape that a service's documents or users show. */
  private static Way wrapped(String service, String link) {
    return way(
        "link of " + service, page("7bit", PAGE), m -> m.replace(LINK, link), LINKS_REWRITTEN);
  }

  private static String sophos(String query, String padding) {
    String link = LINK.replace("&amp;", "&");
    return "https://eu-west-1.protection.sophos.com"
        + query
        + "d=shed.example&amp;u="
        + Base64.getUrlEncoder().withoutPadding().encodeToString(link.getBytes(ISO_8859_1))
        + padding
        + "&amp;p=m&amp;i=NWY1NzY4MDNh&amp;h=af12";
  }

  private static Way way(
      String name, String message, UnaryOperator<String> change, Change.Kind... kinds) {
    return new Way(name, message, change.apply(message), List.of(kinds));
  }

  private static String folded(int width) {
    return PICTURE.replace("\r\n", "").replaceAll("(.{1," + width + "})", "$1\r\n");
  }

  private static String part(String text) {
    return "--two\r\nContent-Type: text/plain\r\n\r\n" + text + "\r\n\r\n";
  }

  private static String mixed(String picture) {
    return HEADER
        + "Content-Type: multipart/mixed; boundary=two\r\n\r\n--two\r\n"
        + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + "Hello all\r\n\r\n--two\r\nContent-Type: image/png\r\n"
        + "Content-Transfer-Encoding: base64\r\n\r\n"
        + picture
        + "--two--\r\n";
  }

  private static String page(String encoding, String text) {
    return HEADER
        + "Content-Type: text/html; charset=us-ascii\r\nContent-Transfer-Encoding: "
        + encoding
        + "\r\n\r\n"
        + text;
  }

  /** A text that was quoted-printable and became a part, in which it was encoded once more. */
  @Test
  void encodedAgainInAPart() {
    String head = "From: ann@author.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n";
    String type = "Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
    String changed =
        head
            + "Content-Type: multipart/mixed; boundary=\"outer\"\r\n\r\n--outer\r\n"
            + type
            + "2 + 2 =3D3D 4, caf=3DE9\r\n\r\n--outer\r\nContent-Type: text/plain\r\n\r\nfooter\r\n--outer--\r\n";
    Signed signed =
        Signed.of(head + type + "2 + 2 =3D 4, caf=E9\r\n", Signed.RSA, Canonicalization.RELAXED);
    Diagnosis.Signature diagnosis =
        signed.changed(original -> changed, Dns.zone(Signed.keyLine(Signed.RSA)));
    assertEquals(Diagnosis.Outcome.EXPLAINED, diagnosis.body().outcome());
    assertEquals(
        "the body was encoded when it became a part: decoded, it is as signed",
        diagnosis.body().changes().get(1).sentence());
  }
}
