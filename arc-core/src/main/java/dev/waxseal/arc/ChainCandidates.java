package dev.waxseal.arc;

import dev.waxseal.dkim.internal.SignatureVerification;
import dev.waxseal.dkim.internal.SignatureVerification.Kind;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The signatures of a chain, read and not verified yet, the oldest first; none of a chain that is
 * broken already.
 */
record ChainCandidates(List<SignatureVerification> signatures, List<SignatureVerification> seals) {

  static ChainCandidates read(Chain chain, Instant now, Limits limits) {
    List<SignatureVerification> signatures = new ArrayList<>();
    List<SignatureVerification> seals = new ArrayList<>();
    if (chain.broken().isEmpty()) {
      for (ArcSet set : chain.sets()) {
        HeaderField signature = set.messageSignature().orElseThrow();
        signatures.add(
            SignatureVerification.begin(signature, Kind.ARC_MESSAGE_SIGNATURE, now, limits));
        seals.add(SealTags.begin(set.seal().orElseThrow(), now, limits));
      }
    }
    return new ChainCandidates(signatures, seals);
  }

  /** The names of the keys that they need, with repetitions. */
  List<DomainName> keyNames() {
    return Stream.concat(signatures.stream(), seals.stream())
        .map(SignatureVerification::keyName)
        .flatMap(Optional::stream)
        .toList();
  }
}
