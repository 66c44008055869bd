package dev.waxseal.milter.config;

import java.util.Locale;

/**
 * The treatment of the posts of a list. If a message names several lists, the last constant counts.
 */
public enum ListPolicy {
  /** DKIM signatures, and a set of the chain if there are trusted results to carry. */
  ARC,
  /** DKIM signatures only. */
  DKIM,
  /** Nothing. */
  OFF,
  /** DKIM signatures only, after the fields that name the author are deleted. */
  ANONYMOUS;

  /** The word of the configuration file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
