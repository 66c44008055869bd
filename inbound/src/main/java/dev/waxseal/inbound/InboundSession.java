package dev.waxseal.inbound;

import dev.waxseal.dkim.internal.MessagePass;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.HeaderOverflow;
import dev.waxseal.mime.Headers;
import dev.waxseal.spf.SpfClient;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * The judgement of one message, in one pass over its bytes.
 *
 * <p>When the header ends, all questions go out to DNS, each once, so that DNS runs while the body
 * arrives. Memory is the header and small buffers, whatever the size of the body.
 *
 * <p>For one message, one thread, used once.
 */
public final class InboundSession {

  private final MessagePass<InboundReport> pass;

  InboundSession(InboundAuthenticator authenticator, Optional<SpfClient> client) {
    this.pass =
        new MessagePass<>(
            authenticator.limits(), authenticator.dns(), new Plan(authenticator, client));
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
   * Ends the message and judges it. Blocks until DNS has answered, at most {@code
   * Limits.dnsDeadline}; what has not been answered then counts as unavailable, and so it does when
   * the thread is interrupted.
   *
   * @throws IllegalStateException if the message has ended already
   */
  public InboundReport finish() {
    return pass.finish();
  }

  /**
   * Ends the message and judges it without blocking. The stage completes at the deadline at the
   * latest, and never exceptionally unless the executor refuses.
   *
   * @param executor where it is judged when the answers are there
   * @throws IllegalStateException if the message has ended already
   */
  public CompletionStage<InboundReport> finishAsync(Executor executor) {
    return pass.finishAsync(executor);
  }

  private record Plan(InboundAuthenticator authenticator, Optional<SpfClient> client)
      implements MessagePass.Plan<InboundReport> {

    @Override
    public MessagePass.Judgement<InboundReport> begin(Headers headers, Dns dns) {
      return new InboundJudgement(authenticator, client, headers, dns);
    }

    @Override
    public InboundReport overflow(HeaderOverflow which) {
      return InboundReport.unread(authenticator, which);
    }
  }
}
