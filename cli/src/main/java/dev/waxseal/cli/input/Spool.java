package dev.waxseal.cli.input;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A message that can be read twice. Input that can be read only once is kept, in memory while it is
 * small, otherwise in a temporary file.
 */
public final class Spool implements AutoCloseable {

  private static final int IN_MEMORY = 4 << 20;

  private final Message.Content content;
  private final Optional<Path> temporary;

  private Spool(Message.Content content, Optional<Path> temporary) {
    this.content = content;
    this.temporary = temporary;
  }

  /** The message of that name, ready to be read twice. */
  public static Spool of(String name, Message message) throws IOException {
    if (!MessageSource.isStandardInput(name) && Files.isRegularFile(MessageSource.path(name))) {
      return new Spool(message.content(), Optional.empty());
    }
    InputStream in = message.content().open();
    byte[] head = in.readNBytes(IN_MEMORY);
    if (head.length < IN_MEMORY) {
      return new Spool(() -> new ByteArrayInputStream(head), Optional.empty());
    }
    Path file = Files.createTempFile("waxseal", ".eml");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(head);
      in.transferTo(out);
    } catch (IOException e) {
      Files.delete(file);
      throw e;
    }
    return new Spool(() -> Files.newInputStream(file), Optional.of(file));
  }

  /** The message from its beginning. */
  public InputStream open() throws IOException {
    return content.open();
  }

  @Override
  public void close() throws IOException {
    if (temporary.isPresent()) {
      Files.deleteIfExists(temporary.get());
    }
  }
}
