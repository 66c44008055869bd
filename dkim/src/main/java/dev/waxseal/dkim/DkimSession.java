package dev.waxseal.dkim;

import dev.waxseal.dkim.internal.MessagePass;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.HeaderOverflow;
import dev.waxseal.mime.Headers;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

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

  private final MessagePass<DkimReport> pass;

  DkimSession(DkimVerifier verifier) {
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
   * Ends the message and judges its signatures. Blocks until DNS has answered, at most {@code
   * Limits.dnsDeadline}; what has not been answered then counts as unavailable, and so it does when
   * the thread is interrupted.
   *
   * @throws IllegalStateException if the message has ended already
   */
  public DkimReport finish() {
    return pass.finish();
  }

  /**
   * Ends the message and judges its signatures without blocking. The stage completes at the
   * deadline at the latest, and never exceptionally unless the executor refuses.
   *
   * @param executor where the signatures are judged when the answers are there, which is work for a
   *     processor, so that no thread of DNS is held up
   * @throws IllegalStateException if the message has ended already
   */
  public CompletionStage<DkimReport> finishAsync(Executor executor) {
    return pass.finishAsync(executor);
  }

  private record Plan(DkimVerifier verifier) implements MessagePass.Plan<DkimReport> {

    @Override
    public MessagePass.Judgement<DkimReport> begin(Headers headers, Dns dns) {
      return verifier.judge(headers, dns);
    }

    @Override
    public DkimReport overflow(HeaderOverflow which) {
      return DkimReport.unread(which);
    }
  }
}
