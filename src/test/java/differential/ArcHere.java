package differential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.arc.ArcArrival;
import dev.waxseal.arc.ArcReport;
import dev.waxseal.arc.ArcResult;
import dev.waxseal.arc.ArcSealer;
import dev.waxseal.arc.ArcVerifier;
import dev.waxseal.arc.SealResult;
import dev.waxseal.dkim.SignedHeaders;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import java.util.List;

/** Waxseal as a host, with a key of one algorithm. */
final class ArcHere implements ArcHost {

  private final ArcVerifier verifier = ArcVerifier.of(Here.dns());
  private final ArcSealer sealer;

  ArcHere(SigningAlgorithm algorithm) {
    this.sealer = sealer(algorithm);
  }

  /** A host that over-signs what is recommended, in other canonical forms. */
  ArcHere(Canonicalization header, Canonicalization body) {
    this.sealer =
        sealer(SigningAlgorithm.RSA_SHA256)
            .withCanonicalization(header, body)
            .withSignedHeaders(SignedHeaders.recommended());
  }

  private static ArcSealer sealer(SigningAlgorithm algorithm) {
    return ArcSealer.of(
        Keys.DOMAIN, Keys.selector(algorithm), Keys.key(algorithm), "waxseal.example.com");
  }

  @Override
  public String name() {
    return "Waxseal";
  }

  @Override
  public String seal(String arrived, String outgoing) {
    ArcReport report = verifier.verify(arrived.getBytes(ISO_8859_1));
    try {
      SealResult result =
          sealer.seal(
              outgoing.getBytes(ISO_8859_1), new ArcArrival(report.validatedChain(), List.of()));
      StringBuilder fields = new StringBuilder();
      for (HeaderField field : result.fields()) {
        fields.append(new String(field.bytes(), ISO_8859_1));
      }
      return fields.toString();
    } catch (SigningException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String judge(String message) {
    ArcReport report = verifier.verify(message.getBytes(ISO_8859_1));
    String word = report.result().status().word();
    return report.result() instanceof ArcResult.Failure fail ? word + " " + fail.detail() : word;
  }

  @Override
  public void close() {
    // nothing was opened
  }
}
