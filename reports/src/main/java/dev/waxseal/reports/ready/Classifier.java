package dev.waxseal.reports.ready;

import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateRecord.OverrideType;
import dev.waxseal.reports.AggregateRecord.Reason;
import dev.waxseal.reports.ready.Sender.Kind;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds who sent the messages of a row, by the first rule that fits. */
final class Classifier {

  private static final Set<OverrideType> RESCUES =
      Set.of(OverrideType.MAILING_LIST, OverrideType.TRUSTED_FORWARDER, OverrideType.FORWARDED);

  private final ReadinessQuestion question;
  private final Habits habits;

  Classifier(ReadinessQuestion question, Habits habits) {
    this.question = question;
    this.habits = habits;
  }

  /** The sender; a forwarder by its address. */
  Sender sender(AggregateRecord row) {
    DomainName author = author(row);
    Optional<Sender> known = row.address().flatMap(address -> known(address, author));
    if (known.isPresent()) {
      return known.get();
    }
    if (row.policyEvaluated().passed() || habits.isSignedOnce(row)) {
      return new Sender(Kind.FORWARDER, row.sourceIp(), author);
    }
    return habits
        .service(row)
        .filter(name -> question.forged().stream().noneMatch(it -> it.toString().equals(name)))
        .map(name -> new Sender(Kind.SERVICE, name, author))
        .orElse(new Sender(Kind.FORGERY, "", author));
  }

  /**
   * Returns true if a failing message was delivered because its receiver took it for passed on, or
   * trusts who sealed it (RFC 8617 section 7.2.2).
   */
  static boolean isRescued(AggregateRecord row) {
    return row.policyEvaluated().delivered()
        && row.policyEvaluated().reasons().stream().anyMatch(Classifier::rescues);
  }

  /** Returns true if a message fails and its receiver takes it for a post to a list. */
  static boolean isOverList(AggregateRecord row) {
    return !row.policyEvaluated().passed()
        && row.policyEvaluated().reasons().stream()
            .anyMatch(reason -> reason.type().is(OverrideType.MAILING_LIST));
  }

  private static boolean rescues(Reason reason) {
    boolean sealed =
        reason.type().is(OverrideType.LOCAL_POLICY)
            && reason.comment().orElse("").toLowerCase(Locale.ROOT).startsWith("arc=pass");
    return sealed || reason.type().value().filter(RESCUES::contains).isPresent();
  }

  private Optional<Sender> known(InetAddress address, DomainName author) {
    Optional<Sender> own =
        question.own().stream()
            .filter(host -> host.network().contains(address))
            .findFirst()
            .map(host -> new Sender(Kind.OWN, host.name(), author));
    return own.or(
        () ->
            question.lists().stream()
                .filter(list -> list.host().network().contains(address))
                .findFirst()
                .map(list -> new Sender(Kind.of(list), list.host().name(), author)));
  }

  /** The author domain; the domain itself, if a report has something else there. */
  private DomainName author(AggregateRecord row) {
    return DomainName.parse(row.identifiers().headerFrom())
        .filter(name -> name.isSameOrBelow(question.domain()))
        .orElse(question.domain());
  }
}
