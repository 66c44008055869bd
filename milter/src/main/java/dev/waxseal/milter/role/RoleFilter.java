package dev.waxseal.milter.role;

import dev.waxseal.milter.protocol.Change;
import dev.waxseal.milter.protocol.Change.DeleteHeader;
import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.milter.protocol.MessageFilter;
import dev.waxseal.milter.protocol.Outcome;
import dev.waxseal.milter.protocol.Verdict;
import dev.waxseal.mime.HeaderField;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A role at work on one message: keeps to the limits, and makes a decision of whatever goes wrong.
 */
final class RoleFilter implements MessageFilter {

  /** More deletions would take the mail server too long; honest mail needs none. */
  private static final int MAX_DELETIONS = 1000;

  /** Why a header is not judged, for people. */
  static final String HEADER_TOO_LARGE = "the header is larger than can be looked at";

  private final Role role;
  private final Envelope envelope;
  private final Terms terms;
  private final MessageHeader header;
  private final long start = System.nanoTime();

  private List<DeleteHeader> deletions = List.of();
  private Optional<Treatment> treatment = Optional.empty();
  private Optional<Decision> failure = Optional.empty();
  private Optional<Decision> refusal = Optional.empty();
  private long octets;

  RoleFilter(Role role, Envelope envelope, Terms terms) {
    this.role = role;
    this.envelope = envelope;
    this.terms = terms;
    this.header = new MessageHeader(terms.limits(), Revealing.WATCHED);
  }

  @Override
  public void header(String name, String value) {
    guard(() -> header.add(name, value));
  }

  @Override
  public void endOfHeaders() {
    octets = header.octets() + 2;
    findDeletions();
    if (header.isOverfull()) {
      fail(Decision.tooLarge(role.onError(), HEADER_TOO_LARGE));
    } else if (failure.isEmpty()) {
      guard(() -> treatment = Optional.of(role.begin(envelope, header, deletions)));
    }
  }

  @Override
  public void body(byte[] bytes, int offset, int length) {
    octets += length;
    if (octets > terms.messageOctets()) {
      String why = "the message has more than " + (terms.messageOctets() >> 20) + " MiB";
      fail(Decision.tooLarge(role.onError(), why));
    }
    treatment.ifPresent(begun -> guard(() -> begun.body(bytes, offset, length)));
  }

  @Override
  public Outcome finish(String queueId) {
    Decision decision = guarded(this::decision);
    Outcome outcome = new Outcome(decision.verdict(), changes(decision));
    if (!terms.dryRun()) {
      terms.log().accept(treated(queueId, decision, "deleted"));
      return outcome;
    }
    Decision instead = DryRun.of(decision);
    terms.log().accept(treated(queueId, instead, "would-delete"));
    return DryRun.instead(role.word(), decision, outcome);
  }

  /** Without an outcome nothing would be deleted; so the message is not taken, for now. */
  @Override
  public Verdict onError() {
    return terms.dryRun() ? new Verdict.Accept() : Verdict.TempFail.OUT_OF_ORDER;
  }

  @Override
  public void close() {
    treatment = Optional.empty();
  }

  private Decision decision() {
    return refusal.or(() -> failure).orElseGet(() -> treatment.orElseThrow().finish());
  }

  /** A message is not taken with what must not be in it, whatever on-error says. */
  private void findDeletions() {
    try {
      deletions = role.deletions(envelope, header);
      if (deletions.size() > MAX_DELETIONS) {
        refuse(deletions.size() + " fields would have to be deleted");
      }
    } catch (RuntimeException | StackOverflowError fault) {
      refuse("internal error: " + fault);
    }
  }

  private void refuse(String why) {
    Verdict verdict = new Verdict.Reject("5.6.0", "Header fields are in it that must not be there");
    Decision decision = new Decision("rejected", verdict, List.of(), Map.of(), why);
    refusal = Optional.of(decision);
    fail(decision);
  }

  private List<Change> changes(Decision decision) {
    if (decision.verdict().kind() != Verdict.Kind.ACCEPT) {
      return List.of();
    }
    List<Change> changes = new ArrayList<>(deletions);
    changes.addAll(decision.additions());
    return changes;
  }

  private Treated treated(String queueId, Decision decision, String deleted) {
    Map<String, String> facts = new LinkedHashMap<>();
    decision.facts().forEach((name, value) -> facts.put(name, Printable.of(value)));
    if (!deletions.isEmpty() && decision.verdict().kind() == Verdict.Kind.ACCEPT) {
      facts.put(deleted, String.valueOf(deletions.size()));
    }
    return new Treated(
        Printable.of(queueId),
        header.headers().first("Message-ID").map(HeaderField::value).map(Printable::of).orElse(""),
        header.headers().first("List-Id").map(ListPolicies::id).map(Printable::of).orElse(""),
        Printable.of(envelope.mailFrom()),
        role.word(),
        decision.result(),
        facts,
        Printable.of(decision.reason()),
        envelope.client().map(InetAddress::getHostAddress).orElse(""),
        Duration.ofNanos(System.nanoTime() - start),
        octets);
  }

  private void guard(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | StackOverflowError fault) {
      fail(internalError(fault));
    }
  }

  private Decision guarded(Supplier<Decision> work) {
    try {
      return work.get();
    } catch (RuntimeException | StackOverflowError fault) {
      return internalError(fault);
    }
  }

  private Decision internalError(Throwable fault) {
    return Decision.error(role.onError(), "internal error: " + fault);
  }

  /** Gives the treatment up; the first reason is the one that counts. */
  private void fail(Decision decision) {
    failure = failure.or(() -> Optional.of(decision));
    treatment = Optional.empty();
  }
}
