package dev.waxseal.cli.input;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.waxseal.mime.ByteSink;

/** Restores a message of an mbox to its state before quoting. */
final class FromUnquoter implements ByteSink {

  private static final byte[] FROM = "From ".getBytes(US_ASCII);
  private static final byte[] QUOTE = {'>'};

  private final FromQuoting quoting;
  private final ByteSink out;
  private State state = State.AT_LINE_START;

  /** The part of the line that is held back: the number of "&gt;", and of octets of "From ". */
  private long quotes;

  private int matched;

  private boolean quoted;
  private boolean quotedTwice;

  private enum State {
    AT_LINE_START,
    IN_LINE
  }

  FromUnquoter(FromQuoting quoting, ByteSink out) {
    this.quoting = quoting;
    this.out = out;
  }

  /** True if there was a line with "&gt;From ", with any number of "&gt;". */
  boolean sawQuoted() {
    return quoted;
  }

  /** True if there was one with more than one "&gt;". */
  boolean sawQuotedTwice() {
    return quotedTwice;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int at = offset;
    while (at < end) {
      if (state == State.IN_LINE) {
        at = passLines(bytes, at, end);
      } else if (matched == 0 && bytes[at] == '>') {
        quotes++;
        at++;
      } else if (bytes[at] == FROM[matched]) {
        matched++;
        at++;
        decide();
      } else {
        release();
      }
    }
  }

  /** Passes on the rest at the end of the message. */
  void finish() {
    release();
  }

  /** Passes on everything up to a line that may be quoted, and returns its position. */
  private int passLines(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && state == State.IN_LINE) {
      boolean lineEnds = bytes[at++] == '\n';
      if (lineEnds && (at == end || bytes[at] == '>' || bytes[at] == FROM[0])) {
        state = State.AT_LINE_START;
      }
    }
    out.write(bytes, from, at - from);
    return at;
  }

  private void decide() {
    if (matched == FROM.length) {
      if (quotes > 0) {
        quoted = true;
        quotedTwice |= quotes > 1;
        quotes -= quoting.takesOne(quotes) ? 1 : 0;
      }
      release();
    }
  }

  private void release() {
    for (; quotes > 0; quotes--) {
      out.write(QUOTE, 0, 1);
    }
    out.write(FROM, 0, matched);
    matched = 0;
    state = State.IN_LINE;
  }
}
