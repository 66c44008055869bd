package dev.waxseal.diagnosis;

import dev.waxseal.arc.ArcHop;
import dev.waxseal.dkim.DkimKeyRecord;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.DkimSignature;
import dev.waxseal.dkim.internal.SignatureCandidate;
import dev.waxseal.dkim.internal.SignatureParser;
import dev.waxseal.dns.DomainName;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Finds the signatures of a report that do not verify: those of DKIM, and those of the chain. */
final class Suspects {

  private Suspects() {}

  /**
   * Those of a report.
   *
   * @param most how many at the most
   */
  static List<Suspect> of(InboundReport report, int most, KeyDns keys, Instant now) {
    List<Suspect> ofDkim = dkim(report);
    List<Suspect> ofChain = chain(report, now);
    List<Suspect> all = Stream.of(ofDkim, ofChain).flatMap(List::stream).limit(most).toList();
    return withKeys(all, keys);
  }

  private static List<Suspect> dkim(InboundReport report) {
    List<Suspect> suspects = new ArrayList<>();
    for (DkimResult result : report.dkim().results()) {
      if (result instanceof DkimResult.Failure failure) {
        suspects.add(
            new Suspect(
                failure.field(),
                OptionalInt.empty(),
                failure.signature(),
                failure.keyRecord(),
                Optional.of(failure.reason())));
      }
    }
    return suspects;
  }

  /** The message signatures of the chain, from the newest on, unless they pass. */
  private static List<Suspect> chain(InboundReport report, Instant now) {
    List<Suspect> suspects = new ArrayList<>();
    List<ArcHop> hops = report.arc().hops();
    for (int i = hops.size() - 1; i >= 0; i--) {
      ArcHop hop = hops.get(i);
      Optional<HeaderField> field = hop.set().messageSignature();
      if (field.isPresent() && !hop.messageSignature().passed()) {
        suspects.add(suspect(hop, field.get(), now));
      }
    }
    return suspects;
  }

  private static Suspect suspect(ArcHop hop, HeaderField field, Instant now) {
    Optional<DkimSignature> claims =
        SignatureCandidate.read(field, SignatureParser::parseArc, now, Limits.defaults())
            .signature();
    return new Suspect(
        field,
        OptionalInt.of(hop.set().instance()),
        claims,
        hop.messageSignature().keyRecord(),
        hop.messageSignature().reason()); // the older ones are looked at no further than must be
  }

  /** The suspects with the keys that nobody has asked for yet; they are asked for at once. */
  private static List<Suspect> withKeys(List<Suspect> suspects, KeyDns keys) {
    List<DomainName> names =
        suspects.stream().filter(Suspect::lacksKey).flatMap(it -> it.keyName().stream()).toList();
    if (names.isEmpty()) {
      return suspects;
    }
    Map<DomainName, List<String>> texts = keys.texts(names);
    return suspects.stream()
        .map(suspect -> suspect.lacksKey() ? suspect.with(first(suspect, texts)) : suspect)
        .toList();
  }

  private static Optional<DkimKeyRecord> first(
      Suspect suspect, Map<DomainName, List<String>> texts) {
    return suspect
        .keyName()
        .flatMap(name -> Optional.ofNullable(texts.get(name)))
        .flatMap(found -> found.stream().flatMap(text -> KeyDns.read(text).stream()).findFirst());
  }
}
