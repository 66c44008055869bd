package dev.waxseal.milter.config;

import dev.waxseal.arc.ArcSealer;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.mime.Canonicalization;
import java.time.Duration;
import java.util.Optional;

/**
 * The form of signatures.
 *
 * @param fields the fields that they cover
 * @param header the canonical form of the header
 * @param body the canonical form of the body
 * @param lifetime how long a DKIM signature counts, {@code x=}; empty for ever
 */
public record SigningForm(
    FieldChoice fields,
    Canonicalization header,
    Canonicalization body,
    Optional<Duration> lifetime) {

  /** The recommended fields, relaxed forms, no expiration. */
  public static final SigningForm RECOMMENDED =
      new SigningForm(
          FieldChoice.NONE, Canonicalization.RELAXED, Canonicalization.RELAXED, Optional.empty());

  /** A signer that signs in this form. */
  public DkimSigner of(DkimSigner signer) {
    DkimSigner formed =
        signer
            .withSignedHeaders(fields.of(signer.signedHeaders()))
            .withCanonicalization(header, body);
    return lifetime.map(formed::withExpiration).orElse(formed);
  }

  /** A sealer whose message signatures have this form; a set of ARC does not expire. */
  public ArcSealer of(ArcSealer sealer) {
    return sealer
        .withSignedHeaders(fields.of(sealer.signedHeaders()))
        .withCanonicalization(header, body);
  }
}
