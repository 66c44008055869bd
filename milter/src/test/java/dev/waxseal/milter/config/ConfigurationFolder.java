package dev.waxseal.milter.config;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A directory with a configuration and its keys. */
final class ConfigurationFolder {

  static final String VERIFY =
      """
          [[listen]]
          socket = "inet:127.0.0.1:8891"
          role = "verify"
          [verify]
          authserv-id = "mx.example.org"
          """;

  private final Path directory;

  ConfigurationFolder(Path directory) {
    this.directory = directory;
  }

  Path path(String name) {
    return directory.resolve(name);
  }

  /** A key file that only its owner can read. */
  SigningKey.Generated key(String name) throws IOException {
    SigningKey.Generated key = SigningKey.generate(SigningAlgorithm.ED25519_SHA256);
    Files.createDirectories(directory.resolve("keys"));
    write(name, key.pem());
    Files.setPosixFilePermissions(path(name), PosixFilePermissions.fromString("rw-------"));
    return key;
  }

  Path write(String name, String text) throws IOException {
    return Files.writeString(path(name), text);
  }

  Configuration read(String toml) throws IOException, ConfigurationException {
    return Configuration.read(write("milter.toml", toml));
  }

  /** What is wrong with it, without the name of the file. */
  List<String> wrong(String toml) throws IOException {
    Path file = write("milter.toml", toml);
    return assertThrows(ConfigurationException.class, () -> Configuration.read(file))
        .sentences()
        .stream()
        .map(sentence -> sentence.replace(file + ":", ""))
        .toList();
  }
}
