package dev.waxseal.milter.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;
import org.tomlj.TomlVersion;

/**
 * The state of a daemon, as in its state file ({@code state-file} of the configuration): a TOML
 * file that is replaced as a whole whenever the state changes and removed when the daemon ends. It
 * contains no secrets.
 *
 * <p>Immutable; share it among threads.
 *
 * @param version the version of Waxseal
 * @param pid the daemon's process
 * @param configuration the configuration file, absolute
 * @param since the time, to the second, when the configuration in force was applied
 * @param files the stamps of all files when they were read, by absolute path; comparable with
 *     {@link FileStamps#stamps()}
 * @param sockets the sockets that it listens on, as the configuration writes them
 * @param keys the keys that it signs and seals with
 * @param refusal the later content of the files, if it was refused
 */
public record DaemonState(
    String version,
    long pid,
    Path configuration,
    Instant since,
    Map<Path, String> files,
    List<String> sockets,
    List<Key> keys,
    Optional<Refusal> refusal) {

  /**
   * A key in force.
   *
   * @param role {@code verify}, {@code sign} or {@code seal}
   * @param domain {@code d=}
   * @param selector {@code s=}
   * @param sha256 of the octets that {@code p=} of its key record holds, in hexadecimal; empty if
   *     the public key is not known
   */
  public record Key(String role, String domain, String selector, String sha256) {}

  /**
   * A change that was not applied.
   *
   * @param since the time of the first refusal
   * @param reasons the reasons, one sentence each
   * @param files the stamps of the files
   */
  public record Refusal(Instant since, List<String> reasons, Map<Path, String> files) {

    /** Copies list and map. */
    public Refusal {
      reasons = List.copyOf(reasons);
      files = Map.copyOf(files);
    }
  }

  /** Copies lists and map. */
  public DaemonState {
    files = Map.copyOf(files);
    sockets = List.copyOf(sockets);
    keys = List.copyOf(keys);
  }

  /** Returns true if the files have not changed since they were read. */
  public boolean isUpToDate() {
    return FileStamps.of(files.keySet()).stamps().equals(files);
  }

  /** Returns true if the current files are those that were refused. */
  public boolean isRefused() {
    return refusal
        .filter(it -> FileStamps.of(it.files().keySet()).stamps().equals(it.files()))
        .isPresent();
  }

  /** Returns true if the process that wrote it still runs. */
  public boolean isAlive() {
    return ProcessHandle.of(pid).isPresent();
  }

  /**
   * Reads a state file.
   *
   * @return empty if it is missing or malformed
   */
  public static Optional<DaemonState> read(Path file) {
    try {
      TomlParseResult table = Toml.parse(file, TomlVersion.V1_0_0);
      return table.hasErrors() ? Optional.empty() : Optional.of(of(table));
    } catch (IOException | RuntimeException e) { // a wrong type, or something is missing
      return Optional.empty();
    }
  }

  /**
   * Replaces a state file as a whole.
   *
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(next, toml());
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static DaemonState of(TomlTable table) {
    List<String> sockets = texts(table.getArrayOrEmpty("sockets"));
    List<Key> keys = new ArrayList<>();
    TomlArray array = table.getArrayOrEmpty("key");
    for (int i = 0; i < array.size(); i++) {
      TomlTable key = array.getTable(i);
      keys.add(
          new Key(
              text(key, "role"), text(key, "domain"), text(key, "selector"), text(key, "sha256")));
    }
    Optional<Refusal> refusal =
        Optional.ofNullable(table.getTable("refused"))
            .map(it -> new Refusal(time(it), texts(it.getArrayOrEmpty("reasons")), files(it)));
    return new DaemonState(
        text(table, "version"),
        Optional.ofNullable(table.getLong("pid")).orElseThrow(),
        Path.of(text(table, "configuration")),
        time(table),
        files(table),
        sockets,
        keys,
        refusal);
  }

  private static String text(TomlTable table, String key) {
    return Optional.ofNullable(table.getString(key)).orElseThrow();
  }

  private static Instant time(TomlTable table) {
    return Optional.ofNullable(table.getOffsetDateTime("since")).orElseThrow().toInstant();
  }

  private static List<String> texts(TomlArray array) {
    return array.toList().stream().map(String.class::cast).toList();
  }

  private static Map<Path, String> files(TomlTable table) {
    Map<Path, String> files = new TreeMap<>();
    TomlArray array = table.getArrayOrEmpty("file");
    for (int i = 0; i < array.size(); i++) {
      files.put(Path.of(text(array.getTable(i), "path")), text(array.getTable(i), "stamp"));
    }
    return files;
  }

  private String toml() {
    StringBuilder toml =
        new StringBuilder("# The configuration in force; the daemon writes this file.\n");
    toml.append("version = ").append(quoted(version)).append('\n');
    toml.append("pid = ").append(pid).append('\n');
    toml.append("configuration = ").append(quoted(configuration.toString())).append('\n');
    toml.append("since = ").append(written(since)).append('\n');
    toml.append("sockets = ").append(quoted(sockets)).append('\n');
    files(toml, "file", files);
    for (Key key : keys) {
      toml.append("[[key]]\nrole = ").append(quoted(key.role()));
      toml.append("\ndomain = ").append(quoted(key.domain()));
      toml.append("\nselector = ").append(quoted(key.selector()));
      toml.append("\nsha256 = ").append(quoted(key.sha256())).append('\n');
    }
    refusal.ifPresent(
        it -> {
          toml.append("[refused]\nsince = ").append(written(it.since()));
          toml.append("\nreasons = ").append(quoted(it.reasons())).append('\n');
          files(toml, "refused.file", it.files());
        });
    return toml.toString();
  }

  private static void files(StringBuilder toml, String table, Map<Path, String> files) {
    new TreeMap<>(files)
        .forEach(
            (path, stamp) -> {
              toml.append("[[").append(table).append("]]\npath = ");
              toml.append(quoted(path.toString())).append("\nstamp = ");
              toml.append(quoted(stamp)).append('\n');
            });
  }

  private static String written(Instant time) {
    return time.toString();
  }

  private static String quoted(List<String> texts) {
    return "[" + String.join(", ", texts.stream().map(DaemonState::quoted).toList()) + "]";
  }

  private static String quoted(String text) {
    return '"' + Toml.tomlEscape(text).toString() + '"';
  }
}
