package dev.waxseal.reports.ready;

import dev.waxseal.dns.DomainName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what is to be mended first. */
final class Mends {

  private static final int FIRST = 3;

  private final Subdomains subdomains;
  private final Map<Thing, Long> messages = new HashMap<>();

  private Mends(Subdomains subdomains) {
    this.subdomains = subdomains;
  }

  /** A thing to mend. */
  private record Thing(Mend.Kind kind, String name, Optional<DomainName> author) {}

  static List<Mend> of(Losses losses, Subdomains subdomains) {
    Mends mends = new Mends(subdomains);
    losses.streams().forEach(mends::add);
    return mends.first(losses.wanted().messages());
  }

  private void add(Sender sender, Tally tally) {
    switch (sender.kind()) {
      case OWN -> {
        boolean unaligned = Subdomains.isUnaligned(sender, tally);
        add(own(sender, unaligned), sender, unaligned ? tally.failing() : tally.lost());
        add(Mend.Kind.SPF_ONLY, sender, tally.spfOnly());
      }
      case OWN_LIST -> add(Mend.Kind.SEAL_OWN_LIST, sender, tally.lost());
      case OWN_SEALING_LIST, FOREIGN_SEALING_LIST ->
          add(Mend.Kind.LIST_SEAL_NOT_HONOURED, sender, tally.lost());
      case FOREIGN_LIST -> add(Mend.Kind.FOREIGN_LIST_BREAKS, sender, tally.lost());
      case FORWARDER -> add(Mend.Kind.FORWARDER_BREAKS, sender, tally.lost());
      case SERVICE -> add(Mend.Kind.NAME_OR_ALIGN_SERVICE, sender, tally.messages());
      case FORGERY -> {}
    }
  }

  private Mend.Kind own(Sender sender, boolean unaligned) {
    if (!unaligned) {
      return Mend.Kind.OWN_SIGNATURE_FAILS_AT_TIMES;
    }
    return subdomains.isExisting(sender.author())
        ? Mend.Kind.SIGN_OWN_SUBDOMAIN
        : Mend.Kind.SIGN_OWN_SOURCE;
  }

  /** The author domain matters for own hosts only: others are one thing, whatever they send. */
  private void add(Mend.Kind kind, Sender sender, long count) {
    Optional<DomainName> author =
        sender.kind() == Sender.Kind.OWN ? subdomains.below(sender.author()) : Optional.empty();
    messages.merge(new Thing(kind, sender.name(), author), count, Long::sum);
  }

  private List<Mend> first(long wanted) {
    Thresholds thresholds = Thresholds.standard();
    List<Mend> all = new ArrayList<>();
    messages.forEach(
        (thing, count) -> {
          if (count >= thresholds.number("mend-messages")
              && (wanted == 0 || thresholds.reaches("mend-share", count, wanted))) {
            all.add(
                new Mend(
                    thing.kind(),
                    thing.name(),
                    thing.author(),
                    count,
                    Readiness.percent(count, wanted)));
          }
        });
    all.sort(
        Comparator.comparingLong((Mend it) -> -it.messages())
            .thenComparing(Mend::kind)
            .thenComparing(Mend::where));
    return all.subList(0, Math.min(FIRST, all.size()));
  }
}
