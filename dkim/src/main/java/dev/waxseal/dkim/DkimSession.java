package dev.waxseal.dkim;

import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.dns.TxtRecord;
import dev.waxseal.mime.BodyHashes;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.HeaderOverflow;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.MessageHandler;
import dev.waxseal.mime.MessageScanner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The verification of one message, in one pass over its bytes.
 *
 * <p>When the header ends, every signature is read, all keys are asked for at once, and the hashes
 * that the body needs are known; so DNS runs while the body arrives. Memory is the header and small
 * buffers, whatever the size of the body.
 *
 * <p>For one message, one thread, used once.
 */
public final class DkimSession {

  private final DkimVerifier verifier;
  private final MessageScanner scanner;
  private final Map<DomainName, CompletableFuture<DnsAnswer<TxtRecord>>> keys =
      new LinkedHashMap<>();
  private final List<Candidate> candidates = new ArrayList<>();

  private Headers headers = Headers.of(List.of());
  private BodyHashes bodyHashes = new BodyHashes(List.of());
  private Optional<HeaderOverflow> overflow = Optional.empty();
  private boolean finished;

  DkimSession(DkimVerifier verifier) {
    this.verifier = verifier;
    this.scanner = new MessageScanner(verifier.limits(), new Plan());
  }

  /** Takes the next bytes of the message. */
  public void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  /**
   * Takes the next bytes of the message, as they came over SMTP with the dots unstuffed.
   *
   * @throws IllegalStateException if the message has ended already
   */
  public void write(byte[] bytes, int offset, int length) {
    requireOpen();
    scanner.write(bytes, offset, length);
  }

  /**
   * Ends the message and judges its signatures. Blocks until DNS has answered, at most {@code
   * Limits.dnsDeadline}; what has not been answered then counts as unavailable, and so it does when
   * the thread is interrupted.
   *
   * @throws IllegalStateException if the message has ended already
   */
  public DkimReport finish() {
    CompletableFuture<Void> answers = end();
    try {
      answers.get(verifier.limits().dnsDeadline().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // What is missing is told apart for each key, by its own answer.
    }
    return report();
  }

  /**
   * Ends the message and judges its signatures without blocking. The stage completes at the
   * deadline at the latest, and never exceptionally.
   *
   * @param executor where the signatures are judged when the answers are there, which is work for a
   *     processor, so that no thread of DNS is held up
   * @throws IllegalStateException if the message has ended already
   */
  public CompletionStage<DkimReport> finishAsync(Executor executor) {
    return end()
        .completeOnTimeout(null, verifier.limits().dnsDeadline().toNanos(), TimeUnit.NANOSECONDS)
        .handleAsync((done, failed) -> report(), executor);
  }

  private CompletableFuture<Void> end() {
    requireOpen();
    finished = true;
    scanner.finish();
    bodyHashes.finish();
    return CompletableFuture.allOf(keys.values().toArray(CompletableFuture[]::new));
  }

  private DkimReport report() {
    return new DkimReport(headers, candidates.stream().map(this::judge).toList(), overflow);
  }

  private DkimResult judge(Candidate candidate) {
    if (candidate.refusal().isPresent()) {
      return candidate.settled();
    }
    return candidate.judge(
        headers,
        bodyHashes.hash(candidate.bodyNeed().orElseThrow()),
        answer(candidate.keyName().orElseThrow()),
        verifier);
  }

  private DnsAnswer<TxtRecord> answer(DomainName name) {
    return Objects.requireNonNull(keys.get(name))
        .getNow(new DnsAnswer.Unavailable<>(DnsAnswer.Cause.TIMEOUT));
  }

  private void requireOpen() {
    if (finished) {
      throw new IllegalStateException("The message has ended; begin a new session for the next");
    }
  }

  /** What happens when the header is complete. */
  private final class Plan implements MessageHandler {

    @Override
    public void headers(Headers complete) {
      headers = complete;
      Instant now = verifier.clock().instant();
      for (HeaderField field : complete.named("DKIM-Signature")) {
        candidates.add(
            candidates.size() < verifier.limits().signatures()
                ? Candidate.read(field, now, verifier.limits())
                : Candidate.notEvaluated(field));
      }
      candidates.stream().flatMap(candidate -> candidate.keyName().stream()).forEach(this::ask);
      bodyHashes =
          new BodyHashes(
              candidates.stream().flatMap(candidate -> candidate.bodyNeed().stream()).toList());
    }

    @Override
    public void headerOverflow(HeaderOverflow which) {
      overflow = Optional.of(which);
    }

    @Override
    public void body(byte[] bytes, int offset, int length) {
      bodyHashes.write(bytes, offset, length);
    }

    private void ask(DomainName name) {
      keys.computeIfAbsent(name, this::answer);
    }

    /** The answer to come; a resolver that breaks its promises costs the key, not the message. */
    private CompletableFuture<DnsAnswer<TxtRecord>> answer(DomainName name) {
      DnsAnswer<TxtRecord> broken = new DnsAnswer.Unavailable<>(DnsAnswer.Cause.SERVER_FAILURE);
      try {
        return verifier
            .dns()
            .lookup(name, RecordType.TXT)
            .handle((answer, failed) -> answer == null ? broken : answer)
            .toCompletableFuture();
      } catch (RuntimeException e) {
        return CompletableFuture.completedFuture(broken);
      }
    }
  }
}
