package properties;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.arc.ArcSealer;
import dev.waxseal.arc.SealResult;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.pass.MessageSession;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Verifying and sealing in one pass gives the fields of two passes, octet by octet. */
class OnePassTest {

  private static final String DOMAIN = "mx.example.org";
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-30T01:00:00Z"));
  private static final SigningKey KEY = SigningKey.generate(SigningAlgorithm.ED25519_SHA256).key();
  private static final Dns DNS = Dns.zone(KEY.zoneLine("s1", DOMAIN).orElseThrow());
  private static final ArcSealer SEALER = ArcSealer.of(DOMAIN, "s1", KEY, DOMAIN).withClock(CLOCK);
  private static final InboundAuthenticator INBOUND =
      InboundAuthenticator.of(DOMAIN, DNS).withClock(CLOCK);

  /** Pieces that make headers and bodies, right ones and odd ones. */
  private static final List<String> PIECES =
      List.of(
          "From: a@example.org\r\n",
          "Subject: s\r\n fold\r\n",
          "Authentication-Results: mx.example.org; dmarc=pass\r\n",
          "Authentication-Results: other.example; dmarc=pass\r\n",
          "X: a\nAuthentication-Results: mx.example.org; arc=pass\r\n",
          "\r\n",
          "\r\n",
          "\r",
          "\n",
          " ",
          "text  \t\r\n",
          "\0",
          "\u00ff");

  @Provide
  Arbitrary<String> messages() {
    Arbitrary<String> odd = Arbitraries.of(PIECES).list().ofMaxSize(12).map(OnePassTest::joined);
    Arbitrary<String> body =
        Arbitraries.of(" \t\r\nab.".split("")).list().ofMaxSize(200).map(OnePassTest::joined);
    Arbitrary<String> right =
        Arbitraries.of(PIECES.subList(0, 5))
            .list()
            .ofMaxSize(5)
            .map(OnePassTest::joined)
            .flatMap(
                header ->
                    body.map(
                        text ->
                            header
                                + "From: b@example.org\r\n\r\n"
                                + text.replace("\r", "").replace("\n", "\r\n")));
    return Arbitraries.oneOf(odd, right);
  }

  @Property
  void theFieldsAreThoseOfTwoPasses(
      @ForAll("messages") String text, @ForAll long cuts, @ForAll boolean signed, @ForAll int form)
      throws IOException, SigningException {
    String message = Math.floorMod(form, 3) == 0 ? sealed(text) : text;
    ArcSealer sealer = sealer(signed, Math.floorMod(form, 2) == 0);
    assertEquals(inTwoPasses(sealer, message), inOnePass(sealer, message, new Random(cuts)));
  }

  private static ArcSealer sealer(boolean signed, boolean simple) {
    DkimSigner signer = DkimSigner.of(DOMAIN, "s1", KEY).withClock(CLOCK);
    ArcSealer sealer = signed ? SEALER.signingFirst(signer) : SEALER;
    return simple
        ? sealer.withCanonicalization(Canonicalization.SIMPLE, Canonicalization.SIMPLE)
        : sealer;
  }

  /** The message with a set on top, if it can have one. */
  private static String sealed(String message) {
    byte[] octets = message.getBytes(ISO_8859_1);
    try {
      SealResult once = SEALER.seal(octets, report(INBOUND, octets, octets.length + 1).arrival());
      return fields(once) + message;
    } catch (SigningException e) {
      return message;
    }
  }

  private static String inOnePass(ArcSealer sealer, String message, Random cuts) {
    byte[] octets = message.getBytes(ISO_8859_1);
    InboundReport report =
        report(INBOUND.sealing(sealer), octets, 1 + cuts.nextInt(octets.length + 1));
    return outcome(report::seal);
  }

  private static String inTwoPasses(ArcSealer sealer, String message) throws IOException {
    byte[] octets = message.getBytes(ISO_8859_1);
    InboundReport report = report(INBOUND, octets, octets.length + 1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    report.deliver(new ByteArrayInputStream(octets), out);
    int ours = report.fields().stream().mapToInt(field -> field.bytes().length).sum();
    byte[] outgoing = Arrays.copyOfRange(out.toByteArray(), ours, out.size());
    return outcome(() -> sealer.seal(outgoing, report.arrival()));
  }

  private static InboundReport report(InboundAuthenticator inbound, byte[] octets, int piece) {
    MessageSession<InboundReport> session = inbound.begin();
    for (int at = 0; at < octets.length; at += piece) {
      session.write(octets, at, Math.min(piece, octets.length - at));
    }
    return session.finish();
  }

  private interface Seal {
    SealResult seal() throws SigningException;
  }

  private static String outcome(Seal seal) {
    try {
      SealResult result = seal.seal();
      return result + fields(result);
    } catch (SigningException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String fields(SealResult result) {
    return joined(
        result.fields().stream().map(field -> new String(field.bytes(), ISO_8859_1)).toList());
  }

  private static String joined(List<String> parts) {
    return String.join("", parts);
  }
}
