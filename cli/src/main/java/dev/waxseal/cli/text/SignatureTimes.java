package dev.waxseal.cli.text;

import dev.waxseal.dkim.signature.DkimSignature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The times of a signature, for people. */
public final class SignatureTimes {

  private SignatureTimes() {}

  /** The values of {@code t=} and {@code x=}, if present. */
  public static List<String> of(DkimSignature claims) {
    List<String> times = new ArrayList<>();
    claims.timestamp().ifPresent(time -> times.add("signed " + words(time)));
    claims.expiration().ifPresent(time -> times.add("expires " + words(time)));
    return times;
  }

  /** {@link Instant#MAX} stands for times beyond 10^12 seconds. */
  private static String words(Instant time) {
    return time.equals(Instant.MAX) ? "in the year 33658 or later" : time.toString();
  }
}
