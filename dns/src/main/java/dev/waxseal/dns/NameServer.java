package dev.waxseal.dns;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.SimpleResolver;

/**
 * One recursive server. A reply that is not an answer counts as a failure.
 *
 * <p>dnsjava takes SERVFAIL and REFUSED for answers; as failures they make it ask the next server.
 */
final class NameServer extends SimpleResolver {
  /** The smallest MTU of IPv6, 1280 (RFC 8200 section 5), less the IPv6 and UDP headers. */
  private static final int UDP_PAYLOAD = 1232;

  private final BooleanSupplier open;

  /**
   * A server.
   *
   * @param open true while it may be asked; dnsjava would go on asking, and open sockets again
   */
  NameServer(InetSocketAddress address, BooleanSupplier open) {
    super(address);
    this.open = open;
    setEDNS(0, UDP_PAYLOAD, 0, List.of());
  }

  @Override
  public CompletionStage<Message> sendAsync(Message query, Executor executor) {
    if (!open.getAsBoolean()) {
      return CompletableFuture.failedFuture(new NoAnswer(DnsAnswer.Cause.NETWORK));
    }
    return super.sendAsync(query, executor).thenApply(NameServer::checked);
  }

  private static Message checked(Message reply) {
    if (!reply.getHeader().getFlag(Flags.QR)) {
      throw new NoAnswer(DnsAnswer.Cause.MALFORMED);
    }
    return switch (reply.getRcode()) {
      case Rcode.NOERROR, Rcode.NXDOMAIN -> reply;
      case Rcode.REFUSED -> throw new NoAnswer(DnsAnswer.Cause.REFUSED);
      default -> throw new NoAnswer(DnsAnswer.Cause.SERVER_FAILURE);
    };
  }

  /** A reply that is not an answer; dnsjava carries it. */
  static final class NoAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final DnsAnswer.Cause reason;

    private NoAnswer(DnsAnswer.Cause reason) {
      super(reason.name());
      this.reason = reason;
    }

    DnsAnswer.Cause reason() {
      return reason;
    }
  }
}
