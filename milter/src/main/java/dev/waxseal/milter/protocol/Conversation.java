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
 * <p>What comes out of order is taken as far as it makes sense, so that no message is lost for it:
 * a header without an envelope is a message, too. For one thread, but for {@link #isBusy}, {@link
 * #quietNanos} and {@link #endAfterMessage}.
 */
public final class Conversation {

  private static final long PROGRESS_SECONDS = 5;

  private final InputStream in;
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
   * @param in what the mail server says
   * @param out what it is told; each answer is flushed
   * @param filters what is done with messages
   * @param timer where the mail server is told, meanwhile, that a filter is at work
   * @param warnings takes sentences for the operator: a fault of a filter, a change that the mail
   *     server does not offer
   */
  public Conversation(
      InputStream in,
      OutputStream out,
      MessageFilters filters,
      ScheduledExecutorService timer,
      Consumer<String> warnings) {
    this.in = in;
    this.replies = new ReplyWriter(out);
    this.filters = filters;
    this.timer = timer;
    this.warnings = warnings;
  }

  /**
   * Holds it, until the mail server ends it.
   *
   * @throws ProtocolException if the mail server does not keep to the protocol
   * @throws IOException if the connection breaks
   */
  public void run() throws IOException {
    try {
      boolean going = true;
      while (going && !(ending && !busy)) {
        Optional<Packet> packet = Packet.read(in);
        lastHeard = System.nanoTime();
        going = packet.isPresent() && take(packet.get());
        replies.flush();
      }
      if (busy) {
        throw new EOFException("the connection ended within a message");
      }
    } finally {
      endMessage();
    }
  }

  /** Whether a message is under way. */
  public boolean isBusy() {
    return busy;
  }

  /** For how long nothing has been heard of the mail server, in nanoseconds. */
  public long quietNanos() {
    return System.nanoTime() - lastHeard;
  }

  /** Lets it end after the message that is under way. */
  public void endAfterMessage() {
    ending = true;
  }

  /** Whether the conversation goes on. */
  private boolean take(Packet packet) throws IOException {
    if (packet.command() == 'O') {
      options = Optional.of(Options.choose(packet.data()));
      replies.options(options.get());
      return true;
    }
    Options agreed = options.orElseThrow(() -> new ProtocolException("options are not agreed on"));
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
        message().body(packet.data());
        proceed(agreed, Options.SILENT_BODY);
      }
      case 'E' -> {
        message().body(packet.data());
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
      default -> throw new ProtocolException("an unknown command: octet " + (int) packet.command());
    }
    return true;
  }

  /** Answers, unless it was agreed that this goes without. */
  private void proceed(Options agreed, int silence) throws IOException {
    if (!agreed.has(silence)) {
      replies.proceed();
    }
  }

  /** The message under way; begins one if there is none. */
  private GuardedFilter message() {
    if (message.isEmpty()) {
      busy = true;
      message = Optional.of(GuardedFilter.begin(filters, arrival.envelope(), warnings));
    }
    return message.get();
  }

  private void header(Packet packet, Options agreed) throws ProtocolException {
    if (message().haveHeadersEnded()) {
      throw new ProtocolException("a header field comes after the end of the header");
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

  /** A connection that has broken is found out by whoever reads it. */
  private void tellProgress() {
    try {
      replies.progress();
    } catch (IOException e) {
      replies.endWork();
    }
  }

  /** A deletion counts at once, and renumbers what stands below: the last one goes first. */
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
      warnings.accept("the mail server does not let messages be held: " + quarantine.reason());
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
