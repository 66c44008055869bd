package dev.waxseal.milter.config;

import java.util.Locale;

/** The action that the mail server is asked to take. */
public enum Action {
  /** Accept the message. */
  ACCEPT,
  /** Accept the message, and hold it for a person to look at. */
  HOLD,
  /** Refuse it for now; the client tries again later. */
  TEMPFAIL,
  /** Refuse it for good. */
  REJECT;

  /** The word of the configuration file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
