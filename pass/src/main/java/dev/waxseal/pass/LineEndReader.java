package dev.waxseal.pass;

import dev.waxseal.mime.ByteSink;
import dev.waxseal.mime.CrlfConverter;

/**
 * Passes a message on, with every bare LF as CRLF if the first line ends in a bare LF. A message
 * that begins with CRLF lines is passed on as it is: there a bare LF is an octet like others.
 */
final class LineEndReader implements ByteSink {

  private final Runnable converting;
  private final CrlfConverter converter;
  private final ByteSink out;
  private boolean decided;
  private boolean convert;
  private boolean afterCr;

  /**
   * A reader that has seen nothing.
   *
   * @param out where the octets go
   * @param converting called once if line ends are converted
   */
  LineEndReader(ByteSink out, Runnable converting) {
    this.out = out;
    this.converter = new CrlfConverter(out);
    this.converting = converting;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (!decided) {
      decide(bytes, offset, length);
    }
    (convert ? converter : out).write(bytes, offset, length);
  }

  /** Before the first LF no octet has to be converted, so the decision may come late. */
  private void decide(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] == '\n') {
        decided = true;
        convert = !afterCr;
        if (convert) {
          converting.run();
        }
        return;
      }
      afterCr = bytes[i] == '\r';
    }
  }
}
