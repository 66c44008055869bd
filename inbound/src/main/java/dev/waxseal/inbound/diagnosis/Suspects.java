package dev.waxseal.inbound.diagnosis;

import dev.waxseal.arc.ArcHop;
import dev.waxseal.dkim.DkimKeyRecord;
import dev.waxseal.dkim.DkimReason;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.DkimSignature;
import dev.waxseal.dkim.internal.SignatureCandidate;
import dev.waxseal.dkim.internal.SignatureParser;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds the signatures of a report that do not verify: those of DKIM, and those of the chain. */
final class Suspects {

  private final InboundReport report;
  private final KeyDns keys;
  private final Instant now;

  Suspects(InboundReport report, KeyDns keys, Instant now) {
    this.report = report;
    this.keys = keys;
    this.now = now;
  }

  List<Suspect> all() {
    List<Suspect> suspects = new ArrayList<>();
    for (DkimResult result : report.dkim().results()) {
      if (result instanceof DkimResult.Failure failure) {
        suspects.add(
            new Suspect(
                failure.field(),
                OptionalInt.empty(),
                failure.signature(),
                failure.keyRecord(),
                failure.reason()));
      }
    }
    List<ArcHop> hops = report.arc().hops();
    for (int i = hops.size() - 1; i >= 0; i--) {
      ofHop(hops.get(i)).ifPresent(suspects::add);
    }
    return suspects;
  }

  /** The message signature of a hop, unless it passes, cannot be read or has no key. */
  private Optional<Suspect> ofHop(ArcHop hop) {
    Optional<HeaderField> field = hop.set().messageSignature();
    if (hop.messageSignature().passed() || field.isEmpty()) {
      return Optional.empty();
    }
    Optional<DkimSignature> claims =
        SignatureCandidate.read(field.get(), SignatureParser::parseArc, now, Limits.defaults())
            .signature();
    Optional<DkimKeyRecord> key =
        hop.messageSignature().keyRecord().or(() -> claims.flatMap(keys::first));
    // The validator looks at the older ones only as far as it must (RFC 8617 section 5.2).
    DkimReason reason = hop.messageSignature().reason().orElse(DkimReason.BODY_HASH_MISMATCH);
    return Optional.of(
        new Suspect(field.get(), OptionalInt.of(hop.set().instance()), claims, key, reason));
  }
}
