package dev.waxseal.arc;

import dev.waxseal.dns.Dns;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.internal.BodyHashes;
import dev.waxseal.mime.internal.LineEndScanner;
import dev.waxseal.pass.LineEnds;
import dev.waxseal.pass.internal.Evaluation;
import dev.waxseal.pass.internal.Evaluator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A message that is read for its seal: the sealer's part of a pass.
 *
 * <p>For one message, one thread.
 */
final class SealEvaluation implements Evaluation<ArcSealer.Prepared> {

  private final ArcSealer sealer;
  private final Headers headers;
  private final LineEndScanner bodyLineEnds = new LineEndScanner();

  private SealEvaluation(ArcSealer sealer, Headers headers) {
    this.sealer = sealer;
    this.headers = headers;
  }

  @Override
  public List<BodyHashes.Need> bodyNeeds() {
    return Sealing.needs(sealer);
  }

  @Override
  public void body(byte[] bytes, int offset, int length) {
    bodyLineEnds.write(bytes, offset, length);
  }

  @Override
  public CompletableFuture<?> answers() {
    return CompletableFuture.completedFuture(true);
  }

  @Override
  public ArcSealer.Prepared report(BodyHashes hashes, LineEnds lineEnds) {
    return new ArcSealer.Prepared(
        Optional.of(Sealing.of(sealer, headers, hashes)),
        bodyLineEnds.bareCr(),
        bodyLineEnds.bareLf());
  }

  /** Begins messages for a sealer; it asks DNS for nothing. */
  record Start(ArcSealer sealer) implements Evaluator<ArcSealer.Prepared> {

    @Override
    public SealEvaluation begin(Headers headers, Dns dns) {
      return new SealEvaluation(sealer, headers);
    }

    @Override
    public ArcSealer.Prepared overflow(Headers.Overflow overflow) {
      return new ArcSealer.Prepared(Optional.empty(), 0, 0);
    }
  }
}
