package dev.waxseal.mime;

import java.io.OutputStream;

/**
 * A receiver of bytes, piece by piece: a digest, a buffer, the next canonicalizer.
 *
 * <p>The array belongs to the caller, who may change it after the call: whoever needs the bytes
 * later copies them, and nobody writes to it.
 */
@FunctionalInterface
public interface ByteSink {

  /**
   * Takes the next bytes.
   *
   * @param bytes the array that holds them
   * @param offset where they begin
   * @param length how many they are, 0 or more
   */
  void write(byte[] bytes, int offset, int length);

  /** A stream that writes to this sink; closing it does nothing. */
  default OutputStream asOutputStream() {
    return new SinkStream(this);
  }
}
