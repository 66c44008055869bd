package dev.waxseal.cli.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalInt;

/**
 * A message to read.
 *
 * @param file the path as given, or {@code -}
 * @param index its position in an mbox, from 1
 * @param content its bytes
 */
public record Message(String file, OptionalInt index, Content content) {

  /** The bytes of a message. */
  @FunctionalInterface
  public interface Content {

    /** Opens them; the caller closes the stream. */
    InputStream open() throws IOException;
  }

  public static Message of(String file, Content content) {
    return new Message(file, OptionalInt.empty(), content);
  }

  /** The name of the message in output for people. */
  public String title() {
    return index.isPresent() ? file + ", message " + index.getAsInt() : file;
  }
}
