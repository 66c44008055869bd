package dev.waxseal.reports.read;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts the octets of a stream and refuses too many. It fills every buffer that it is given, so
 * that nothing depends on the pieces in which the octets arrive.
 */
final class CountedInput extends BlockInput {

  private final InputStream in;
  private final long most;
  private final Refusal beyond;
  private long count;
  private @Nullable IOException failure;

  CountedInput(InputStream in, long most, Refusal beyond) {
    this.in = in;
    this.most = most;
    this.beyond = beyond;
  }

  /** The number of octets so far. */
  long count() {
    return count;
  }

  /** Returns true if the stream below has failed, or there were too many octets. */
  boolean hasFailed() {
    return failure != null;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (failure != null) {
      throw failure;
    }
    try {
      int octets = in.readNBytes(buffer, offset, length);
      count += octets;
      if (count > most) {
        throw new RefusedException(beyond, "more than " + most + " octets");
      }
      return octets == 0 && length > 0 ? -1 : octets;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /** Some, until the end is known: whoever asks here must try to read. */
  @Override
  public int available() {
    return 1;
  }
}
