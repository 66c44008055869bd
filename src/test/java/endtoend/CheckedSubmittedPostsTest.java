package endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.inbound.Disposition;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Posts of one's own users where the list server believes what the MX has sealed: those that pass
 * the MX are sealed, others are signed; and what strangers forge on other ways is not believed.
 */
@ExtendWith(LabExtension.class)
class CheckedSubmittedPostsTest extends SubmittedPostsTest {

  CheckedSubmittedPostsTest(HandoverLab lab) throws Exception {
    super(lab);
  }

  /** The id of submission is text that anybody could have written. */
  @Test
  @Override
  void aUserOfADomainOfOurs() throws Exception {
    MailingList list = MailingList.of(lab, "own-user", Map.of());
    Letter letter = list.letter();
    submit(server.signing(), USER, list.address(), letter);
    list.arrived(letter.mark()).areSignedOnly().lack("auth=pass");
  }

  @Test
  @Override
  void aUserOfAnotherDomain() throws Exception {
    MailingList list = MailingList.of(lab, "other-user", Map.of());
    Letter letter = list.letter().with("From", "Ann <ann@" + Site.HYPHEN + ">");
    submit(server.signing(), USER, list.address(), letter);
    Posts posts = list.arrived(letter.mark()).areSignedOnly().lack("auth=pass");
    assertEquals(Disposition.REJECT, disposition(posts));
  }

  /** The MX verifies the signature of submission as any other. */
  @Test
  @Override
  void aUserWhosePostComesByTheMx() throws Exception {
    MailingList list = MailingList.of(lab, "own-user-by-mx", Map.of());
    Letter letter = list.letter();
    submit(server.signingBeforeMx(), USER, list.address(), letter);
    Posts posts =
        list.arrived(letter.mark())
            .areSealed(1, "none")
            .testify("dkim=pass", "dmarc=pass header.from=" + Site.AUTHOR);
    assertEquals(Disposition.ACCEPT, disposition(posts));
  }

  /** An MX that lets mail in while nobody looks gives no seal, and is not believed. */
  @Test
  @Override
  void mxThatAcceptsWhileItIsDown() throws Exception {
    MailingList list = MailingList.of(lab, "down-accept", Map.of());
    Letter letter = list.letter().below("Authentication-Results: " + Site.MX + WORDS);
    submit(server.accepting(), STRANGER, list.address(), letter);
    list.arrived(letter.mark()).areSignedOnly().lack("bank.example");
  }
}
