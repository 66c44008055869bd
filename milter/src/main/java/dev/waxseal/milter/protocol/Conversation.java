package dev.waxseal.milter.protocol;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One connection of a mail server: any number of SMTP sessions with any number of messages.
 *
 * <p>Commands out of order are accepted as far as they make sense, so that no message is lost: a
 * header without an envelope is also a message. For one thread, except {@link #isBusy}, {@link
 * #quietNanos} and {@link #endAfterMessage}.
 */
public final class Conversation {

  private static final long PROGRESS_SECONDS = 5;

  private final PacketReader packets;
  private final ReplyWriter replies;
  private final MessageFilters filters;
  private final ScheduledExecutorService timer;
  private final Consumer<String> warnings;

  private Arrival arrival = new Arrival();
  private Optional<Options> options = Optional.empty();
  private Optional<GuardedFilter> message = Optional.empty();

  private volatile boolean busy;
  private volatile boolean ending;
  private volatile long lastHeard = System.nanoTime();

  /**
   * A conversation that has not begun.
   *
   * @param in the packets of the mail server
   * @param out receives the answers; each is flushed
   * @param filters the filters for the messages
   * @param timer sends progress packets while a filter works
   * @param warnings receives sentences for the operator: a fault of a filter, a modification that
   *     the mail server does not offer
   */
  public Conversation(
      InputStream in,
      OutputStream out,
      MessageFilters filters,
      ScheduledExecutorService timer,
      Consumer<String> warnings) {
    this.packets = new PacketReader(in);
    this.replies = new ReplyWriter(out);
    this.filters = filters;
    this.timer = timer;
    this.warnings = warnings;
  }

  /**
   * Runs until the mail server closes the connection.
   *
   * @throws ProtocolException if the mail server violates the protocol
   * @throws IOException if the connection breaks
   */
  public void run() throws IOException {
    try {
      boolean going = true;
      while (going && !(ending && !busy)) {
        Optional<Packet> packet = packets.next();
        lastHeard = System.nanoTime();
        going = packet.isPresent() && take(packet.get());
        replies.flush();
      }
      if (busy) {
        throw new EOFException("the connection ended inside a message");
      }
    } finally {
      endMessage();
    }
  }

  /** Returns true while a message is in progress. */
  public boolean isBusy() {
    return busy;
  }

  /** The time since the last packet of the mail server, in nanoseconds. */
  public long quietNanos() {
    return System.nanoTime() - lastHeard;
  }

  /** Asks it to end after the current message. */
  public void endAfterMessage() {
    ending = true;
  }

  /** Returns true if the conversation goes on. */
  private boolean take(Packet packet) throws IOException {
    if (packet.command() == 'O') {
      options = Optional.of(Options.choose(packet.data(), filters.needRecipients()));
      replies.options(options.get());
      return true;
    }
    Options agreed =
        options.orElseThrow(
            () -> new ProtocolException("the mail server did not negotiate options"));
    switch (packet.command()) {
      case 'D' -> arrival.macros(packet);
      case 'C' -> {
        arrival.connect(packet);
        proceed(agreed, Options.SILENT_CONNECT);
      }
      case 'H' -> {
        arrival.helo(packet.text(0));
        proceed(agreed, Options.SILENT_HELO);
      }
      case 'M' -> {
        closeMessage();
        arrival.mail(packet.text(0));
        busy = true;
        proceed(agreed, Options.SILENT_MAIL);
      }
      case 'R' -> {
        arrival.recipient(packet.text(0));
        proceed(agreed, Options.SILENT_RECIPIENT);
      }
      case 'T' -> proceed(agreed, Options.SILENT_DATA);
      case 'U' -> proceed(agreed, Options.SILENT_UNKNOWN);
      case 'L' -> {
        header(packet, agreed);
        proceed(agreed, Options.SILENT_HEADER);
      }
      case 'N' -> {
        message().endOfHeaders();
        proceed(agreed, Options.SILENT_END_OF_HEADERS);
      }
      case 'B' -> {
        message().body(packet.data(), packet.length());
        proceed(agreed, Options.SILENT_BODY);
      }
      case 'E' -> {
        message().body(packet.data(), packet.length());
        decide(message(), agreed);
        endMessage();
      }
      case 'A' -> endMessage();
      case 'K' -> {
        endMessage();
        arrival = new Arrival();
      }
      case 'Q' -> {
        return false;
      }
      default -> throw new ProtocolException("an unknown command, octet " + (int) packet.command());
    }
    return true;
  }

  /** Answers, unless the negotiated options omit the answer. */
  private void proceed(Options agreed, int silence) throws IOException {
    if (!agreed.has(silence)) {
      replies.proceed();
    }
  }

  /** The current message; begins one if there is none. */
  private GuardedFilter message() {
    if (message.isEmpty()) {
      busy = true;
      message = Optional.of(GuardedFilter.begin(filters, arrival.envelope(), warnings));
    }
    return message.get();
  }

  private void header(Packet packet, Options agreed) throws ProtocolException {
    if (message().haveHeadersEnded()) {
      throw new ProtocolException("a header field came after the end of the header");
    }
    String name = packet.text(0);
    String value = packet.text(name.length() + 1);
    message().header(name, agreed.has(Options.LEADING_SPACE) ? value : " " + value);
  }

  private void decide(GuardedFilter filter, Options agreed) throws IOException {
    replies.beginWork();
    ScheduledFuture<?> progress =
        timer.scheduleAtFixedRate(
            this::tellProgress, PROGRESS_SECONDS, PROGRESS_SECONDS, TimeUnit.SECONDS);
    FilterResult result;
    try {
      result = filter.finish(arrival.queueId());
    } finally {
      progress.cancel(false);
      replies.endWork();
    }
    if (result.reply().kind() == Reply.Kind.ACCEPT) {
      modify(result.modifications(), agreed);
    }
    replies.reply(result.reply());
  }

  /** A broken connection is noticed by the reading thread. */
  private void tellProgress() {
    try {
      replies.progress();
    } catch (IOException e) {
      replies.endWork();
    }
  }

  /** A deletion takes effect at once and renumbers the fields below, so the last goes first. */
  private void modify(List<Modification> modifications, Options agreed) throws IOException {
    List<Modification.DeleteHeader> deletions =
        modifications.stream()
            .filter(Modification.DeleteHeader.class::isInstance)
            .map(Modification.DeleteHeader.class::cast)
            .sorted(Comparator.comparingInt(Modification.DeleteHeader::occurrence).reversed())
            .toList();
    for (Modification.DeleteHeader deletion : deletions) {
      replies.deleteHeader(deletion.occurrence(), deletion.name());
    }
    for (Modification modification : modifications) {
      switch (modification.kind()) {
        case INSERT_HEADER -> insert((Modification.InsertHeader) modification, agreed);
        case QUARANTINE -> quarantine((Modification.Quarantine) modification, agreed);
        case DELETE_HEADER -> {} // done
      }
    }
  }

  private void insert(Modification.InsertHeader field, Options agreed) throws IOException {
    String value = HeaderValue.of(field.value(), agreed.has(Options.LEADING_SPACE));
    replies.insertHeader(field.index(), field.name(), value);
  }

  private void quarantine(Modification.Quarantine quarantine, Options agreed) throws IOException {
    if (agreed.allows(Options.QUARANTINES)) {
      replies.quarantine(quarantine.reason());
    } else {
      warnings.accept("the mail server does not allow quarantine: " + quarantine.reason());
    }
  }

  private void endMessage() {
    closeMessage();
    arrival.endMessage();
  }

  private void closeMessage() {
    message.ifPresent(GuardedFilter::close);
    message = Optional.empty();
    busy = false;
  }
}
