package dev.waxseal.milter.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A packet of the protocol: four octets for the length of the rest, most significant first; one
 * octet for the command; and data.
 */
final class Packet {

  private final char command;
  private final byte[] data;
  private final int length;

  /**
   * A packet.
   *
   * @param data the data, and perhaps more behind it
   * @param length the length of the data
   */
  Packet(char command, byte[] data, int length) {
    this.command = command;
    this.data = data;
    this.length = length;
  }

  /** The command, an ASCII character. */
  char command() {
    return command;
  }

  /** The data; do not modify it. A piece of a body is there until the next packet is read. */
  byte[] data() {
    return data;
  }

  /** The length of the data: that of the array, except for a piece of a body. */
  int length() {
    return length;
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
