package dev.waxseal.reports.ready;

import dev.waxseal.dns.DomainName;

/**
 * Who sent messages, as one of a class: a stream of mail with one author domain.
 *
 * @param kind the class
 * @param name its name in its class; empty of a forgery
 * @param author the author domain: the domain of the question or one below it
 */
record Sender(Kind kind, String name, DomainName author) {

  /** The classes of sources. */
  enum Kind {
    /** A host of the owner. */
    OWN(true, "own"),
    /** A list of the owner that seals. */
    OWN_SEALING_LIST(true, "list"),
    /** A list of the owner that does not. */
    OWN_LIST(true, "list"),
    /** A list of others that seals. */
    FOREIGN_SEALING_LIST(true, "list"),
    /** A list of others that does not. */
    FOREIGN_LIST(true, "list"),
    /** Somebody passes mail of the domain on. */
    FORWARDER(true, "forwarder"),
    /** It authenticates as itself, week after week. */
    SERVICE(false, "service"),
    /** All else. */
    FORGERY(false, "forgery");

    private final boolean wanted;
    private final String word;

    Kind(boolean wanted, String word) {
      this.wanted = wanted;
      this.word = word;
    }

    boolean isWanted() {
      return wanted;
    }

    boolean isList() {
      return word.equals("list");
    }

    String word() {
      return word;
    }

    static Kind of(ReadinessQuestion.ListHost list) {
      if (list.isOwn()) {
        return list.isSealing() ? OWN_SEALING_LIST : OWN_LIST;
      }
      return list.isSealing() ? FOREIGN_SEALING_LIST : FOREIGN_LIST;
    }
  }

  Sender named(String other) {
    return new Sender(kind, other, author);
  }
}
