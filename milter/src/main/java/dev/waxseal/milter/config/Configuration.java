package dev.waxseal.milter.config;

import dev.waxseal.authres.AuthservIds;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dns.Dns;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/**
 * What the daemon is to do: the configuration file and the keys that it names.
 *
 * <p>Immutable; share it among threads.
 *
 * @param listens the sockets, one at least
 * @param verify how mail is verified, if it is
 * @param sign how mail is signed, if it is
 * @param seal how mail is sealed, if it is
 * @param dns whom the role verify asks
 * @param limits how much is taken on
 * @param metrics where metrics can be fetched, if they are wanted
 * @param stateFile where the daemon tells what it has in force, if it is to
 * @param files what was read, this file first; a change in one of them changes the configuration
 * @param warnings what is not wrong, but should be known
 */
public record Configuration(
    List<Listen> listens,
    Optional<VerifySettings> verify,
    Optional<SignSettings> sign,
    Optional<SealSettings> seal,
    Dns dns,
    MessageLimits limits,
    Optional<InetSocketAddress> metrics,
    Optional<Path> stateFile,
    List<Path> files,
    List<Problem> warnings) {

  /** Copies the lists. */
  public Configuration {
    listens = List.copyOf(listens);
    files = List.copyOf(files);
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads a configuration and the keys that it names.
   *
   * @param file the file, TOML in UTF-8
   * @throws ConfigurationException if it cannot be used; it says all that is wrong
   */
  public static Configuration read(Path file) throws ConfigurationException {
    String text = text(file);
    if (SigningKey.isIn(text)) { // what is wrong with it would be quoted
      throw new ConfigurationException(
          List.of(file), List.of(new Problem(1, "there is a private key in it; name its file")));
    }
    TomlParseResult table = Toml.parse(text);
    Problems problems = new Problems(text);
    if (table.hasErrors()) {
      table.errors().forEach(e -> problems.add(e.position().line(), "not TOML: " + message(e)));
      throw new ConfigurationException(List.of(file), problems.sorted());
    }
    Configuration configuration =
        new ConfigurationReader(file, table, problems, new Problems(text)).read();
    if (!problems.isEmpty()) {
      throw new ConfigurationException(configuration.files(), problems.sorted());
    }
    return configuration;
  }

  /**
   * The authserv-ids of all services of ours, wherever the file names them. Whoever takes mail from
   * outside deletes the results that claim one of them (RFC 8601 section 5).
   */
  public AuthservIds ownIds() {
    List<String> ids = new ArrayList<>();
    verify.ifPresent(
        settings -> {
          ids.add(settings.authservId());
          ids.addAll(settings.otherIds());
          ids.addAll(settings.submissionIds());
        });
    sign.ifPresent(
        settings -> {
          settings.submissionId().ifPresent(ids::add);
          ids.addAll(settings.otherIds());
        });
    seal.ifPresent(
        settings -> {
          ids.add(settings.authservId());
          ids.addAll(settings.trustedIds());
        });
    return AuthservIds.of(ids);
  }

  /** The warnings, for people: {@code FILE:LINE: what should be known}. */
  public List<String> warningSentences() {
    Path file = files.get(0);
    return warnings.stream().map(w -> ConfigurationException.sentence(file, w)).toList();
  }

  private static String text(Path file) throws ConfigurationException {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ConfigurationException(file, InputFiles.why(e));
    }
  }

  private static String message(Throwable error) {
    return String.valueOf(error.getMessage());
  }
}
