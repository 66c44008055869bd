package dev.waxseal.milter.config;

import java.util.Locale;

/** What the posts of a list get. Where a message names several lists, the last of these counts. */
public enum ListPolicy {
  /** DKIM signatures, and a set of the chain if there are trusted results to carry. */
  ARC,
  /** DKIM signatures only. */
  DKIM,
  /** Nothing. */
  OFF,
  /** DKIM signatures only, and what names the author is taken out before. */
  ANONYMOUS;

  /** The word of the configuration file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
