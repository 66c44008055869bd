package dev.waxseal.benchmarks;

import dev.waxseal.arc.ArcArrival;
import dev.waxseal.arc.ArcSealer;
import dev.waxseal.arc.ArcVerifier;
import dev.waxseal.arc.SealResult;
import dev.waxseal.authres.MethodResult;
import dev.waxseal.dkim.signature.SigningException;
import java.util.List;

/** Makes chains on messages: every hop finds them unchanged, and says what a receiver says. */
final class Chains {

  private static final List<MethodResult> RESULTS =
      List.of(
          MethodResult.of("dkim", "pass").with("header", "d", "example.org"),
          MethodResult.of("spf", "pass").with("smtp", "mailfrom", "bounce@example.org"),
          MethodResult.of("dmarc", "pass").with("header", "from", "example.org"));

  private final ArcSealer sealer;
  private final ArcVerifier verifier;

  Chains(TestKeys keys) {
    this.sealer = keys.arcSealer();
    this.verifier = keys.arcVerifier();
  }

  /** The message with so many sets. */
  byte[] on(Mail mail, int hops) throws SigningException {
    return on(mail, new byte[0], hops);
  }

  /** The message with its signatures, and with so many sets on top of them. */
  byte[] on(Mail mail, byte[] signatures, int hops) throws SigningException {
    byte[] fields = signatures;
    for (int i = 0; i < hops; i++) {
      byte[] message = mail.below(fields);
      byte[] set = TestKeys.bytes(sealer.seal(message, arrival(message)).fields());
      fields = concat(set, fields);
    }
    return mail.below(fields);
  }

  /** What is found of a message when it arrives. */
  ArcArrival arrival(byte[] message) {
    return new ArcArrival(verifier.verify(message).validatedChain(), RESULTS);
  }

  /** The message with one set more. */
  static byte[] concat(SealResult result, byte[] message) {
    return concat(TestKeys.bytes(result.fields()), message);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = new byte[first.length + second.length];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
