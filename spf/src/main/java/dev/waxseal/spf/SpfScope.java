package dev.waxseal.spf;

import java.util.Locale;

/** The identity that is checked (RFC 7208 sections 2.3 and 2.4). */
public enum SpfScope {
  /** The reverse-path of MAIL FROM; postmaster at the HELO name if it is null. */
  MFROM,
  /** The name that the client gave in HELO or EHLO. */
  HELO;

  /** The word, {@code mfrom} or {@code helo}, as the reports of RFC 9990 have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
