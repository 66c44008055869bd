package dev.waxseal.milter.config;

import java.util.Locale;

/** A role: the processing of the messages of a socket. */
public enum RoleName {
  /** On the MX: everything about an inbound message, written as Authentication-Results. */
  VERIFY,
  /** Outgoing mail: DKIM signatures of the author's domain. */
  SIGN,
  /** Both at one port: {@link #SIGN} for clients of ours, {@link #VERIFY} for all others. */
  VERIFY_OR_SIGN,
  /** In front of a list server: the results of the MX, whose seal is checked. */
  HANDOVER,
  /** Behind a list server: its DKIM signatures, and the next set of the chain (ARC). */
  SEAL;

  /** The word of the configuration file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns true if messages of a socket with this role can be processed by another. */
  public boolean includes(RoleName other) {
    return this == other || (this == VERIFY_OR_SIGN && (other == VERIFY || other == SIGN));
  }
}
