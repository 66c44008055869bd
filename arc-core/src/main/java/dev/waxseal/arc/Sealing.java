package dev.waxseal.arc;

import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.internal.BodyHash;
import dev.waxseal.mime.internal.BodyHashes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message that has been read and may be signed, with the hashes of its body.
 *
 * <p>Immutable; share it among threads.
 *
 * @param headers the header as it goes out
 * @param sealed the hash of the body that the message signature needs
 * @param signed the hash that the DKIM signatures need, if they are asked for
 */
record Sealing(ArcSealer sealer, Headers headers, BodyHash sealed, Optional<BodyHash> signed) {

  /** The hashes of a body that has ended. */
  static Sealing of(ArcSealer sealer, Headers headers, BodyHashes hashes) {
    return new Sealing(
        sealer,
        headers,
        hashes.hash(sealer.bodyNeed()),
        sealer.signer().map(signer -> hashes.hash(need(signer))));
  }

  /** The same body below another header. */
  Sealing with(Headers other) {
    return new Sealing(sealer, other, sealed, signed);
  }

  /** The hashes of the body that a sealer needs. */
  static List<BodyHashes.Need> needs(ArcSealer sealer) {
    List<BodyHashes.Need> needs = new ArrayList<>(List.of(sealer.bodyNeed()));
    sealer.signer().ifPresent(signer -> needs.add(need(signer)));
    return needs;
  }

  /**
   * Signs and seals it.
   *
   * @param found the results at its arrival
   * @throws SigningException if a key does not sign
   */
  SealResult seal(Found found) throws SigningException {
    List<HeaderField> signatures =
        signed.isPresent()
            ? sealer.signer().orElseThrow().sign(headers, signed.get().sha256())
            : List.of();
    Chain chain = Chain.read(headers, sealer.limits());
    Headers all = below(signatures);
    Optional<Found.NoSeal> refusal = refusal(all, chain, found);
    if (refusal.isPresent()) {
      return new SealResult.Failure(refusal.get().reason(), refusal.get().about(), signatures);
    }
    ArcArrival arrived = ((Found.Arrival) found).arrival();
    List<HeaderField> fields = new ArrayList<>(sealer.set(all, chain, sealed, arrived));
    fields.addAll(signatures);
    return new SealResult.Sealed(chain.length() + 1, arrived.chain().status(), fields);
  }

  /** The reason why it gets no set, by RFC 8617 section 5.1 in its order. */
  private Optional<Found.NoSeal> refusal(Headers all, Chain chain, Found found) {
    if (chain.markedFailed()) {
      return Optional.of(Found.NoSeal.because(SealReason.CHAIN_ALREADY_FAILED));
    }
    if (chain.isOverfull() || chain.length() >= sealer.limits().arcSets()) {
      return Optional.of(Found.NoSeal.because(SealReason.CHAIN_FULL));
    }
    if (found instanceof Found.NoSeal none) {
      return Optional.of(none);
    }
    ArcArrival.ValidatedChain arrived = ((Found.Arrival) found).arrival().chain();
    if (!arrived.isIn(headers) || !chain.canBe(arrived.status())) {
      return Optional.of(Found.NoSeal.because(SealReason.CHAIN_CHANGED));
    }
    if (arrived.isTemporary()) {
      return Optional.of(Found.NoSeal.because(SealReason.KEY_UNAVAILABLE));
    }
    return sealer.covered(all).size() > sealer.limits().signedHeaders()
        ? Optional.of(Found.NoSeal.because(SealReason.TOO_MANY_FIELDS))
        : Optional.empty();
  }

  private Headers below(List<HeaderField> signatures) {
    List<HeaderField> fields = new ArrayList<>(signatures);
    fields.addAll(headers.fields());
    return Headers.of(fields);
  }

  private static BodyHashes.Need need(DkimSigner signer) {
    return BodyHashes.Need.whole(signer.bodyCanonicalization());
  }
}
