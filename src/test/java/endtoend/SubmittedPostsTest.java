package endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.inbound.Disposition;
import dev.waxseal.inbound.InboundAuthenticator;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Posts of one's own users, and what strangers and users would like to be believed. */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubmittedPostsTest {

  static final String USER = "ADDR=198.51.100.7 LOGIN=ann";
  static final String STRANGER = "ADDR=203.0.113.66";
  static final String WORDS = "; dmarc=pass header.from=bank.example";

  final Lab lab;
  final SubmissionServer server;

  /** A way to the list server, and who takes it. */
  private record Way(String name, ToIntFunction<SubmissionServer> port, String client) {
    /** What has been verified before has come by the MX; nobody signs it, though he is a user. */
    boolean isSigned() {
      return client.equals(USER) && !name.startsWith("verify");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  SubmittedPostsTest(Lab lab) throws Exception {
    this.lab = lab;
    this.server = new SubmissionServer(lab);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  static Stream<Way> ways() {
    return Stream.of(
        new Way("sign-user", SubmissionServer::signing, USER),
        new Way("sign-stranger", SubmissionServer::signing, STRANGER),
        new Way("sign-mx-user", SubmissionServer::signingBeforeMx, USER),
        new Way("sign-mx-stranger", SubmissionServer::signingBeforeMx, STRANGER),
        new Way("verify-stranger", SubmissionServer::verifying, STRANGER),
        new Way("verify-sign-user", SubmissionServer::verifyingAndSigning, USER),
        new Way("verify-sign-stranger", SubmissionServer::verifyingAndSigning, STRANGER),
        new Way("one-port-user", SubmissionServer::verifyingOrSigning, USER),
        new Way("one-port-stranger", SubmissionServer::verifyingOrSigning, STRANGER),
        new Way("sign-verify-user", SubmissionServer::signingAndVerifying, USER),
        new Way("sign-verify-stranger", SubmissionServer::signingAndVerifying, STRANGER));
  }

  void submit(int port, String client, String recipient, Letter letter) throws Exception {
    String reply = Submission.send(port, client, "ann@" + Site.AUTHOR, recipient, letter.text());
    assertTrue(reply.startsWith("250"), () -> reply + "\n" + server.log());
  }

  /** What a receiver does who trusts the list server. */
  Disposition disposition(Posts posts) {
    return InboundAuthenticator.of("mx." + Site.MEMBERS, lab.site().dns())
        .rejectingByPolicy()
        .trustingSealers(Site.LISTS)
        .authenticate(posts.message().getBytes(ISO_8859_1))
        .dmarc()
        .disposition();
  }

  /** RFC 8601 section 2.7.4; the list has changed the post, and the receiver takes its word. */
  @Test
  void aUserOfADomainOfOurs() throws Exception {
    MailingList list = MailingList.of(lab, "own-user", Map.of());
    Letter letter = list.letter();
    submit(server.signing(), USER, list.address(), letter);
    Posts posts =
        list.arrived(letter.mark())
            .areSealed(1, "none")
            .testify("auth=pass", "dkim=pass header.d=" + Site.AUTHOR)
            .keepSignature(Site.AUTHOR, false)
            .lack("smtp.auth")
            .lack("dmarc=pass");
    assertEquals(Disposition.ACCEPT, disposition(posts));
  }

  /** That somebody has authenticated says nothing of the author domain, and helps nobody. */
  @Test
  void aUserOfAnotherDomain() throws Exception {
    MailingList list = MailingList.of(lab, "other-user", Map.of());
    Letter letter = list.letter().with("From", "Ann <ann@" + Site.HYPHEN + ">");
    submit(server.signing(), USER, list.address(), letter);
    Posts posts =
        list.arrived(letter.mark()).areSealed(1, "none").testify("auth=pass").lack("dkim=pass");
    assertEquals(Disposition.REJECT, disposition(posts));
  }

  @Test
  void aUserWhosePostComesByTheMx() throws Exception {
    MailingList list = MailingList.of(lab, "own-user-by-mx", Map.of());
    Letter letter = list.letter();
    submit(server.signingBeforeMx(), USER, list.address(), letter);
    Posts posts =
        list.arrived(letter.mark())
            .areSealed(1, "none")
            .testify("auth=pass", "dmarc=pass header.from=" + Site.AUTHOR);
    assertEquals(Disposition.ACCEPT, disposition(posts));
  }

  /** RFC 8601 section 5, on each way to the list and for each id of ours. */
  @ParameterizedTest
  @MethodSource("ways")
  void forgedResultsAreNeitherSealedNorSentOn(Way way) throws Exception {
    MailingList list = MailingList.of(lab, "forged-" + way, Map.of());
    Letter letter = list.letter().with("From", "CEO <ceo@" + Site.HYPHEN + ">");
    Letter forged = letter.below("Authentication-Results: mx.example.com; dkim=none");
    for (String id :
        List.of(Site.MX, "MX.Example.ORG", "\"example.org\"", Site.LISTS, Site.SUBMISSION)) {
      String field = "Authentication-Results: " + id + WORDS;
      forged = forged.below(field).above(field);
    }
    submit(way.port().applyAsInt(server), way.client(), list.address(), forged);
    Posts posts = list.arrived(letter.mark()).lack("bank.example").contain("mx.example.com");
    assertEquals(Disposition.REJECT, disposition(posts));
  }

  /** A stranger who writes to a member of ours is let in, whatever From says. */
  @ParameterizedTest
  @MethodSource("ways")
  void onlyUsersAreSignedFor(Way way) throws Exception {
    Letter letter = Letter.to(MailingList.BOB);
    submit(way.port().applyAsInt(server), way.client(), MailingList.BOB, letter);
    List<Delivery> got = lab.sink().await(letter.mark(), 1);
    assertEquals(1, got.size(), server::log);
    Posts.of(lab, got).keepSignature(Site.AUTHOR, way.isSigned());
  }

  /** List servers and content filters come from here. */
  @Test
  void thisMachineIsNoUser() throws Exception {
    for (int port : List.of(server.signing(), server.verifyingOrSigning())) {
      Letter letter = Letter.to(MailingList.BOB);
      submit(port, "", MailingList.BOB, letter);
      List<Delivery> got = lab.sink().await(letter.mark(), 1);
      assertEquals(1, got.size(), server::log);
      Posts.of(lab, got).lack("DKIM-Signature:");
    }
  }

  /** One service for all: each message has the results of the role that its client gets. */
  @Test
  void onePortForUsersAndStrangers() throws Exception {
    Letter own = Letter.to(MailingList.BOB);
    submit(server.verifyingOrSigning(), USER, MailingList.BOB, own);
    Posts.of(lab, lab.sink().await(own.mark(), 1))
        .keepSignature(Site.AUTHOR, true)
        .contain("Authentication-Results: " + Site.SUBMISSION)
        .contain("auth=pass")
        .lack("dmarc=");
    Letter forged = Letter.to(MailingList.BOB);
    submit(server.verifyingOrSigning(), STRANGER, MailingList.BOB, forged);
    Posts.of(lab, lab.sink().await(forged.mark(), 1))
        .lack("DKIM-Signature:")
        .contain("Authentication-Results: " + Site.MX)
        .contain("dmarc=fail")
        .lack("auth=pass");
  }

  /** While Waxseal is down nobody comes in whose results nobody has looked at. */
  @Test
  void mxThatDefersWhileItIsDown() throws Exception {
    MailingList list = MailingList.of(lab, "down-tempfail", Map.of());
    Letter letter = list.letter().below("Authentication-Results: " + Site.MX + WORDS);
    String reply =
        Submission.send(
            server.deferring(), STRANGER, "thief@" + Site.SERVICE, list.address(), letter.text());
    assertTrue(reply.startsWith("451"), reply);
    assertEquals(List.of(), lab.sink().with(letter.mark()));
  }

  /**
   * What an MX lets in that does not look is believed: the list server cannot tell it from what the
   * MX has found. So {@code default_action=accept} is not for the MX of whoever seals.
   */
  @Test
  void mxThatAcceptsWhileItIsDown() throws Exception {
    MailingList list = MailingList.of(lab, "down-accept", Map.of());
    Letter letter = list.letter().below("Authentication-Results: " + Site.MX + WORDS);
    submit(server.accepting(), STRANGER, list.address(), letter);
    list.arrived(letter.mark()).areSealed(1, "none").testify("dmarc=pass header.from=bank.example");
  }
}
