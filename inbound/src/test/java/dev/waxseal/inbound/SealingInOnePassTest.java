package dev.waxseal.inbound;

import static dev.waxseal.inbound.World.AUTHOR;
import static dev.waxseal.inbound.World.LIST;
import static dev.waxseal.inbound.World.MESSAGE;
import static dev.waxseal.inbound.World.STRANGER;
import static dev.waxseal.inbound.World.bytes;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.arc.ArcReport;
import dev.waxseal.arc.ArcResult;
import dev.waxseal.arc.ArcSealer;
import dev.waxseal.arc.ArcVerifier;
import dev.waxseal.arc.SealReason;
import dev.waxseal.arc.SealResult;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SignedHeaders;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.Limits;
import dev.waxseal.pass.MessageSession;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Verifying and sealing in one pass gives what two passes give. */
class SealingInOnePassTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-30T01:00:00Z"));

  private static final String SIGNED = AUTHOR.signed(MESSAGE);

  private static final String FORGED =
      "Authentication-Results: mx.receiver.example; dmarc=pass; arc=pass\r\n";

  private static final ArcSealer SEALER =
      ArcSealer.of(STRANGER.domain(), Party.SELECTOR, STRANGER.key(), World.RECEIVER)
          .withClock(CLOCK);

  private static DkimSigner signer() {
    return STRANGER.signer().withClock(CLOCK);
  }

  /** Sealers with all choices that change what they need of a message. */
  private static List<ArcSealer> sealers() {
    SignedHeaders covered =
        new SignedHeaders(Set.of("From", "X-Hidden"), Set.of(), Set.of("Subject"));
    return List.of(
        SEALER,
        SEALER.withCanonicalization(Canonicalization.SIMPLE, Canonicalization.SIMPLE),
        SEALER.signingFirst(signer()),
        SEALER.signingFirst(
            signer().withCanonicalization(Canonicalization.SIMPLE, Canonicalization.SIMPLE)),
        SEALER.withSignedHeaders(covered),
        SEALER.withLimits(Limits.with().arcSets(1).build()),
        SEALER.withLimits(Limits.with().signedHeaders(2).build()));
  }

  private static List<String> messages() {
    InboundReport atList = World.receiver().authenticate(bytes(SIGNED));
    String sealed = LIST.sealed(SIGNED, atList.arrival());
    String broken = sealed.replace("How are", "Who are");
    InboundReport found = World.receiver().authenticate(bytes(broken));
    return List.of(
        MESSAGE,
        SIGNED,
        FORGED + SIGNED,
        "X-Hidden: a\r\n"
            + FORGED
            + "X-Hidden: b\nAuthentication-Results: mx.receiver.example; dmarc=pass\r\n"
            + SIGNED,
        "X-Hidden: a\r\n" + FORGED + "X-Hidden: b\r\n" + SIGNED,
        sealed,
        FORGED + sealed,
        broken,
        World.FORWARDER.sealed(broken, found.arrival()), // marked as failed
        LIST.sealed(sealed, World.receiver().authenticate(bytes(sealed)).arrival()),
        sealed.replace("ARC-Message-Signature", "X"), // no chain in structure
        "ARC-Seal: i=1; cv=none\r\n".repeat(60) + MESSAGE,
        MESSAGE.replace("From: ", "X-From: "),
        "From: b@author.example\r\n" + MESSAGE,
        MESSAGE + "a lone \n and \r in the body\r\n",
        MESSAGE + "a lone CR at the end\r",
        "X: a lone \r in the header\r\n" + MESSAGE,
        "X: a lone \n in the header\r\n" + MESSAGE,
        "X: NUL \0\r\n" + MESSAGE,
        "no colon\r\n" + MESSAGE,
        "From: ann@author.example",
        "From: ann@author.example\r",
        "From: ann@author.example\r\n",
        "From: ann@author.example\r\n\r\n",
        "",
        "\r\n");
  }

  private static String inOnePass(InboundAuthenticator inbound, byte[] message, int piece) {
    MessageSession<InboundReport> session = inbound.begin(World.fromAuthor());
    for (int at = 0; at < message.length; at += piece) {
      session.write(message, at, Math.min(piece, message.length - at));
    }
    InboundReport report = session.finish();
    return outcome(report::seal);
  }

  private static String inTwoPasses(InboundAuthenticator inbound, ArcSealer sealer, byte[] message)
      throws IOException {
    MessageSession<InboundReport> session = inbound.begin(World.fromAuthor());
    session.write(message);
    InboundReport report = session.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    report.deliver(new ByteArrayInputStream(message), out);
    String delivered = out.toString(ISO_8859_1);
    String results = Party.text(report.fields());
    assertTrue(delivered.startsWith(results));
    return outcome(
        () -> sealer.seal(bytes(delivered.substring(results.length())), report.arrival()));
  }

  private interface Seal {
    SealResult seal() throws SigningException;
  }

  private static String outcome(Seal seal) {
    try {
      SealResult result = seal.seal();
      return result + "\n" + Party.text(result.fields());
    } catch (SigningException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void theFieldsAreThoseOfTwoPassesHoweverItIsCut() throws IOException {
    Set<String> outcomes = new HashSet<>();
    for (ArcSealer sealer : sealers()) {
      InboundAuthenticator plain = World.receiver().withClock(CLOCK);
      for (String text : messages()) {
        byte[] message = bytes(text);
        String expected = inTwoPasses(plain, sealer, message);
        for (int piece : List.of(1, 2, 7, 64, Math.max(1, message.length))) {
          assertEquals(expected, inOnePass(plain.sealing(sealer), message, piece), text);
        }
        outcomes.add(expected.replaceAll("(?s)\n.*", "").replaceAll("fields=.*", ""));
      }
    }
    assertTrue(outcomes.size() > 12, outcomes.toString());
  }

  @Test
  void whatIsDeliveredHoldsAndSaysWhatWasFound() throws IOException, SigningException {
    byte[] message = bytes(FORGED + SIGNED);
    InboundReport report =
        World.receiver().sealing(SEALER).authenticate(message, World.fromAuthor());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    report.deliver(new ByteArrayInputStream(message), report.seal(), out);
    String sent = out.toString(ISO_8859_1);
    assertTrue(sent.startsWith("ARC-Seal: "), sent);
    assertTrue(sent.endsWith("\r\n" + SIGNED), sent);
    assertEquals(2, sent.split("Authentication-Results: ", -1).length - 1, sent);
    ArcReport chain = ArcVerifier.of(World.dns()).verify(out.toByteArray());
    assertInstanceOf(ArcResult.Pass.class, chain.result());
    assertTrue(chain.sets().get(0).results().toString().contains("dmarc"), sent);
  }

  /** A file with LF is read as CRLF, and holds once it is sent so. */
  @Test
  void aFileWithLf() throws IOException, SigningException {
    byte[] file = bytes(SIGNED.replace("\r\n", "\n"));
    InboundReport report = World.receiver().sealing(SEALER).authenticate(file);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    report.deliver(new ByteArrayInputStream(file), report.seal(), out);
    String written = out.toString(ISO_8859_1);
    assertEquals(-1, written.indexOf('\r'));
    String sent = written.replace("\n", "\r\n");
    assertInstanceOf(
        ArcResult.Pass.class, ArcVerifier.of(World.dns()).verify(bytes(sent)).result());
  }

  /** "No guess": neither in one pass nor in two. */
  @Test
  void aChainThatDnsDoesNotTellOfIsNotSealed() throws IOException {
    String sealed = LIST.sealed(SIGNED, World.receiver().authenticate(bytes(SIGNED)).arrival());
    Dns silent = World.dns().silent(DomainName.of("s1._domainkey.lists.example"));
    InboundAuthenticator hasty =
        World.receiver(silent).withLimits(Limits.with().dnsDeadline(Duration.ofMillis(50)).build());
    String one = inOnePass(hasty.sealing(SEALER), bytes(sealed), 100);
    assertTrue(one.startsWith("Failure[reason=" + SealReason.KEY_UNAVAILABLE), one);
    assertEquals(one, inTwoPasses(hasty, SEALER, bytes(sealed)));
  }

  @Test
  void aHeaderThatIsTooLargeIsNotSealed() {
    InboundAuthenticator small =
        World.receiver().withLimits(Limits.with().headerBytes(100).build());
    InboundReport unread = small.sealing(SEALER).authenticate(bytes(SIGNED));
    SigningException refused = assertThrows(SigningException.class, unread::seal);
    assertEquals(SigningException.Problem.HEADER_TOO_LARGE, refused.problem());
    assertThrows(IllegalStateException.class, small.authenticate(bytes(SIGNED))::seal);
  }

  @Test
  void onlyAMessageThatWasReadForItIsSealed() {
    assertThrows(IllegalStateException.class, World.receiver().authenticate(bytes(SIGNED))::seal);
  }

  /** Each setting keeps the sealer, in whatever order they are made. */
  @Test
  void settingsAddUp() throws SigningException {
    for (InboundAuthenticator each :
        List.of(
            World.receiver().sealing(SEALER).trustingSealers("lists.example").rejectingByPolicy(),
            World.receiver().sealing(SEALER).takingSpfFrom("x").withClock(CLOCK),
            World.receiver().sealing(SEALER).withLimits(Limits.defaults()),
            World.receiver().allowBodyLengthLimit().sealing(SEALER))) {
      SealResult result = each.authenticate(bytes(SIGNED)).seal();
      assertEquals(3, new ArrayList<>(result.fields()).size());
    }
  }
}
