package dev.waxseal.milter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.dkim.Crypto;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.FileStamps;
import dev.waxseal.milter.config.MessageLimits;
import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.milter.protocol.MessageFilter;
import dev.waxseal.milter.role.Roles;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class InForceTest {

  /** Counts how often it is closed. */
  private static final class CountingDns implements Dns {

    private int closed;

    @Override
    public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
        DomainName name, RecordType<R> type) {
      return new CompletableFuture<>();
    }

    @Override
    public void close() {
      closed++;
    }
  }

  /** DNS ends with the last message, and not when the configuration is replaced. */
  @Test
  void messagesKeepTheDnsTheyBeganWith() {
    CountingDns dns = new CountingDns();
    Configuration configuration =
        new Configuration(
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            dns,
            new MessageLimits(1 << 20, Duration.ofSeconds(1), 1),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of());
    InForce inForce =
        new InForce(
            configuration,
            Roles.of(
                configuration, Crypto.standard(), false, message -> {}, (settings, entry) -> {}),
            FileStamps.of(List.of()));
    InetSocketAddress socket = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    Envelope envelope = new Envelope("", Optional.empty(), "", "", "", Map.of());
    inForce.enter();
    MessageFilter one = inForce.begin(socket, envelope);
    inForce.enter();
    MessageFilter two = inForce.begin(socket, envelope);
    one.close();
    inForce.leave(); // the daemon has another
    one.close();
    assertEquals(0, dns.closed);
    two.close();
    assertEquals(1, dns.closed);
  }
}
