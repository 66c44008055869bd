package dev.waxseal.cli.input;

import dev.waxseal.mime.ByteSink;

/** Leaves out what stands before a message, and what follows it. */
final class SkippedOctets implements Layer {

  private final String note;
  private final ByteSink out;
  private long before;
  private long left;

  /**
   * A part of a file.
   *
   * @param before the number of octets before it
   * @param length its length in octets
   */
  SkippedOctets(long before, long length, String note, ByteSink out) {
    this.before = before;
    this.left = length;
    this.note = note;
    this.out = out;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int skipped = (int) Math.min(before, length);
    int written = (int) Math.min(left, length - skipped);
    before -= skipped;
    left -= written;
    out.write(bytes, offset + skipped, written);
  }

  @Override
  public String note() {
    return note;
  }
}
