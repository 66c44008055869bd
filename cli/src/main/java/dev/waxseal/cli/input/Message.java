package dev.waxseal.cli.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalInt;

/**
 * One message that is to be read.
 *
 * @param file the path as it was given, or {@code -}
 * @param index its place in an mbox, from 1 on
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

  /** How people are told of it. */
  public String title() {
    return index.isPresent() ? file + ", message " + index.getAsInt() : file;
  }
}
