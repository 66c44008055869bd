package dev.waxseal.milter.config;

import java.util.Locale;

/** What the mail server is told to do with a message of some kind. */
public enum Action {
  /** Take it. */
  ACCEPT,
  /** Take it, and keep it back for a person to look at. */
  HOLD,
  /** Ask for it to be sent again later. */
  TEMPFAIL,
  /** Refuse it for good. */
  REJECT;

  /** The word of the configuration file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
