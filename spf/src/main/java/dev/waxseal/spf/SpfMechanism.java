package dev.waxseal.spf;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The mechanisms (RFC 7208 section 5). */
enum SpfMechanism {
  /** Matches always. */
  ALL(false),
  /** Matches if another domain's record passes. */
  INCLUDE(true),
  /** Matches the addresses of a host. */
  A(true),
  /** Matches the addresses of a domain's mail servers. */
  MX(true),
  /** Matches by the name of the client's address; do not use it. */
  PTR(true),
  /** Matches a network of IPv4 addresses. */
  IP4(false),
  /** Matches a network of IPv6 addresses. */
  IP6(false),
  /** Matches if a name has an address. */
  EXISTS(true);

  private static final List<SpfMechanism> ALL_OF_THEM = List.of(values());

  private final String word = name().toLowerCase(Locale.ROOT);
  private final boolean causesLookups;

  SpfMechanism(boolean causesLookups) {
    this.causesLookups = causesLookups;
  }

  /** The name, lower case. */
  public String word() {
    return word;
  }

  /** True if it counts against the ten terms that may cause look-ups (RFC 7208 section 4.6.4). */
  public boolean causesLookups() {
    return causesLookups;
  }

  static Optional<SpfMechanism> of(String written) {
    String lower = written.toLowerCase(Locale.ROOT);
    for (SpfMechanism mechanism : ALL_OF_THEM) {
      if (mechanism.word.equals(lower)) {
        return Optional.of(mechanism);
      }
    }
    return Optional.empty();
  }
}
