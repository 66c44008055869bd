package dev.waxseal.pass.internal;

import dev.waxseal.dns.Dns;
import dev.waxseal.dns.internal.DnsQueries;
import dev.waxseal.mime.ByteSink;
import dev.waxseal.mime.CrlfConverter;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import dev.waxseal.mime.MessageScanner;
import dev.waxseal.mime.internal.BodyHashes;
import dev.waxseal.pass.LineEnds;
import dev.waxseal.pass.MessageSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * The pass behind every {@link MessageSession}.
 *
 * <p>When the header ends, the evaluator reads it, sends all DNS queries, and says which hashes of
 * the body it needs; DNS answers while the body arrives. At the end of the message, or at the
 * deadline, the report is made. Memory is the header and small buffers, whatever the size of the
 * body.
 *
 * <p>For one message and one thread, used once.
 *
 * @param <R> the report of one message
 */
public final class MessagePass<R> implements MessageSession<R> {

  /** Enough to see how the lines of a header end. */
  private static final int START = 65_536;

  private final Duration deadline;
  private final DnsQueries dns;
  private final Evaluator<R> evaluator;
  private final MessageScanner scanner;

  private Optional<Evaluation<R>> evaluation = Optional.empty();
  private Optional<Headers.Overflow> overflow = Optional.empty();
  private BodyHashes bodyHashes = new BodyHashes(List.of());
  private LineEnds lineEnds = LineEnds.KEPT;
  private boolean finished;

  /**
   * A pass over one message.
   *
   * @param limits the bounds of the header, and the deadline of DNS
   * @param dns where the queries go
   * @param evaluator what is evaluated
   */
  public MessagePass(Limits limits, Dns dns, Evaluator<R> evaluator) {
    this.deadline = limits.dnsDeadline();
    this.dns = new DnsQueries(dns);
    this.evaluator = evaluator;
    this.scanner = new MessageScanner(limits, new Intake());
  }

  /**
   * The evaluator of a session that a verifier has begun, for a pass that several verifiers share.
   * It may be shared among threads.
   */
  public static <R> Evaluator<R> evaluator(MessageSession<R> session) {
    return ((MessagePass<R>) session).evaluator;
  }

  @Override
  public void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    requireOpen();
    scanner.write(bytes, offset, length);
  }

  @Override
  public OutputStream asOutputStream() {
    ByteSink sink = this::write;
    return sink.asOutputStream();
  }

  @Override
  public LineEnds read(byte[] message) {
    requireOpen();
    intake(message, Math.min(message.length, START)).write(message, 0, message.length);
    return lineEnds;
  }

  @Override
  public LineEnds read(InputStream message) throws IOException {
    requireOpen();
    byte[] buffer = new byte[START];
    int length = message.readNBytes(buffer, 0, START);
    ByteSink intake = intake(buffer, length);
    intake.write(buffer, 0, length);
    for (int n = message.read(buffer); n >= 0; n = message.read(buffer)) {
      intake.write(buffer, 0, n);
    }
    return lineEnds;
  }

  @Override
  public LineEnds read(Path message) throws IOException {
    try (InputStream in = Files.newInputStream(message)) {
      return read(in);
    }
  }

  @Override
  public R finish() {
    dns.await(end(), deadline);
    return report();
  }

  @Override
  public CompletionStage<R> finishAsync(Executor executor) {
    return DnsQueries.inTime(end(), deadline)
        .handleAsync(
            (done, failed) -> {
              dns.giveUp();
              return report();
            },
            executor);
  }

  /** The way into the scanner for a message that begins like this. */
  private ByteSink intake(byte[] start, int length) {
    lineEnds = endsLinesInLf(start, length) ? LineEnds.CONVERTED : LineEnds.KEPT;
    return lineEnds == LineEnds.CONVERTED ? new CrlfConverter(scanner::write) : scanner::write;
  }

  /**
   * Returns true if there is an LF and no CRLF. The first CRLF, mostly in the first line, decides.
   */
  private static boolean endsLinesInLf(byte[] start, int length) {
    boolean lf = false;
    for (int i = 0; i < length; i++) {
      if (start[i] == '\n') {
        if (i > 0 && start[i - 1] == '\r') {
          return false;
        }
        lf = true;
      }
    }
    return lf;
  }

  private CompletableFuture<?> end() {
    requireOpen();
    finished = true;
    scanner.finish();
    bodyHashes.finish();
    return evaluation.isPresent()
        ? evaluation.get().answers()
        : CompletableFuture.completedFuture(true);
  }

  private R report() {
    return evaluation.isPresent()
        ? evaluation.get().report(bodyHashes, lineEnds)
        : evaluator.overflow(overflow.orElseThrow());
  }

  private void requireOpen() {
    if (finished) {
      throw new IllegalStateException("The session is finished; begin a new one for each message");
    }
  }

  private final class Intake implements MessageScanner.Handler {

    @Override
    public void headers(Headers headers) {
      Evaluation<R> begun = evaluator.begin(headers, dns);
      evaluation = Optional.of(begun);
      bodyHashes = new BodyHashes(begun.bodyNeeds());
    }

    @Override
    public void headerOverflow(Headers.Overflow which) {
      overflow = Optional.of(which);
    }

    @Override
    public void body(byte[] bytes, int offset, int length) {
      bodyHashes.write(bytes, offset, length);
      evaluation.orElseThrow().body(bytes, offset, length);
    }
  }
}
