package dev.waxseal.spf;

/** One term of a record: a mechanism with its qualifier, or a modifier (RFC 7208 4.6.1). */
sealed interface SpfTerm permits SpfDirective, SpfModifier {

  /** The term as it was written: visible ASCII. */
  String text();
}
