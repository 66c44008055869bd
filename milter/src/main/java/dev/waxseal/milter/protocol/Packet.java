package dev.waxseal.milter.protocol;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A packet of the protocol: four octets for the length of the rest, most significant first; one
 * octet for the command; and data.
 */
final class Packet {

  /**
   * The maximum length in octets. Mail servers send bodies in pieces of 65,535; a header field
   * comes in one packet, and they limit it to about 100 KB.
   */
  static final int MAX_LENGTH = 1 << 20;

  private final char command;
  private final byte[] data;

  private Packet(char command, byte[] data) {
    this.command = command;
    this.data = data;
  }

  /**
   * Reads one; empty at the end of the stream. Memory grows with the octets that arrive, not with
   * the announced length.
   *
   * @throws ProtocolException if its length is out of range
   * @throws EOFException if the stream ends within it
   */
  static Optional<Packet> read(InputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    DataInputStream rest = new DataInputStream(in);
    long length = (long) first << 24 | rest.readUnsignedByte() << 16 | rest.readUnsignedShort();
    if (length < 1 || length > MAX_LENGTH) {
      throw new ProtocolException(
          "the announced packet length of " + length + " octets is out of range");
    }
    int command = rest.readUnsignedByte();
    byte[] data = in.readNBytes((int) length - 1);
    if (data.length < length - 1) {
      throw new EOFException("the connection ended inside a packet");
    }
    return Optional.of(new Packet((char) command, data));
  }

  /** The command, an ASCII character. */
  char command() {
    return command;
  }

  /** The data; do not modify it. */
  byte[] data() {
    return data;
  }

  /**
   * The data from a position on, as texts that end in NUL, one character per octet; the last NUL
   * may be missing.
   */
  List<String> texts(int from) {
    List<String> texts = new ArrayList<>();
    int start = from;
    for (int i = from; i < data.length; i++) {
      if (data[i] == 0) {
        texts.add(text(start, i));
        start = i + 1;
      }
    }
    if (start < data.length) {
      texts.add(text(start, data.length));
    }
    return texts;
  }

  /** The text from a position on, up to a NUL or the end. */
  String text(int from) {
    int end = from;
    while (end < data.length && data[end] != 0) {
      end++;
    }
    return text(from, end);
  }

  private String text(int start, int end) {
    return start >= end ? "" : new String(data, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
