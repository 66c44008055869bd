package dev.waxseal.cli.report;

import dev.waxseal.cli.input.FromQuoting;
import dev.waxseal.cli.input.Message;
import dev.waxseal.cli.input.MessageReading;
import dev.waxseal.cli.input.MessageSource;
import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import dev.waxseal.pass.MessageSession;
import dev.waxseal.spf.SpfClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and verifies messages; may be shared among threads. */
public final class MessageVerifier {

  private final InboundAuthenticator authenticator;
  private final Optional<SpfClient> client;
  private final Analyzer analyzer;
  private final boolean inner;

  /**
   * A verifier.
   *
   * @param client the client that all messages come from, if it is known
   * @param analyzer makes the diagnosis and the check-list
   * @param inner true to verify the signed message inside in place of the message
   */
  public MessageVerifier(
      InboundAuthenticator authenticator,
      Optional<SpfClient> client,
      Analyzer analyzer,
      boolean inner) {
    this.authenticator = authenticator;
    this.client = client;
    this.analyzer = analyzer;
    this.inner = inner;
  }

  /** The outcome for a message, even if it cannot be read. */
  public VerifyOutcome verify(Message message) {
    try {
      MessageReading reading =
          message.index().isPresent() ? ofMbox(message) : read(message, FromQuoting.NONE);
      List<InnerMessage> inside = InnerMessage.in(message, reading);
      if (!inner) {
        return outcome(message, reading, client, notes(inside));
      }
      if (inside.isEmpty()) {
        return new VerifyOutcome.Unreadable(
            message,
            new CommandFailure(
                ExitStatus.BAD_DATA, message.title() + " has no signed message inside"));
      }
      return inner(inside.get(0).message());
    } catch (IOException e) {
      return new VerifyOutcome.Unreadable(message, MessageSource.failure(message.title(), e));
    } catch (CommandFailure e) {
      return new VerifyOutcome.Unreadable(message, e);
    }
  }

  /** The connection and its SPF belong to the outer message. */
  private VerifyOutcome inner(Message message) throws IOException {
    MessageReading reading =
        MessageReading.of(message, FromQuoting.NONE, authenticator.begin(), analyzer.bodyOctets());
    return outcome(message, reading, Optional.empty(), List.of("this is about the message inside"));
  }

  private List<String> notes(List<InnerMessage> inside) throws IOException {
    List<String> notes = new ArrayList<>();
    if (analyzer.diagnostician().isPresent()) {
      for (InnerMessage message : inside) {
        message.note(authenticator).ifPresent(notes::add);
      }
    }
    return notes;
  }

  /** An mbox does not say how it is quoted; a passing signature shows it. */
  private MessageReading ofMbox(Message message) throws IOException {
    MessageReading first = read(message, FromQuoting.MBOXRD);
    MessageReading best = first;
    for (FromQuoting other : first.alternatives()) {
      MessageReading reading = read(message, other);
      best = reading.passes() > best.passes() ? reading : best;
    }
    return best;
  }

  private MessageReading read(Message message, FromQuoting quoting) throws IOException {
    MessageSession<InboundReport> session =
        client.map(authenticator::begin).orElseGet(authenticator::begin);
    return MessageReading.of(message, quoting, session, analyzer.bodyOctets());
  }

  private VerifyOutcome outcome(
      Message message, MessageReading reading, Optional<SpfClient> from, List<String> about) {
    InboundReport report = reading.report();
    if (report.overflow().isPresent()) {
      return noMessage(message, overflow(report.overflow().get()));
    }
    if (report.headers().fields().stream().noneMatch(HeaderField::isWellFormed)) {
      return noMessage(
          message, report.headers().size() == 0 ? "it has no header" : "no line is a header field");
    }
    if (reading.isMbox() && reading.passes() == 0) {
      return noMessage(message, "it is an mbox with several messages; give it with --mbox");
    }
    List<String> notes = new ArrayList<>(about);
    notes.addAll(reading.notes());
    if (message.index().isPresent() && reading.quoting() != FromQuoting.MBOXRD) {
      notes.add(
          "lines that begin with '>From ' were read so that a signature passes: "
              + reading.quoting().words());
    }
    notes.addAll(notes(report.headers()));
    return new VerifyOutcome.Checked(
        message,
        List.copyOf(notes),
        report,
        analyzer.analyze(report, from, reading.body(), reading.longestLine()));
  }

  private static VerifyOutcome noMessage(Message message, String why) {
    return new VerifyOutcome.Unreadable(
        message,
        new CommandFailure(ExitStatus.BAD_DATA, message.title() + " is not a message: " + why));
  }

  private static String overflow(Headers.Overflow overflow) {
    return switch (overflow) {
      case TOO_MANY_BYTES ->
          "its header is larger than " + Limits.defaults().headerBytes() + " octets";
      case TOO_MANY_FIELDS ->
          "its header has more than " + Limits.defaults().headerFields() + " fields";
    };
  }

  private static List<String> notes(Headers headers) {
    List<String> notes = new ArrayList<>();
    List<HeaderField> malformed =
        headers.fields().stream().filter(field -> !field.isWellFormed()).toList();
    if (!malformed.isEmpty() && malformed.get(0).toString().startsWith("From ")) {
      notes.add("the header contains the line that divides an mbox; read mboxes with --mbox");
    }
    int from = headers.named("From").size();
    if (from != 1) {
      notes.add(
          "the message has " + (from == 0 ? "no" : from) + " From field" + (from > 1 ? "s" : ""));
    }
    return notes;
  }
}
