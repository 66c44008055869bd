package dev.waxseal.milter.config;

import dev.waxseal.authres.AuthservIds;
import dev.waxseal.dkim.Crypto;
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
import org.tomlj.TomlVersion;

/**
 * The configuration of the daemon: its file and the keys that the file names.
 *
 * <p>Immutable; share it among threads.
 *
 * @param listens the sockets, at least one
 * @param verify the settings of the role verify, if it is configured
 * @param sign the settings of the role sign, if it is configured
 * @param seal the settings of the role seal, if it is configured
 * @param handover the settings of the role handover, if it is configured
 * @param history where the role verify records the mail that it judges, if it does
 * @param reports the settings of the sender of aggregate reports, if there are any
 * @param dns the resolver of the role verify
 * @param limits the bounds of the daemon
 * @param metrics the address that serves metrics, if any
 * @param cryptoProvider the name or class of the security provider, if it is not the standard
 * @param stateFile the file where the daemon writes its state, if any
 * @param files the files that were read, the configuration file first; a change in one of them
 *     changes the configuration
 * @param warnings warnings for the operator
 */
public record Configuration(
    List<Listen> listens,
    Optional<VerifySettings> verify,
    Optional<SignSettings> sign,
    Optional<SealSettings> seal,
    Optional<HandoverSettings> handover,
    Optional<HistorySettings> history,
    Optional<ReportSettings> reports,
    Dns dns,
    MessageLimits limits,
    Optional<InetSocketAddress> metrics,
    Optional<Entry> cryptoProvider,
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
   * @throws ConfigurationException if it cannot be used; it lists all problems
   */
  public static Configuration read(Path file) throws ConfigurationException {
    String text = text(file);
    if (SigningKey.isIn(text)) { // a parser error would quote it
      throw new ConfigurationException(
          List.of(file),
          List.of(
              new Problem(
                  1,
                  "the file contains a private key; put the key into a file of its own and name"
                      + " that")));
    }
    TomlParseResult table = Toml.parse(text, TomlVersion.V1_0_0);
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
   * Loads the security provider that the configuration names. Reading the file loads nothing: code
   * is loaded when a program starts, and not because a file has changed.
   *
   * @throws ConfigurationException if there is none of that name, or it does not work
   */
  public Crypto crypto() throws ConfigurationException {
    try {
      return cryptoProvider.map(Entry::text).map(Crypto::named).orElseGet(Crypto::standard);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          files.subList(0, 1),
          List.of(
              new Problem(
                  cryptoProvider.map(Entry::line).orElse(1),
                  "crypto-provider: "
                      + e.getMessage()
                      + ". WAXSEAL_PROVIDERS names the folder of its jar")));
    }
  }

  /**
   * The authserv-ids of all our services, wherever the file names them. A role that receives mail
   * from outside deletes results that claim one of them (RFC 8601 section 5).
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
    handover.ifPresent(
        settings -> {
          ids.add(settings.authservId());
          ids.addAll(settings.otherIds());
        });
    return AuthservIds.of(ids);
  }

  /** Returns true if what is done with a message depends on its recipients. */
  public boolean needsRecipients() {
    return sign.filter(settings -> !settings.unsigned().recipients().isEmpty()).isPresent();
  }

  /** The warnings as text: {@code FILE:LINE: sentence}. */
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
