package dev.waxseal.cli;

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
record Message(String file, OptionalInt index, Content content) {

  /** The bytes of a message. */
  @FunctionalInterface
  interface Content {

    /** Opens them; the caller closes the stream. */
    InputStream open() throws IOException;
  }

  static Message of(String file, Content content) {
    return new Message(file, OptionalInt.empty(), content);
  }

  /** How people are told of it. */
  String title() {
    return index.isPresent() ? file + ", message " + index.getAsInt() : file;
  }
}
