package dev.waxseal.milter;

import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.DaemonState;
import dev.waxseal.milter.config.FileStamps;
import dev.waxseal.milter.config.Listen;
import dev.waxseal.milter.config.RoleName;
import dev.waxseal.milter.config.SelectedKey;
import dev.waxseal.milter.config.VerifySettings;
import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.milter.protocol.FilterResult;
import dev.waxseal.milter.protocol.MessageFilter;
import dev.waxseal.milter.protocol.Reply;
import dev.waxseal.milter.role.Roles;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A configuration in force with its roles. Its DNS client is closed once it is replaced and the
 * last message that began under it has ended. Thread-safe.
 */
final class InForce {

  private static final String VERSION =
      Optional.ofNullable(InForce.class.getPackage().getImplementationVersion())
          .orElse("(not packaged)");

  private final Configuration configuration;
  private final Roles roles;
  private final FileStamps files;
  private final Map<SocketAddress, Map<String, RoleName>> sockets;
  private final Instant since = now();
  private final List<DaemonState.Key> keys;

  /** The messages that have begun under it, and the daemon. */
  private final AtomicInteger users = new AtomicInteger(1);

  /**
   * A configuration that is in force from now on.
   *
   * @param files the stamps of its files
   */
  InForce(Configuration configuration, Roles roles, FileStamps files) {
    this.configuration = configuration;
    this.roles = roles;
    this.files = files;
    this.sockets =
        configuration.listens().stream().collect(Collectors.toMap(Listen::socket, Listen::roles));
    this.keys = keys(configuration); // once: there may be thousands
  }

  Configuration configuration() {
    return configuration;
  }

  /** Counts a user; {@link #leave} has to follow. */
  void enter() {
    users.incrementAndGet();
  }

  void leave() {
    if (users.decrementAndGet() == 0) {
      configuration.dns().close();
    }
  }

  /** Begins a message after {@link #enter}; leaves when the message ends. */
  MessageFilter begin(SocketAddress socket, Envelope envelope) {
    try {
      return new Leaving(roles.begin(sockets.getOrDefault(socket, Map.of()), envelope), this);
    } catch (RuntimeException | Error fault) {
      leave();
      throw fault;
    }
  }

  /** The content of the state file. */
  DaemonState state(Path file, Optional<DaemonState.Refusal> refusal) {
    return new DaemonState(
        VERSION,
        ProcessHandle.current().pid(),
        file.toAbsolutePath(),
        since,
        absolute(files),
        configuration.listens().stream().map(Listen::name).toList(),
        keys,
        refusal);
  }

  /** The stamps by absolute paths. */
  static Map<Path, String> absolute(FileStamps files) {
    Map<Path, String> absolute = new LinkedHashMap<>();
    files.stamps().forEach((path, stamp) -> absolute.put(path.toAbsolutePath(), stamp));
    return absolute;
  }

  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  private static List<DaemonState.Key> keys(Configuration configuration) {
    List<DaemonState.Key> keys = new ArrayList<>();
    configuration
        .sign()
        .ifPresent(
            sign ->
                sign.known()
                    .forEach(
                        domain ->
                            add(keys, RoleName.SIGN, domain.name().toString(), domain.keys())));
    configuration
        .verify()
        .flatMap(VerifySettings::seal)
        .ifPresent(
            seal -> add(keys, RoleName.VERIFY, seal.domain().toString(), List.of(seal.key())));
    configuration
        .seal()
        .ifPresent(seal -> add(keys, RoleName.SEAL, seal.domain().toString(), seal.keys()));
    return keys;
  }

  private static void add(
      List<DaemonState.Key> keys, RoleName role, String domain, List<SelectedKey> more) {
    for (SelectedKey key : more) {
      keys.add(
          new DaemonState.Key(
              role.word(), domain, key.selector(), key.publicKeySha256().orElse("")));
    }
  }

  /** A filter that leaves the configuration when it is closed. */
  private record Leaving(MessageFilter filter, InForce begun, AtomicBoolean left)
      implements MessageFilter {

    Leaving(MessageFilter filter, InForce begun) {
      this(filter, begun, new AtomicBoolean());
    }

    @Override
    public void header(String name, String value) {
      filter.header(name, value);
    }

    @Override
    public void endOfHeaders() {
      filter.endOfHeaders();
    }

    @Override
    public void body(byte[] bytes, int offset, int length) {
      filter.body(bytes, offset, length);
    }

    @Override
    public FilterResult finish(String queueId) {
      return filter.finish(queueId);
    }

    @Override
    public Reply onError() {
      return filter.onError();
    }

    @Override
    public void close() {
      try {
        filter.close();
      } finally {
        if (left.compareAndSet(false, true)) {
          begun.leave();
        }
      }
    }
  }
}
