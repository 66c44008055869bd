package dev.waxseal.arc;

import dev.waxseal.dkim.internal.MessagePass;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.HeaderOverflow;
import dev.waxseal.mime.Headers;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * The validation of the chain of one message, in one pass over its bytes: when the header ends, the
 * chain is read and all keys are asked for at once, so that DNS runs while the body arrives.
 *
 * <p>For one message, one thread, used once.
 */
public final class ArcSession {

  private final MessagePass<ArcReport> pass;

  ArcSession(ArcVerifier verifier) {
    this.pass = new MessagePass<>(verifier.limits(), verifier.dns(), new Plan(verifier));
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
    pass.write(bytes, offset, length);
  }

  /**
   * Ends the message and validates its chain. Blocks until DNS has answered, at most {@code
   * Limits.dnsDeadline}; what has not been answered then counts as unavailable, and so it does when
   * the thread is interrupted.
   *
   * @throws IllegalStateException if the message has ended already
   */
  public ArcReport finish() {
    return pass.finish();
  }

  /**
   * Ends the message and validates its chain without blocking. The stage completes at the deadline
   * at the latest, and never exceptionally.
   *
   * @param executor where the signatures are verified when the answers are there
   * @throws IllegalStateException if the message has ended already
   */
  public CompletionStage<ArcReport> finishAsync(Executor executor) {
    return pass.finishAsync(executor);
  }

  private record Plan(ArcVerifier verifier) implements MessagePass.Plan<ArcReport> {

    @Override
    public MessagePass.Judgement<ArcReport> begin(Headers headers, Dns dns) {
      return verifier.judge(headers, dns);
    }

    @Override
    public ArcReport overflow(HeaderOverflow which) {
      return ArcReport.unread(which);
    }
  }
}
