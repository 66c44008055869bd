package dev.waxseal.cli.input;

import dev.waxseal.mime.ByteSink;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import dev.waxseal.mime.MessageScanner;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Keeps the body of a message, unless it is too large. */
final class KeptBody implements ByteSink, MessageScanner.Handler {

  private final int most;
  private final MessageScanner scanner = new MessageScanner(Limits.defaults(), this);
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private boolean tooLarge;

  /**
   * Keeps a body.
   *
   * @param most the maximum number of octets
   */
  KeptBody(int most) {
    this.most = most;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (!tooLarge) {
      scanner.write(bytes, offset, length);
    }
  }

  /** The whole body; empty if it was too large. */
  Optional<byte[]> octets() {
    return tooLarge ? Optional.empty() : Optional.of(body.toByteArray());
  }

  @Override
  public void headers(Headers headers) {
    // Only the body is kept.
  }

  @Override
  public void headerOverflow(Headers.Overflow which) {
    drop();
  }

  @Override
  public void body(byte[] bytes, int offset, int length) {
    if (length > most - body.size()) {
      drop();
    } else {
      body.write(bytes, offset, length);
    }
  }

  private void drop() {
    tooLarge = true;
    body.reset();
  }
}
