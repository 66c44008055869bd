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
 * What goes over the wire: four octets of length, most significant first, of what follows; one
 * octet that says what it is; and data.
 */
final class Packet {

  /**
   * The most octets that one may have. Mail servers send bodies in pieces of 65,535; a header field
   * comes in one, and they let it have 100 KB or so.
   */
  static final int MAX_LENGTH = 1 << 20;

  private final char command;
  private final byte[] data;

  private Packet(char command, byte[] data) {
    this.command = command;
    this.data = data;
  }

  /**
   * Reads one; empty at the end of the stream. Memory grows with what arrives, not with what is
   * announced.
   *
   * @throws ProtocolException if its length cannot be
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
      throw new ProtocolException("a packet of " + length + " octets is announced");
    }
    int command = rest.readUnsignedByte();
    byte[] data = in.readNBytes((int) length - 1);
    if (data.length < length - 1) {
      throw new EOFException("the connection ended within a packet");
    }
    return Optional.of(new Packet((char) command, data));
  }

  /** What it is, an ASCII character. */
  char command() {
    return command;
  }

  /** What it brings; not to be changed. */
  byte[] data() {
    return data;
  }

  /**
   * The data from a place on as texts that end in NUL, one character an octet; the last NUL may be
   * missing.
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

  /** The text from a place on, up to a NUL or the end. */
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
