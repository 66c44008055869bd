package dev.waxseal.milter.config;

import java.util.Locale;

/** A role: the processing of the messages of a socket. */
public enum RoleName {
  /** On the MX: everything about an inbound message, written as Authentication-Results. */
  VERIFY,
  /** Outgoing mail: DKIM signatures of the author's domain. */
  SIGN,
  /** In front of a list server: the results of the MX, whose seal is checked. */
  HANDOVER,
  /** Behind a list server: its DKIM signatures, and the next set of the chain (ARC). */
  SEAL;

  /** The word of the configuration file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
