package dev.waxseal.dmarc;

import dev.waxseal.dns.DomainName;
import java.util.Locale;

/**
 * A domain that DKIM or SPF has authenticated for the message, and its alignment with the author
 * domain (RFC 9989 sections 3.2.1 and 3.2.10).
 *
 * @param method the method that authenticated it
 * @param domain {@code d=} of the signature, or the domain of MAIL FROM
 * @param alignment its alignment with the author domain, in the mode that the record asks for
 */
public record Identifier(Method method, DomainName domain, Alignment alignment) {

  /** The methods that authenticate domains. */
  public enum Method {
    /** A signature that passed. */
    DKIM,
    /** SPF of the identity MAIL FROM. */
    SPF;

    /** The method's name in Authentication-Results. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The alignment of a domain with the author domain. */
  public enum Alignment {
    /** Identical, which satisfies both modes. */
    STRICT,
    /** Of the same Organizational Domain, and the mode is relaxed. */
    RELAXED,
    /** Not aligned. */
    NONE,
    /** DNS did not answer. */
    UNKNOWN
  }

  /** True if it lets the message pass. */
  public boolean isAligned() {
    return alignment == Alignment.STRICT || alignment == Alignment.RELAXED;
  }

  /** The identifier on one line: {@code dkim:example.org}. */
  @Override
  public String toString() {
    return method.word() + ":" + domain;
  }
}
