package dev.waxseal.dns;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dns.DnsAnswer.Cause;
import dev.waxseal.dns.DnsAnswer.Found;
import dev.waxseal.dns.DnsAnswer.NoData;
import dev.waxseal.dns.DnsAnswer.NoSuchDomain;
import dev.waxseal.dns.DnsAnswer.Unavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** The resolver against a server on the loopback interface, which does what the name tells it. */
class DnsjavaResolverTest {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final Duration SHORT_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What is closed when the test is over. */
  private static final List<Dns> OPENED = new ArrayList<>();

  @SuppressWarnings("NullAway.Init")
  private static LoopbackServer server;

  @BeforeAll
  static void start() throws IOException {
    server = LoopbackServer.start(DnsjavaResolverTest::reply);
  }

  @AfterEach
  void close() {
    OPENED.forEach(Dns::close);
    OPENED.clear();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void findsStringsOctetForOctet() {
    assertEquals(
        new Found<>(
            List.of(new DnsRecord.Txt(List.of("v=DKIM1; ", "", "\"\\\u00FF\u0000"))),
            Duration.ofMinutes(1)),
        ask("several.example"));
  }

  @ParameterizedTest
  @CsvSource({
    "servfail.example, SERVER_FAILURE",
    "notimp.example, SERVER_FAILURE",
    "formerr.example, SERVER_FAILURE",
    "refused.example, REFUSED",
    "silent.example, TIMEOUT",
    "garbage.example, MALFORMED",
    "short.example, MALFORMED",
    "noquestion.example, MALFORMED",
    "otherquestion.example, MALFORMED",
    "otherid.example, MALFORMED",
    "echo.example, MALFORMED",
    "loop.example, MALFORMED",
    "ping.example, MALFORMED",
    "chain40.example, MALFORMED",
    "tosilent.example, TIMEOUT",
    "toservfail.example, SERVER_FAILURE",
  })
  void tellsWhyThereIsNoAnswer(String name, Cause cause) {
    assertEquals(new Unavailable<>(cause), ask(name));
  }

  @ParameterizedTest
  @CsvSource({"nxdomain.example", "tonxdomain.example"})
  void knowsWhatDoesNotExist(String name) {
    assertEquals(new NoSuchDomain<>(Optional.empty()), ask(name));
  }

  @ParameterizedTest
  @CsvSource({"nodata.example", "tonodata.example", "othertype.example"})
  void knowsWhatHasNoData(String name) {
    assertEquals(new NoData<>(Optional.empty()), ask(name));
  }

  @ParameterizedTest
  @CsvSource({"toseveral.example", "chain8.example", "inline.example"})
  void followsAliases(String name) {
    assertEquals(DnsAnswer.Kind.FOUND, ask(name).kind());
  }

  /** RFC 1034 section 3.6.2: whether a name exists does not depend on where it leads. */
  @ParameterizedTest
  @CsvSource({"tonxdomain.example, nxdomain.example", "ping.example, pong.example"})
  void tellsAnAliasThatIsAskedFor(String name, String target) {
    assertEquals(
        new Found<>(List.of(new DnsRecord.Cname(target)), Duration.ofMinutes(1)),
        askForAlias(name));
  }

  @Test
  void tellsThatThereIsNoAlias() {
    assertEquals(new NoData<>(Optional.empty()), askForAlias("nodata.example"));
    assertEquals(new NoData<>(Optional.empty()), askForAlias("several.example"));
    assertEquals(new NoSuchDomain<>(Optional.empty()), askForAlias("nxdomain.example"));
    assertEquals(new Unavailable<>(Cause.SERVER_FAILURE), askForAlias("servfail.example"));
  }

  /** What the cache knows of the alias from another question does not change the answer. */
  @Test
  void tellsAnAliasThatIsCached() {
    DnsjavaResolver resolver = resolver(server.address());
    assertEquals(DnsAnswer.Kind.NO_SUCH_DOMAIN, join(resolver, "tonxdomain.example").kind());
    assertEquals(DnsAnswer.Kind.FOUND, askForAlias(resolver, "tonxdomain.example").kind());
    assertEquals(DnsAnswer.Kind.NO_SUCH_DOMAIN, askForAlias(resolver, "nxdomain.example").kind());
  }

  /** RFC 7766 section 5: a truncated reply is asked for again over TCP. */
  @Test
  void asksOverTcpAfterTruncation() {
    String x200 = "x".repeat(200);
    assertEquals(
        new Found<>(
            List.of(new DnsRecord.Txt(List.of(x200, x200, "over TCP"))), Duration.ofMinutes(1)),
        ask("truncated.example"));
  }

  /** RFC 6891 section 6.2.3. */
  @Test
  void offersEdns() {
    ask("several.example");
    Message query = server.queries().get(server.queries().size() - 1);
    assertEquals(1232, query.getOPT().getPayloadSize());
    assertTrue(query.getHeader().getFlag(Flags.RD));
  }

  @Test
  void findsHostsAndTheirNames() throws UnknownHostException {
    DnsjavaResolver resolver = resolver(server.address());
    DomainName name = DomainName.of("hosts.example");
    byte[] four = {(byte) 192, 0, 2, 1};
    assertEquals(
        List.of(new DnsRecord.A((Inet4Address) InetAddress.getByAddress(four))),
        records(resolver.lookup(name, RecordType.A)));
    assertEquals(
        "0:0:0:0:0:ffff:c000:201",
        records(resolver.lookup(name, RecordType.AAAA)).get(0).address().getHostAddress());
    assertEquals(
        Set.of(
            new DnsRecord.Mx(10, "mx.example"),
            new DnsRecord.Mx(0, "."),
            new DnsRecord.Mx(7, "a\\000b.c")),
        Set.copyOf(records(resolver.lookup(name, RecordType.MX))));
    assertEquals(
        Set.of(new DnsRecord.Ptr("host.example"), new DnsRecord.Ptr("no\\032host")),
        Set.copyOf(records(resolver.lookup(name, RecordType.PTR))));
  }

  /** RFC 2181 section 11: what a label is made of is no matter of DNS. */
  @Test
  void asksForAnyName() {
    DomainName odd = DomainName.forLookup("a+b=c@d\\e.example").orElseThrow();
    assertEquals(
        DnsAnswer.Kind.FOUND,
        resolver(server.address()).lookup(odd, RecordType.TXT).toCompletableFuture().join().kind());
    Message query = server.queries().get(server.queries().size() - 1);
    assertArrayEquals(
        "a+b=c@d\\e".getBytes(StandardCharsets.US_ASCII),
        Arrays.copyOfRange(query.getQuestion().getName().getLabel(0), 1, 10));
  }

  @Test
  void keepsAnswers() {
    DnsjavaResolver resolver = resolver(server.address());
    for (int i = 0; i < 3; i++) {
      assertEquals(DnsAnswer.Kind.FOUND, join(resolver, "cached.example").kind());
      assertEquals(DnsAnswer.Kind.NO_SUCH_DOMAIN, join(resolver, "nxdomain.cached").kind());
    }
    long asked =
        server.queries().stream()
            .filter(query -> query.getQuestion().getName().toString().equals("cached.example."))
            .count();
    assertEquals(1, asked);
  }

  @Test
  void asksTheNextServer() throws IOException {
    try (LoopbackServer broken =
        LoopbackServer.start((query, tcp) -> error(query, Rcode.REFUSED))) {
      DnsjavaResolver resolver = resolver(broken.address(), server.address());
      for (int i = 0; i < 8; i++) {
        assertEquals(DnsAnswer.Kind.FOUND, join(resolver, "inline" + i + ".example").kind());
      }
    }
  }

  @Test
  void answersManyAtOnce() {
    DnsjavaResolver resolver = resolver(server.address());
    List<CompletionStage<DnsAnswer<DnsRecord.Txt>>> answers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      answers.add(resolver.lookup(DomainName.of("n" + i + ".example"), RecordType.TXT));
    }
    answers.forEach(
        answer -> assertEquals(DnsAnswer.Kind.FOUND, answer.toCompletableFuture().join().kind()));
  }

  @Test
  void doesNotWaitForAnAnswer() {
    assertFalse(
        resolver(server.address())
            .lookup(DomainName.of("silent.example"), RecordType.TXT)
            .toCompletableFuture()
            .isDone());
  }

  @Test
  void needsAServer() throws IOException {
    assertThrows(IllegalArgumentException.class, () -> Dns.servers(List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> Dns.servers(List.of(InetSocketAddress.createUnresolved("dns.example", 53))));
    assertEquals(new Unavailable<>(Cause.NETWORK), join(resolver(), "several.example"));
    InetSocketAddress nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
    }
    assertEquals(DnsAnswer.Kind.UNAVAILABLE, join(resolver(nobody), "several.example").kind());
  }

  @Test
  void isReachedThroughTheSeam() {
    assertEquals(
        DnsAnswer.Kind.FOUND,
        join(opened(Dns.servers(List.of(server.address()))), "any.example").kind());
    assertEquals(DnsjavaResolver.class, Dns.system().getClass());
  }

  private static <T extends Dns> T opened(T dns) {
    OPENED.add(dns);
    return dns;
  }

  private static DnsjavaResolver resolver(InetSocketAddress... servers) {
    return opened(new DnsjavaResolver(List.of(servers), TIMEOUT));
  }

  private static DnsAnswer<DnsRecord.Txt> ask(String name) {
    Duration timeout = name.contains("silent") ? SHORT_TIMEOUT : TIMEOUT;
    return join(opened(new DnsjavaResolver(List.of(server.address()), timeout)), name);
  }

  private static DnsAnswer<DnsRecord.Txt> join(Dns dns, String name) {
    return assertTimeout(
        PATIENCE,
        () -> dns.lookup(DomainName.of(name), RecordType.TXT).toCompletableFuture().join());
  }

  private static DnsAnswer<DnsRecord.Cname> askForAlias(String name) {
    return askForAlias(resolver(server.address()), name);
  }

  private static DnsAnswer<DnsRecord.Cname> askForAlias(Dns dns, String name) {
    return assertTimeout(
        PATIENCE,
        () -> dns.lookup(DomainName.of(name), RecordType.CNAME).toCompletableFuture().join());
  }

  /** What the server does: the first label of the name says it. */
  private static Optional<byte[]> reply(Message query, boolean tcp) {
    Name name = query.getQuestion().getName();
    String order = name.getLabelString(0);
    if (order.startsWith("chain")) {
      int left = Integer.parseInt(order.substring(5));
      return answer(query, alias(name, left == 1 ? "several" : "chain" + (left - 1)));
    }
    if (order.startsWith("to")) {
      return answer(query, alias(name, order.substring(2)));
    }
    return switch (order) {
      case "nxdomain" -> error(query, Rcode.NXDOMAIN);
      case "servfail" -> error(query, Rcode.SERVFAIL);
      case "refused" -> error(query, Rcode.REFUSED);
      case "notimp" -> error(query, Rcode.NOTIMP);
      case "formerr" -> error(query, Rcode.FORMERR);
      case "nodata" -> answer(query);
      case "othertype" -> answer(query, txt(Name.fromConstantString("other.example."), "x"));
      case "silent" -> Optional.empty();
      case "hosts" -> hosts(query, name);
      case "several" -> answer(query, txt(name, "v=DKIM1; ", "", "\"\\\u00FF\u0000"));
      case "loop" -> answer(query, alias(name, "loop"));
      case "ping" -> answer(query, alias(name, "pong"));
      case "pong" -> answer(query, alias(name, "ping"));
      case "inline" -> answer(query, alias(name, "x"), txt(target("x"), "in one reply"));
      case "truncated" -> tcp ? answer(query, big(name)) : truncated(query);
      case "garbage", "short", "noquestion", "otherquestion", "otherid", "echo" ->
          Optional.of(broken(query, order));
      default -> answer(query, txt(name, "any"));
    };
  }

  private static Optional<byte[]> hosts(Message query, Name name) {
    try {
      byte[] mapped = new byte[16];
      System.arraycopy(new byte[] {-1, -1, (byte) 192, 0, 2, 1}, 0, mapped, 10, 6);
      return switch (query.getQuestion().getType()) {
        case Type.A ->
            answer(
                query,
                new org.xbill.DNS.ARecord(name, DClass.IN, 60, InetAddress.getByName("192.0.2.1")));
        case Type.AAAA -> answer(query, new AAAARecord(name, DClass.IN, 60, mapped));
        case Type.MX ->
            answer(
                query,
                new MXRecord(name, DClass.IN, 60, 10, target("mx")),
                new MXRecord(name, DClass.IN, 60, 0, Name.root),
                new MXRecord(name, DClass.IN, 60, 7, Name.fromString("a\\000b.c.")));
        default ->
            answer(
                query,
                new PTRRecord(name, DClass.IN, 60, target("host")),
                new PTRRecord(name, DClass.IN, 60, Name.fromString("no\\032host.")));
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <R extends DnsRecord> List<R> records(CompletionStage<DnsAnswer<R>> answer) {
    return answer.toCompletableFuture().join() instanceof Found<R> found
        ? found.records()
        : List.of();
  }

  private static byte[] broken(Message query, String how) {
    byte[] octets = answer(query).orElseThrow();
    switch (how) {
      case "garbage" -> Arrays.fill(octets, 2, octets.length, (byte) 0xC0);
      case "short" -> octets = new byte[] {octets[0], octets[1], 0};
      case "noquestion" -> octets = new Message(query.getHeader().getID()).toWire();
      case "otherquestion" -> octets[14] ^= 1;
      case "otherid" -> octets[0] ^= 1;
      default -> octets = query.toWire();
    }
    return octets;
  }

  private static Message replyTo(Message query) {
    Message reply = new Message(query.getHeader().getID());
    reply.getHeader().setFlag(Flags.QR);
    reply.getHeader().setFlag(Flags.RA);
    reply.addRecord(query.getQuestion(), Section.QUESTION);
    return reply;
  }

  private static Optional<byte[]> answer(Message query, Record... records) {
    Message reply = replyTo(query);
    for (Record record : records) {
      reply.addRecord(record, Section.ANSWER);
    }
    return Optional.of(reply.toWire());
  }

  private static Optional<byte[]> error(Message query, int rcode) {
    Message reply = replyTo(query);
    reply.getHeader().setRcode(rcode);
    return Optional.of(reply.toWire());
  }

  private static Optional<byte[]> truncated(Message query) {
    Message reply = replyTo(query);
    reply.getHeader().setFlag(Flags.TC);
    return Optional.of(reply.toWire());
  }

  private static Record big(Name name) {
    return txt(name, "x".repeat(200), "x".repeat(200), "over TCP");
  }

  /** A TXT record of strings with one char an octet, which dnsjava wants in its escaped form. */
  private static Record txt(Name name, String... strings) {
    List<String> escaped = new ArrayList<>();
    for (String string : strings) {
      StringBuilder text = new StringBuilder();
      string.chars().forEach(c -> text.append(String.format("\\%03d", c)));
      escaped.add(text.toString());
    }
    return new TXTRecord(name, DClass.IN, 60, escaped);
  }

  private static Record alias(Name name, String order) {
    return new CNAMERecord(name, DClass.IN, 60, target(order));
  }

  private static Name target(String order) {
    return Name.fromConstantString(order + ".example.");
  }
}
