package endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Content that Mailman or Postfix write anew on its way: the seal is made of what is sent. */
@ExtendWith(LabExtension.class)
class AwkwardContentTest {

  /** "Grüße" in UTF-8. */
  private static final String GREETINGS = "Gr\u00c3\u00bc\u00c3\u009fe";

  private final Lab lab;

  AwkwardContentTest(Lab lab) {
    this.lab = lab;
  }

  /** Mailman sends these lines with another beginning than they have when it could sign them. */
  @Test
  void linesThatBeginWithFrom() throws Exception {
    MailingList list = MailingList.of(lab, "from-lines", Map.of());
    sealed(list, list.letter().withBody("Hello,\r\nFrom here on\r\n\r\nFrom there\r\n"))
        .contain("\r\n>From here on\r\n");
  }

  @Test
  void dotsAndTrailingSpace() throws Exception {
    MailingList list = MailingList.of(lab, "dots", Map.of());
    sealed(list, list.letter().withBody(".\r\n..\r\n.leading\r\nspace  \t \r\n\r\n\r\n"));
  }

  @Test
  void emptyBody() throws Exception {
    MailingList list = MailingList.of(lab, "empty-body", Map.of());
    sealed(list, list.letter().withBody(""));
  }

  @Test
  void eightBitBody() throws Exception {
    MailingList list = MailingList.of(lab, "eight-bit", Map.of());
    sealed(list, utf8(list.letter()));
  }

  /** Without a footer there is nothing that makes Mailman encode the text. */
  @Test
  void eightBitBodyWithoutFooter() throws Exception {
    MailingList list = MailingList.of(lab, "eight-bit-plain", Map.of("subject_prefix", ""));
    lab.mailman().removeFooter(list.address());
    sealed(list, utf8(list.letter())).contain(GREETINGS).keepSignature(Site.AUTHOR, true);
  }

  /** Octets that no standard allows in a header, and that are there all the same. */
  @Test
  void latin1InTheHeader() throws Exception {
    MailingList list = MailingList.of(lab, "latin1", Map.of());
    Letter letter = list.letter();
    sealed(
        list,
        letter
            .with("From", "J\u00fcrgen <juergen@" + Site.AUTHOR + ">")
            .with("Subject", letter.mark() + " f\u00fcr M\u00fcller")
            .with("Organization", "M\u00fcller & S\u00f6hne"));
  }

  @Test
  void longReferencesAndNoRecipient() throws Exception {
    MailingList list = MailingList.of(lab, "references", Map.of());
    String ids = "\r\n <%s@author.example>".formatted("x".repeat(60)).repeat(40);
    sealed(list, list.letter().without("To").above("References:" + ids));
  }

  @Test
  void html() throws Exception {
    MailingList list = MailingList.of(lab, "html", Map.of());
    sealed(
        list,
        list.letter()
            .with("Content-Type", "text/html; charset=us-ascii")
            .withBody("<html><body><p>Hello</p></body></html>\r\n"));
  }

  @Test
  void alternatives() throws Exception {
    MailingList list = MailingList.of(lab, "alternatives", Map.of());
    sealed(
        list,
        list.letter()
            .with("Content-Type", "multipart/alternative; boundary=\"two\"")
            .withBody(
                lines(
                    """
                    preamble
                    --two
                    Content-Type: text/plain

                    Hello
                    --two
                    Content-Type: text/html

                    <p>Hello</p>
                    --two--
                    epilogue
                    """)));
  }

  @Test
  void attachment() throws Exception {
    MailingList list = MailingList.of(lab, "attachment", Map.of());
    sealed(
        list,
        list.letter()
            .with("Content-Type", "multipart/mixed; boundary=two")
            .withBody(
                lines(
                    """
                    --two
                    Content-Type: text/plain; charset=utf-8
                    Content-Transfer-Encoding: 8bit

                    %s
                    --two
                    Content-Type: application/octet-stream
                    Content-Transfer-Encoding: base64

                    AAECAwQFBgc=
                    --two--
                    """
                        .formatted(GREETINGS))));
  }

  /** More than the 65535 octets that a mail server hands to a milter at once. */
  @Test
  void largeBody() throws Exception {
    MailingList list = MailingList.of(lab, "large", Map.of());
    sealed(
        list, list.letter().withBody("A line of a long text, seventy columns.\r\n".repeat(6000)));
  }

  /**
   * What a web interface hands over: 8-bit text and long lines, for a member whose mail server
   * takes neither. The hop before the sealing port writes them anew, so that nobody has to after
   * it.
   */
  @Test
  void normalisingHop() throws Exception {
    String member = "nan@" + Site.NARROW;
    Letter letter = utf8(Letter.to("web@" + Site.LISTS)).with("List-Id", "<web.lists.example.org>");
    String message =
        letter
            .withBody(letter.body() + "x".repeat(1500) + " end\r\n")
            .with("X-Long", "y ".repeat(700))
            .below(
                "Authentication-Results: "
                    + lab.believed()
                    + "; dmarc=pass header.from=author.example")
            .text();
    String reply =
        Submission.send(lab.ports().listNormal(), "web-bounces@" + Site.LISTS, member, message);
    assertTrue(reply.startsWith("250"), reply);
    List<Delivery> got = lab.narrowSink().await(letter.mark(), 1);
    assertEquals(List.of(member), got.stream().map(Delivery::recipient).toList(), lab::logs);
    String text = got.get(0).message();
    assertTrue(text.chars().allMatch(octet -> octet < 128), text);
    assertTrue(text.lines().allMatch(line -> line.length() <= 998), text);
    Posts.of(lab, got).haveSet(1, "none").testify("dmarc=pass");
  }

  private static String lines(String text) {
    return text.replace("\n", "\r\n");
  }

  private static Letter utf8(Letter letter) {
    return letter
        .with("Content-Type", "text/plain; charset=utf-8")
        .with("Content-Transfer-Encoding", "8bit")
        .withBody(GREETINGS + "\r\n");
  }

  /** What the members get of a letter that its author signs. */
  private Posts sealed(MailingList list, Letter letter) throws Exception {
    return list.delivered(letter.signedBy(lab.site(), Site.AUTHOR))
        .areSealed(1, "none")
        .testify("dkim=pass", "dmarc=pass");
  }
}
