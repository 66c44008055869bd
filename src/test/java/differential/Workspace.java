package differential;

import dev.waxseal.dkim.signature.SigningAlgorithm;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A directory for one batch, with the keys and the DNS records in it; gone when it is closed. */
final class Workspace implements Closeable {

  private final Path directory = Files.createTempDirectory("differential");

  Workspace() throws IOException {
    Keys.write(directory);
    StringBuilder records = new StringBuilder();
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      records.append(Keys.recordName(algorithm)).append('\t');
      records.append(Keys.record(algorithm)).append('\n');
    }
    Files.writeString(file("dns"), records);
  }

  Path directory() {
    return directory;
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  @Override
  public void close() throws IOException {
    List<Path> files;
    try (var listed = Files.list(directory)) {
      files = listed.toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(directory);
  }
}
