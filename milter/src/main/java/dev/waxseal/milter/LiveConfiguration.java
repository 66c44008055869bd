package dev.waxseal.milter;

import dev.waxseal.dkim.Crypto;
import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.ConfigurationException;
import dev.waxseal.milter.config.DaemonState;
import dev.waxseal.milter.config.FileStamps;
import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.milter.protocol.MessageFilter;
import dev.waxseal.milter.protocol.MessageFilters;
import dev.waxseal.milter.role.Roles;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The configuration in force, and its keys. It is read again when one of its files has changed and
 * is the same at two checks in a row, so no half-written file is read. A configuration with errors
 * is not applied, not even in part. A message ends under the configuration that it began with.
 *
 * <p>Thread-safe.
 */
final class LiveConfiguration implements AutoCloseable {

  private final Path file;
  private final BiFunction<Configuration, Crypto, Roles> rolesOf;
  private final Crypto crypto;
  private final Journal journal;

  /** Guards the two fields below; held only briefly. */
  private final Object exchange = new Object();

  private InForce inForce;
  private Optional<DaemonState.Refusal> refusal = Optional.empty();

  /** The stamps of the files when they were read last, and at the last check. */
  private FileStamps read;

  private FileStamps last;

  /**
   * Reads a configuration.
   *
   * @throws ConfigurationException if it cannot be used
   */
  LiveConfiguration(Path file, BiFunction<Configuration, Crypto, Roles> rolesOf, Journal journal)
      throws ConfigurationException {
    this.file = file;
    this.rolesOf = rolesOf;
    this.journal = journal;
    FileStamps before = FileStamps.of(List.of(file));
    Configuration first = Configuration.read(file);
    this.read = before.and(first.files());
    this.last = read;
    this.crypto = first.crypto(); // once: a file that changes loads no code
    this.inForce = new InForce(first, rolesOf.apply(first, crypto), read);
    first.warningSentences().forEach(journal::warn);
  }

  /** The configuration in force. */
  Configuration configuration() {
    synchronized (exchange) {
      return inForce.configuration();
    }
  }

  /** The state: what is in force, and what was refused since. */
  DaemonState state() {
    synchronized (exchange) {
      return inForce.state(file, refusal);
    }
  }

  /** The filters for the messages of a socket. */
  MessageFilters filters(SocketAddress socket) {
    return new MessageFilters() {
      @Override
      public MessageFilter begin(Envelope envelope) {
        return LiveConfiguration.this.begin(socket, envelope);
      }

      @Override
      public boolean needRecipients() {
        return configuration().needsRecipients();
      }
    };
  }

  /** Begins a message that comes over a socket. */
  MessageFilter begin(SocketAddress socket, Envelope envelope) {
    InForce now;
    synchronized (exchange) {
      now = inForce;
      now.enter();
    }
    return now.begin(socket, envelope);
  }

  /**
   * Checks the files, and reads them again if they differ from those read last and have not changed
   * since the last check.
   */
  synchronized void look() {
    FileStamps now = last.again();
    boolean settled = now.equals(last);
    last = now;
    if (settled && !now.equals(read)) {
      reload(now);
    }
  }

  /** Releases the configuration once the messages at hand have ended. */
  @Override
  public void close() {
    configurationInForce().leave();
  }

  private InForce configurationInForce() {
    synchronized (exchange) {
      return inForce;
    }
  }

  private void reload(FileStamps now) {
    try {
      Configuration next = Configuration.read(file);
      if (!isSettled(now, next.files())) {
        next.dns().close();
        return;
      }
      List<String> fixed = Fixed.differences(configuration(), next);
      if (fixed.isEmpty()) {
        take(next);
      } else {
        next.dns().close();
        refuse(fixed);
      }
    } catch (ConfigurationException e) {
      if (isSettled(now, e.files())) {
        refuse(e.sentences());
      }
    }
  }

  /**
   * True if no file changed while it was read and all of them were checked twice; otherwise the
   * next check decides.
   */
  private boolean isSettled(FileStamps now, List<Path> files) {
    boolean settled = now.covers(files) && now.again().equals(now);
    last = settled ? now.only(files) : now.and(files);
    read = settled ? last : read;
    return settled;
  }

  private void take(Configuration next) {
    InForce after = new InForce(next, rolesOf.apply(next, crypto), read);
    InForce before;
    synchronized (exchange) {
      before = inForce;
      inForce = after;
      refusal = Optional.empty();
    }
    before.leave();
    next.warningSentences().forEach(journal::warn);
    journal.reloaded(file);
  }

  private void refuse(List<String> sentences) {
    synchronized (exchange) {
      refusal =
          Optional.of(
              new DaemonState.Refusal(
                  refusal.map(DaemonState.Refusal::since).orElseGet(InForce::now),
                  sentences,
                  InForce.absolute(read)));
    }
    journal.notReloaded(sentences);
  }
}
