package dev.waxseal.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.config.ResolverConfigProvider;

/** How a resolver begins, and how it ends. */
class ResolverEndTest {

  private static final DomainName NAME = DomainName.of("any.example");

  /** Answers each question with a text, or not at all. */
  private static LoopbackServer server(String text) throws IOException {
    return LoopbackServer.start(
        (query, tcp) -> {
          if (text.isEmpty()) {
            return Optional.empty();
          }
          Message reply = new Message(query.getHeader().getID());
          reply.getHeader().setFlag(Flags.QR);
          reply.addRecord(query.getQuestion(), Section.QUESTION);
          Name name = query.getQuestion().getName();
          reply.addRecord(new TXTRecord(name, DClass.IN, 60, text), Section.ANSWER);
          return Optional.of(reply.toWire());
        });
  }

  private static CompletableFuture<DnsAnswer<DnsRecord.Txt>> ask(Dns dns) {
    return dns.lookup(NAME, RecordType.TXT).toCompletableFuture();
  }

  private static String text(Dns dns) {
    return ((DnsAnswer.Found<DnsRecord.Txt>) ask(dns).join()).records().get(0).text();
  }

  private static boolean hasThread() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith("dnsjava"));
  }

  @Test
  void theThreadEndsWithTheLastResolver() throws Exception {
    try (LoopbackServer server = server("one")) {
      Dns first = Dns.servers(List.of(server.address()));
      Dns second = Dns.servers(List.of(server.address()));
      try (Dns unused = Dns.servers(List.of(server.address()))) {
        assertFalse(hasThread(), unused.toString());
      }
      assertEquals("one", text(first));
      assertEquals("one", text(second));
      first.close();
      first.close();
      assertTrue(hasThread());
      assertEquals(DnsAnswer.Kind.UNAVAILABLE, ask(first).join().kind());
      assertEquals("one", text(second));
      second.close();
      assertFalse(hasThread());
      try (Dns again = Dns.servers(List.of(server.address()))) {
        assertEquals("one", text(again));
      }
      assertFalse(hasThread());
    }
  }

  @Test
  void openQuestionsAreAnsweredAtTheEnd() throws Exception {
    try (LoopbackServer silent = server("")) {
      Dns dns = Dns.servers(List.of(silent.address()));
      CompletableFuture<DnsAnswer<DnsRecord.Txt>> answer = ask(dns);
      dns.close();
      assertEquals(DnsAnswer.Kind.UNAVAILABLE, answer.join().kind());
    }
  }

  /** A system whose configuration is what the test says. */
  private static final class Changing implements ResolverConfigProvider {

    private volatile List<InetSocketAddress> servers = List.of();

    @Override
    public void initialize() {}

    @Override
    public List<InetSocketAddress> servers() {
      return servers;
    }

    @Override
    public List<Name> searchPaths() {
      return List.of();
    }
  }

  @Test
  void theSystemsConfigurationIsReadForEachResolver() throws Exception {
    List<ResolverConfigProvider> before = ResolverConfig.getConfigProviders();
    Changing system = new Changing();
    try (LoopbackServer one = server("one");
        LoopbackServer two = server("two")) {
      system.servers = List.of(one.address());
      ResolverConfig.setConfigProviders(List.of(system));
      try (Dns dns = Dns.system()) {
        assertEquals("one", text(dns));
      }
      system.servers = List.of(two.address());
      try (Dns dns = Dns.system()) {
        assertEquals("two", text(dns));
      }
    } finally {
      ResolverConfig.setConfigProviders(before);
    }
  }
}
