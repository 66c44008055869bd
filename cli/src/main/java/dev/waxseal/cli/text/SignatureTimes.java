package dev.waxseal.cli.text;

import dev.waxseal.dkim.signature.DkimSignature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** When a signature was made and when it ends, for people. */
public final class SignatureTimes {

  private SignatureTimes() {}

  /** What {@code t=} and {@code x=} say, as far as they are there. */
  public static List<String> of(DkimSignature claims) {
    List<String> times = new ArrayList<>();
    claims.timestamp().ifPresent(time -> times.add("signed " + words(time)));
    claims.expiration().ifPresent(time -> times.add("expires " + words(time)));
    return times;
  }

  /** {@link Instant#MAX} stands for what is beyond 10^12 seconds. */
  private static String words(Instant time) {
    return time.equals(Instant.MAX) ? "in the year 33658 or later" : time.toString();
  }
}
