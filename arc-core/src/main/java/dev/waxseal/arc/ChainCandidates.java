package dev.waxseal.arc;

import dev.waxseal.dkim.internal.SignatureVerification;
import dev.waxseal.dkim.internal.SignatureVerification.Kind;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The signatures of a chain, read and not verified yet, the oldest first; none of a chain that is
 * broken already.
 */
record ChainCandidates(List<SignatureVerification> signatures, List<SignatureVerification> seals) {

  static ChainCandidates read(Chain chain, Instant now, Limits limits) {
    return read(chain.broken().isEmpty() ? chain.sets() : List.of(), now, limits);
  }

  /** The signatures of sets that have all of their fields. */
  static ChainCandidates read(List<ArcSet> sets, Instant now, Limits limits) {
    List<SignatureVerification> signatures = new ArrayList<>();
    List<SignatureVerification> seals = new ArrayList<>();
    for (ArcSet set : sets) {
      HeaderField signature = set.messageSignature().orElseThrow();
      signatures.add(
          SignatureVerification.begin(signature, Kind.ARC_MESSAGE_SIGNATURE, now, limits));
      seals.add(SealTags.begin(set.seal().orElseThrow(), now, limits));
    }
    return new ChainCandidates(signatures, seals);
  }

  /** Gives the name of each key that they need, with repetitions. */
  void forEachKeyName(Consumer<DomainName> action) {
    signatures.forEach(each -> each.keyName().ifPresent(action));
    seals.forEach(each -> each.keyName().ifPresent(action));
  }
}
