package dev.waxseal.milter.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationTest {

  private static final String AGREED = "O 6 131 1ff388";

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<String> warnings = new ArrayList<>();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  private List<String> replies(Wire wire, MessageFilters filters) throws IOException {
    return replies(new ByteArrayInputStream(wire.bytes()), filters);
  }

  private List<String> replies(InputStream in, MessageFilters filters) throws IOException {
    said.reset();
    new Conversation(in, said, filters, timer, warnings::add).run();
    return Wire.replies(said.toByteArray());
  }

  private static FilterResult refused() {
    return FilterResult.of(new Reply.Reject("5.7.1", "100 % forged\r\n250 no"));
  }

  @Test
  void aMessageIsToldAsItCameAndAnsweredAtItsEnd() throws IOException {
    RecordingFilter filter = RecordingFilter.accepting();
    Wire wire =
        Wire.postfix()
            .macros('C', "j", "mx.example.org", "{daemon_name}", "SEAL")
            .connect("mail.example.org", '4', "192.0.2.1")
            .texts('H', "mail.example.org")
            .macros('M', "i", "4Q", "{mail_addr}", "ann@example.org")
            .message("4XyZ", " caf\u00e9\n\ttwo", "a\r\nb\r\n")
            .packet('Q');
    assertEquals(List.of(AGREED, "a"), replies(wire, filter));
    assertEquals(
        List.of(
            "begin",
            "header From: ann@example.org",
            "header Subject: caf\u00e9\n\ttwo",
            "endOfHeaders",
            "body a\r\nb\r\n",
            "finish 4XyZ",
            "close"),
        filter.events);
    Envelope envelope = filter.envelopes.get(0);
    assertEquals("SEAL", envelope.daemonName());
    assertEquals(Optional.of(InetAddress.getByName("192.0.2.1")), envelope.client());
    assertEquals("mail.example.org", envelope.clientName());
    assertEquals("mail.example.org", envelope.helo());
    assertEquals("ann@example.org", envelope.mailFrom());
    assertEquals(
        Map.of(
            "j",
            "mx.example.org",
            "{daemon_name}",
            "SEAL",
            "i",
            "4Q",
            "{mail_addr}",
            "ann@example.org"),
        envelope.macros());
  }

  @Test
  void itIsAllTheSameHoweverTheOctetsArrive() throws IOException {
    Wire wire =
        Wire.postfix().message("1", " x", "y").texts('K').message("2", " z", "").packet('Q');
    RecordingFilter whole = RecordingFilter.accepting();
    RecordingFilter single = RecordingFilter.accepting();
    List<String> expected = replies(wire, whole);
    assertEquals(expected, replies(octetByOctet(wire.bytes()), single));
    assertEquals(whole.events, single.events);
    assertEquals(whole.envelopes, single.envelopes);
  }

  private static InputStream octetByOctet(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(1, length));
      }
    };
  }

  @Test
  void whereSilenceIsNotOfferedEachCommandIsAnswered() throws IOException {
    Wire wire =
        new Wire()
            .options(2, 0x3f, 0x7f)
            .connect("a", 'U', "")
            .texts('H', "a")
            .message("1", "x", "y")
            .packet('Q');
    RecordingFilter filter = RecordingFilter.accepting(insert(0, " v"));
    assertEquals(
        List.of("O 2 31 8", "c", "c", "c", "c", "c", "c", "c", "c", "i 0 X-A|v|", "a"),
        replies(wire, filter));
    assertTrue(filter.events.contains("header Subject: x"), "a space that was taken comes back");
    assertEquals(Optional.empty(), filter.envelopes.get(0).client());
  }

  /** A mail server is asked for its version, if it lets itself be asked. */
  @Test
  void theMacrosOfTheConnectionAreChosen() throws ProtocolException {
    byte[] offer = ByteBuffer.allocate(12).putInt(6).putInt(Wire.ALL_ACTIONS).putInt(0).array();
    byte[] answer = Options.choose(offer, false).bytes();
    assertEquals(0x131, ByteBuffer.wrap(answer).getInt(4));
    assertEquals(0, ByteBuffer.wrap(answer).getInt(12));
    assertEquals(
        "j _ {daemon_name} {if_name} {if_addr} v\0",
        new String(answer, 16, answer.length - 16, StandardCharsets.US_ASCII));
    byte[] old = ByteBuffer.allocate(12).putInt(2).putInt(0x3f).putInt(0).array();
    assertEquals(12, Options.choose(old, false).bytes().length);
  }

  private static Modification insert(int index, String value) {
    return new Modification.InsertHeader(index, "X-A", value);
  }

  private static Modification delete(String name, int occurrence) {
    return new Modification.DeleteHeader(name, occurrence);
  }

  /** A deletion renumbers those below it. */
  @Test
  void deletionsComeFirstAndFromTheBottomUp() throws IOException {
    RecordingFilter filter =
        RecordingFilter.accepting(
            insert(0, " one;\r\n two"),
            delete("A", 1),
            delete("B", 2),
            insert(1, "bare"),
            delete("A", 3),
            new Modification.Quarantine("look\u00e9"));
    assertEquals(
        List.of(
            AGREED,
            "m 3 A||",
            "m 2 B||",
            "m 1 A||",
            "i 0 X-A| one;\n two|",
            "i 1 X-A| bare|",
            "q look?|",
            "a"),
        replies(Wire.postfix().message("1", "", "").packet('Q'), filter));
  }

  @Test
  void whatIsRefusedIsNotChanged() throws IOException {
    FilterResult result = new FilterResult(refused().reply(), List.of(insert(0, " v")));
    assertEquals(
        List.of(AGREED, "y 550 5.7.1 100 %% forged??250 no|"),
        replies(Wire.postfix().message("1", "", "").packet('Q'), new RecordingFilter(result)));
    Reply tooLarge = new Reply.Reject(Reply.Reject.TOO_LARGE, "too large");
    assertEquals(
        List.of(AGREED, "y 552 5.3.4 too large|"),
        replies(
            Wire.postfix().message("1", "", "").packet('Q'),
            new RecordingFilter(FilterResult.of(tooLarge))));
    Reply later = new Reply.TempFail("4.7.5", "later");
    assertEquals(
        List.of(AGREED, "y 451 4.7.5 later|"),
        replies(
            Wire.postfix().message("1", "", "").packet('Q'),
            new RecordingFilter(FilterResult.of(later))));
  }

  @Test
  void aMessageThatIsGivenUpIsClosedAndForgotten() throws IOException {
    RecordingFilter filter = RecordingFilter.accepting();
    Wire wire =
        Wire.postfix()
            .texts('M', "<bob@example.org>")
            .texts('R', "<x@example.org>")
            .header("A", " 1")
            .packet('N')
            .packet('B', (byte) 'x')
            .packet('A')
            .texts('M', "<>")
            .packet('A')
            .message("2", " s", "y")
            .packet('Q');
    assertEquals(List.of(AGREED, "a"), replies(wire, filter));
    assertEquals(
        List.of("begin", "header A: 1", "endOfHeaders", "body x", "close", "begin"),
        filter.events.subList(0, 6));
    assertEquals(1, filter.events.stream().filter(it -> it.startsWith("finish")).count());
    assertEquals("ann@example.org", filter.envelopes.get(1).mailFrom());
  }

  private static MessageFilters needing(List<Envelope> envelopes) {
    RecordingFilter filter = RecordingFilter.accepting();
    return new MessageFilters() {
      @Override
      public MessageFilter begin(Envelope envelope) {
        envelopes.add(envelope);
        return filter.begin(envelope);
      }

      @Override
      public boolean needRecipients() {
        return true;
      }
    };
  }

  @Test
  void recipientsAreAskedForWhereTheyAreNeeded() throws IOException {
    List<Envelope> envelopes = new ArrayList<>();
    Wire wire =
        Wire.postfix()
            .texts('M', "<>")
            .texts('R', "<given-up@example.org>")
            .packet('A')
            .texts('M', "<ann@example.org>")
            .texts('R', "<x@example.org>", "NOTIFY=NEVER")
            .texts('R', "<x@example.org>")
            .message("1", " s", "y")
            .packet('Q');
    assertEquals(AGREED.replace("1ff388", "1ff380"), replies(wire, needing(envelopes)).get(0));
    assertEquals(Set.of("list@lists.example.org"), envelopes.get(0).recipients().addresses());
    assertTrue(envelopes.get(0).recipients().areAll());
    RecordingFilter others = RecordingFilter.accepting();
    replies(wire, others);
    assertTrue(
        others.envelopes.get(0).recipients().areAll(), "some servers send them all the same");
  }

  /** More than a thousand, or a few that are huge: none is kept, and the message goes on. */
  @Test
  void recipientsAreKeptUpToABound() throws IOException {
    for (int length : List.of(0, 30_000)) {
      List<Envelope> envelopes = new ArrayList<>();
      int most = length == 0 ? Recipients.MOST : Recipients.MOST_CHARACTERS / length;
      for (int number : List.of(most, most + 1, length == 0 ? 100_000 : most + 1)) {
        Wire wire = Wire.postfix().texts('M', "<>");
        for (int i = 0; i < number; i++) {
          wire.texts('R', "<" + i + "x".repeat(length) + ">");
        }
        replies(wire.header("From", " a").packet('E').packet('Q'), needing(envelopes));
      }
      assertEquals(
          List.of(true, false, false),
          envelopes.stream().map(it -> it.recipients().areAll()).toList());
      assertEquals(
          List.of(most, 0, 0),
          envelopes.stream().map(it -> it.recipients().addresses().size()).toList());
    }
  }

  /** SMFIC_QUIT_NC: another session on the same connection. */
  @Test
  void anotherSessionKnowsNothingOfTheOneBefore() throws IOException {
    RecordingFilter filter = RecordingFilter.accepting();
    Wire wire =
        Wire.postfix()
            .macros('C', "{daemon_name}", "SEAL")
            .connect("a", '4', "192.0.2.1")
            .texts('H', "a")
            .message("1", "", "")
            .packet('K')
            .connect("b", '6', "IPv6:2001:db8::1")
            .message("2", "", "")
            .packet('Q');
    replies(wire, filter);
    Envelope second = filter.envelopes.get(1);
    assertEquals("", second.daemonName());
    assertEquals("", second.helo());
    assertEquals(Optional.of(InetAddress.getByName("2001:db8::1")), second.client());
  }

  /** Nothing is looked up that stands where an address should. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "",
        "1",
        "12345",
        "fe80",
        "1.2.3.4.5",
        "::zz",
        "a.b",
        "1.2.3",
        "1.2.3.400",
        ".",
        ".:",
        "1:2"
      })
  void whatIsNoAddressIsNone(String text) throws IOException {
    RecordingFilter filter = RecordingFilter.accepting();
    replies(Wire.postfix().connect("a", '4', text).message("1", "", "").packet('Q'), filter);
    assertEquals(Optional.empty(), filter.envelopes.get(0).client());
  }

  @ParameterizedTest
  @ValueSource(strings = {"begin", "header", "endOfHeaders", "body", "finish", "close"})
  void aFaultCostsTheMessageAndNotTheConnection(String event) throws IOException {
    RecordingFilter filter =
        new RecordingFilter(FilterResult.accept(List.of(insert(0, " v"))), Optional.of(event));
    List<String> replies =
        replies(Wire.postfix().message("1", "", "b").message("2", "", "b").packet('Q'), filter);
    String failed = "y 451 4.3.0 The mail filter has failed, please try again later|";
    List<String> both =
        event.equals("close")
            ? List.of(AGREED, "i 0 X-A| v|", "a", "i 0 X-A| v|", "a")
            : List.of(AGREED, failed, failed);
    assertEquals(both, replies);
    assertEquals(2, filter.envelopes.size());
    assertTrue(warnings.get(0).contains("broken"), warnings.get(0));
    long closed = filter.events.stream().filter(it -> it.equals("close")).count();
    assertEquals(event.equals("begin") ? 0 : 2, closed);
  }

  /** A filter that runs out of stack is one that has failed, and no end of the daemon. */
  @Test
  void aFilterWithoutStackCostsTheMessageAlone() throws IOException {
    MessageFilters endless =
        envelope -> {
          throw new StackOverflowError();
        };
    List<String> replies = replies(Wire.postfix().message("1", "", "b").packet('Q'), endless);
    assertEquals(2, replies.size(), replies::toString);
    assertTrue(replies.get(1).startsWith("y 451 4.3.0 "), replies::toString);
  }

  @Test
  void whatComesOutOfOrderIsAMessageAllTheSame() throws IOException {
    RecordingFilter filter = RecordingFilter.accepting();
    Wire wire = Wire.postfix().header("A", " 1").packet('E', (byte) 'b').packet('E').packet('Q');
    assertEquals(List.of(AGREED, "a", "a"), replies(wire, filter));
    assertEquals(
        List.of("begin", "header A: 1", "endOfHeaders", "body b", "finish ", "close"),
        filter.events.subList(0, 6));
    assertEquals(
        List.of("begin", "endOfHeaders", "finish ", "close"), filter.events.subList(6, 10));
  }

  @Test
  void aServerThatLetsNothingBeHeldIsToldNothing() throws IOException {
    Wire wire = new Wire().options(6, 0x11, Wire.ALL_STEPS).message("1", "", "").packet('Q');
    RecordingFilter filter = RecordingFilter.accepting(new Modification.Quarantine("why"));
    assertEquals(List.of("O 6 11 1ff388", "a"), replies(wire, filter));
    assertEquals(1, warnings.size());
  }

  @Test
  void aServerThatLetsNoFieldBeDeletedIsNotServed() {
    Wire wire = new Wire().options(6, 0x01, Wire.ALL_STEPS);
    assertThrows(ProtocolException.class, () -> replies(wire, RecordingFilter.accepting()));
  }

  @Test
  void whatIsNotTheProtocolEndsTheConversation() {
    for (Wire wire :
        List.of(
            new Wire().texts('H', "a"),
            new Wire().packet('O', (byte) 1),
            new Wire().options(1, Wire.ALL_ACTIONS, 0),
            Wire.postfix().packet('Z'),
            Wire.postfix().packet('N').header("A", " 1"),
            Wire.postfix().octets(0xff, 0xff, 0xff, 0xff, 'B'),
            Wire.postfix().octets(0x7f, 0xff, 0xff, 0xff, 'B'),
            Wire.postfix().octets(0, 0, 0, 0))) {
      assertThrows(ProtocolException.class, () -> replies(wire, RecordingFilter.accepting()));
    }
  }

  @Test
  void aConnectionThatBreaksClosesItsMessage() {
    byte[] whole = Wire.postfix().message("1", " s", "body").bytes();
    int begun = Wire.postfix().texts('M', "<ann@example.org>", "SIZE=5").bytes().length;
    for (int length = begun; length < whole.length; length++) {
      RecordingFilter filter = RecordingFilter.accepting();
      byte[] part = Arrays.copyOf(whole, length);
      assertThrows(
          EOFException.class, () -> replies(new ByteArrayInputStream(part), filter), "" + length);
      assertTrue(
          filter.events.isEmpty() || filter.events.contains("close"), filter.events::toString);
    }
  }

  /** Two hundred megabytes and ten thousand fields: the server keeps none of it. */
  @Test
  void aHugeMessagePassesThrough() throws IOException {
    byte[] start = Wire.postfix().bytes();
    byte[] piece = new Wire().packet('B', new byte[65_535]).bytes();
    byte[] field = new Wire().header("X-Field", " v").bytes();
    byte[] end = new Wire().packet('E').packet('Q').bytes();
    int fields = 10_000;
    int pieces = 3_200;
    long[] octets = new long[2];
    List<InputStream> parts = new ArrayList<>(List.of(new ByteArrayInputStream(start)));
    IntStream.range(0, fields).forEach(n -> parts.add(new ByteArrayInputStream(field)));
    IntStream.range(0, pieces).forEach(n -> parts.add(new ByteArrayInputStream(piece)));
    parts.add(new ByteArrayInputStream(end));
    InputStream in = new SequenceInputStream(Collections.enumeration(parts));
    MessageFilters counting =
        envelope ->
            new MessageFilter() {
              @Override
              public void header(String name, String value) {
                octets[0]++;
              }

              @Override
              public void endOfHeaders() {}

              @Override
              public void body(byte[] bytes, int offset, int length) {
                octets[1] += length;
              }

              @Override
              public FilterResult finish(String queueId) {
                return FilterResult.of(new Reply.Accept());
              }

              @Override
              public void close() {}
            };
    assertEquals(List.of(AGREED, "a"), replies(in, counting));
    assertEquals(fields, octets[0]);
    assertEquals(pieces * 65_535L, octets[1]);
  }

  @Test
  void thatAFilterIsAtWorkIsToldUntilItHasDecided() throws IOException {
    ReplyWriter replies = new ReplyWriter(said);
    replies.progress();
    replies.beginWork();
    replies.progress();
    replies.progress();
    replies.endWork();
    replies.progress();
    replies.reply(new Reply.Accept());
    replies.flush();
    assertEquals(List.of("p", "p", "a"), Wire.replies(said.toByteArray()));
    assertEquals("", said.toString(StandardCharsets.ISO_8859_1).replaceAll("[\0\1pa]", ""));
  }
}
