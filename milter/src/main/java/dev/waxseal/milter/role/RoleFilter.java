package dev.waxseal.milter.role;

import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.milter.protocol.FilterResult;
import dev.waxseal.milter.protocol.MessageFilter;
import dev.waxseal.milter.protocol.Modification;
import dev.waxseal.milter.protocol.Modification.DeleteHeader;
import dev.waxseal.milter.protocol.Reply;
import dev.waxseal.mime.HeaderField;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Applies a role to one message: enforces the limits, and turns every fault into a result. */
final class RoleFilter implements MessageFilter {

  /** More deletions would take the mail server too long; honest mail needs none. */
  private static final int MAX_DELETIONS = 1000;

  /** The reason why a header is not checked. */
  static final String HEADER_TOO_LARGE = "the header is too large to check";

  private final Role role;
  private final Envelope envelope;
  private final FilterSettings settings;
  private final MessageHeader header;
  private final long start = System.nanoTime();

  private List<DeleteHeader> deletions = List.of();
  private Optional<RoleSession> session = Optional.empty();
  private Optional<RoleResult> failure = Optional.empty();
  private Optional<RoleResult> refusal = Optional.empty();
  private long octets;

  RoleFilter(Role role, Envelope envelope, FilterSettings settings) {
    this.role = role;
    this.envelope = envelope;
    this.settings = settings;
    this.header = new MessageHeader(settings.limits(), Revealing.WATCHED);
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
      fail(RoleResult.tooLarge(role.onError(), HEADER_TOO_LARGE));
    } else if (failure.isEmpty()) {
      guard(() -> session = Optional.of(role.begin(envelope, header, deletions)));
    }
  }

  @Override
  public void body(byte[] bytes, int offset, int length) {
    octets += length;
    if (octets > settings.messageOctets()) {
      String why = "the message has more than " + (settings.messageOctets() >> 20) + " MiB";
      fail(RoleResult.tooLarge(role.onError(), why));
    }
    session.ifPresent(begun -> guard(() -> begun.body(bytes, offset, length)));
  }

  @Override
  public FilterResult finish(String queueId) {
    RoleResult result = guarded(this::result);
    FilterResult filtered = new FilterResult(result.reply(), modifications(result));
    if (!settings.dryRun()) {
      settings.log().accept(entry(queueId, result, "deleted"));
      return filtered;
    }
    RoleResult instead = DryRun.of(result);
    settings.log().accept(entry(queueId, instead, "would-delete"));
    return DryRun.instead(role.word(), result, filtered);
  }

  /** Without a result no forged field would be deleted, so the message is refused for now. */
  @Override
  public Reply onError() {
    return settings.dryRun() ? new Reply.Accept() : Reply.TempFail.OUT_OF_ORDER;
  }

  @Override
  public void close() {
    session = Optional.empty();
  }

  private RoleResult result() {
    return refusal.or(() -> failure).orElseGet(() -> session.orElseThrow().finish());
  }

  /** If forged fields cannot be removed, the message is refused regardless of on-error. */
  private void findDeletions() {
    try {
      deletions = role.deletions(envelope, header);
      if (deletions.size() > MAX_DELETIONS) {
        refuse(
            deletions.size()
                + " forged fields would have to be deleted, more than the mail server can take");
      }
    } catch (RuntimeException | StackOverflowError fault) {
      refuse("internal error: " + fault);
    }
  }

  private void refuse(String why) {
    Reply reply = new Reply.Reject("5.6.0", "Message contains too many forged header fields");
    RoleResult result = new RoleResult("rejected", reply, List.of(), Map.of(), why);
    refusal = Optional.of(result);
    fail(result);
  }

  private List<Modification> modifications(RoleResult result) {
    if (result.reply().kind() != Reply.Kind.ACCEPT) {
      return List.of();
    }
    List<Modification> modifications = new ArrayList<>(deletions);
    modifications.addAll(result.additions());
    return modifications;
  }

  private MessageRecord entry(String queueId, RoleResult result, String deleted) {
    Map<String, String> facts = new LinkedHashMap<>();
    result.facts().forEach((name, value) -> facts.put(name, Printable.of(value)));
    if (!deletions.isEmpty() && result.reply().kind() == Reply.Kind.ACCEPT) {
      facts.put(deleted, String.valueOf(deletions.size()));
    }
    return new MessageRecord(
        Printable.of(queueId),
        header.headers().first("Message-ID").map(HeaderField::value).map(Printable::of).orElse(""),
        header.headers().first("List-Id").map(ListPolicies::id).map(Printable::of).orElse(""),
        Printable.of(envelope.mailFrom()),
        role.word(),
        result.word(),
        facts,
        Printable.of(result.reason()),
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

  private RoleResult guarded(Supplier<RoleResult> work) {
    try {
      return work.get();
    } catch (RuntimeException | StackOverflowError fault) {
      return internalError(fault);
    }
  }

  private RoleResult internalError(Throwable fault) {
    return RoleResult.error(role.onError(), "internal error: " + fault);
  }

  /** Abandons the session; the first failure counts. */
  private void fail(RoleResult result) {
    failure = failure.or(() -> Optional.of(result));
    session = Optional.empty();
  }
}
