package dev.waxseal.reports.ready;

import dev.waxseal.dns.DomainName;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * A thing to mend, with its evidence.
 *
 * @param kind the kind
 * @param name the host or service
 * @param author the author domain of the messages, if it is not the domain itself
 * @param messages the number of messages
 * @param percent their share of the wanted messages, with two decimals
 */
public record Mend(
    Kind kind, String name, Optional<DomainName> author, long messages, BigDecimal percent) {

  /** What to do. */
  public enum Kind {
    /** An own host sends unaligned mail (RFC 9989 section 5.1.6). */
    SIGN_OWN_SOURCE("sign there as the domain, and send with an envelope of its own domain"),
    /** An own host sends unaligned mail of a subdomain. */
    SIGN_OWN_SUBDOMAIN("sign there as the subdomain or the domain"),
    /** A signature of an own host does not always pass. */
    OWN_SIGNATURE_FAILS_AT_TIMES("look for what changes or delays the mail of this host"),
    /** Mail passes by SPF alone (RFC 9989 section 8). */
    SPF_ONLY("sign there, too; SPF passes already, but does not survive forwarding"),
    /** An own list changes mail and does not seal it. */
    SEAL_OWN_LIST(
        "let the list not change what is signed, or rewrite From; and seal what it changes"),
    /** A list seals, and some receivers do not honour it. */
    LIST_SEAL_NOT_HONOURED(
        "the list seals, but some receivers do not honour that: rewrite From for domains with an enforced policy, or stop changing their posts"),
    /** A list of others changes mail. */
    FOREIGN_LIST_BREAKS("tell those who post there; the owner of the list can change it"),
    /** A forwarder changes mail. */
    FORWARDER_BREAKS("tell the one who forwards; nothing can be done at the sending side"),
    /** A service signs as itself. */
    NAME_OR_ALIGN_SERVICE(
        "find out who that is; let it sign as the domain or send in its own name; if it is forged, say so");

    private final String advice;

    Kind(String advice) {
      this.advice = advice;
    }

    /** The name, for programs. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What to do, for people, without a capital and full stop. */
    public String advice() {
      return advice;
    }
  }

  /** The host or service, with the author domain behind a slash if it is not the domain itself. */
  public String where() {
    return author.map(domain -> name + "/" + domain).orElse(name);
  }
}
