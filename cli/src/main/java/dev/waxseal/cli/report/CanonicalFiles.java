package dev.waxseal.cli.report;

import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.diagnosis.HashedText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Files with the octets that were hashed, {@code 1.header}, {@code 1.body} and so on, in the order
 * of the report; older files are not overwritten.
 */
public final class CanonicalFiles {

  private final Path directory;

  private CanonicalFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * Files in a directory, which is made if it is missing.
   *
   * @throws CommandFailure if it cannot be made
   */
  public static CanonicalFiles in(String name) {
    try {
      return new CanonicalFiles(Files.createDirectories(Path.of(name)));
    } catch (InvalidPathException | IOException e) {
      throw new CommandFailure(
          ExitStatus.CANNOT_CREATE, "cannot make the directory " + name + ": " + e.getMessage());
    }
  }

  /** Writes the files. */
  public void write(Canonical canonical) {
    try {
      for (int i = 0; i < canonical.texts().size(); i++) {
        HashedText text = canonical.texts().get(i);
        Files.write(file(i, "header"), text.header().bytes(), StandardOpenOption.CREATE_NEW);
        Optional<byte[]> arrived = canonical.body();
        if (text.body().isPresent() && arrived.isPresent()) {
          body(text.body().get(), arrived.get(), file(i, "body"));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw failure(e);
    }
  }

  private static void body(HashedText.Body body, byte[] arrived, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      body.write(
          arrived,
          (bytes, offset, length) -> {
            try {
              out.write(bytes, offset, length);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  private Path file(int index, String part) {
    return directory.resolve(index + 1 + "." + part);
  }

  private static CommandFailure failure(Exception fault) {
    return new CommandFailure(
        ExitStatus.CANNOT_CREATE, "cannot write the octets that were hashed: " + fault);
  }
}
