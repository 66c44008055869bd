package endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Outgoing mail is signed as its author's domain, on the port for the users of the MX. */
@ExtendWith(LabExtension.class)
class SubmissionTest {

  private final Lab lab;

  SubmissionTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void signedAsTheAuthorsDomain() throws Exception {
    Letter letter = Letter.to(MailingList.BOB);
    submitted(letter).keepSignature(Site.AUTHOR, true).lack("Authentication-Results:");
  }

  /** A client that leaves these out gets them from Postfix, before the milter sees the message. */
  @Test
  void fieldsThatPostfixAdds() throws Exception {
    Letter letter = Letter.to(MailingList.BOB);
    submitted(letter.without("Date").without("Message-ID"))
        .keepSignature(Site.AUTHOR, true)
        .contain("\r\nMessage-Id: ");
  }

  @Test
  void eightBitBody() throws Exception {
    Letter letter =
        Letter.to(MailingList.BOB)
            .with("Content-Type", "text/plain; charset=iso-8859-1")
            .with("Content-Transfer-Encoding", "8bit")
            .withBody("M\u00fcller\r\n.\r\nFrom here\r\n\r\n\r\n");
    submitted(letter).keepSignature(Site.AUTHOR, true).contain("M\u00fcller");
  }

  /** There is no key for that domain here. */
  @Test
  void mailOfOthersIsLeftAlone() throws Exception {
    Letter letter = Letter.to(MailingList.BOB).with("From", "Ann <ann@" + Site.HYPHEN + ">");
    submitted(letter).lack("DKIM-Signature:");
  }

  private Posts submitted(Letter letter) throws Exception {
    String reply =
        Submission.send(
            lab.ports().submission(), "ann@" + Site.AUTHOR, MailingList.BOB, letter.text());
    assertTrue(reply.startsWith("250"), reply);
    List<Delivery> got = lab.sink().await(letter.mark(), 1);
    assertEquals(1, got.size(), lab::logs);
    return Posts.of(lab, got);
  }
}
