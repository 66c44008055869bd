package dev.waxseal.milter;

import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.ConfigurationException;
import dev.waxseal.milter.config.Listen;
import dev.waxseal.milter.config.RoleName;
import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.milter.protocol.MessageFilter;
import dev.waxseal.milter.role.Roles;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The configuration that is in force, and its keys. It is read anew when one of its files has
 * changed; what cannot be used is not taken over, not even in part. A message that has begun ends
 * under the configuration it began with.
 *
 * <p>Thread-safe.
 */
final class LiveConfiguration {

  private final Path file;
  private final Function<Configuration, Roles> rolesOf;
  private final Journal journal;

  private volatile State state;
  private FileStamps seen;

  /** What is exchanged as a whole. */
  private record State(
      Configuration configuration, Roles roles, Map<SocketAddress, Map<String, RoleName>> sockets) {

    static State of(Configuration configuration, Roles roles) {
      return new State(
          configuration,
          roles,
          configuration.listens().stream()
              .collect(Collectors.toMap(Listen::socket, Listen::roles)));
    }
  }

  /**
   * Reads a configuration.
   *
   * @throws ConfigurationException if it cannot be used
   */
  LiveConfiguration(Path file, Function<Configuration, Roles> rolesOf, Journal journal)
      throws ConfigurationException {
    this.file = file;
    this.rolesOf = rolesOf;
    this.journal = journal;
    FileStamps before = FileStamps.of(List.of(file));
    Configuration read = Configuration.read(file);
    this.seen = before.and(read.files());
    this.state = State.of(read, rolesOf.apply(read));
    read.warningSentences().forEach(journal::warn);
  }

  /** The configuration in force. */
  Configuration configuration() {
    return state.configuration();
  }

  /** Begins a message that comes over a socket. */
  MessageFilter begin(SocketAddress socket, Envelope envelope) {
    State now = state;
    return now.roles().begin(now.sockets().getOrDefault(socket, Map.of()), envelope);
  }

  /** Reads the files anew if one has changed since they were read last. */
  synchronized void reloadIfChanged() {
    FileStamps now = seen.again();
    if (!now.equals(seen)) {
      seen = now;
      reload();
    }
  }

  private void reload() {
    try {
      Configuration read = Configuration.read(file);
      seen = seen.and(read.files());
      List<String> fixed = Fixed.differences(state.configuration(), read);
      if (fixed.isEmpty()) {
        state = State.of(read, rolesOf.apply(read));
        read.warningSentences().forEach(journal::warn);
        journal.reloaded(file);
      } else {
        journal.notReloaded(fixed);
      }
    } catch (ConfigurationException e) {
      seen = seen.and(e.files());
      journal.notReloaded(e.sentences());
    }
  }
}
