package dev.waxseal.cli.input;

import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * An mbox whose messages can be read in any order and more than once. Input from a pipe is kept in
 * a temporary file until it is closed. Memory does not depend on its size.
 *
 * @param name the path as given, or {@code -}
 * @param file its file
 * @param temporary true if the file is deleted on close
 */
record Mbox(String name, Path file, boolean temporary) implements AutoCloseable {

  /** An mbox in a permanent file. */
  static Mbox of(String name, Path file) {
    return new Mbox(name, file, false);
  }

  /** An mbox that can be read only once. */
  static Mbox kept(String name, InputStream in) throws IOException {
    Path file = Files.createTempFile("waxseal", ".mbox");
    try {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Files.delete(file);
      throw e;
    }
    return new Mbox(name, file, true);
  }

  /** Hands over the messages in order. */
  void forEach(Consumer<Message> taker) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      MboxDivider divider = new MboxDivider(channel);
      Optional<MboxDivider.Extent> next = divider.next();
      if (next.isEmpty()) {
        throw new CommandFailure(
            ExitStatus.BAD_DATA,
            name + " is not an mbox: it does not begin with a line 'From ...'");
      }
      for (int index = 1; next.isPresent(); index++) {
        MboxDivider.Extent extent = next.get();
        taker.accept(new Message(name, OptionalInt.of(index), () -> new FilePart(file, extent)));
        next = divider.next();
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (temporary) {
      Files.deleteIfExists(file);
    }
  }
}
