package dev.waxseal.spf;

/**
 * A record breaks the grammar. An exception between the parser's own methods only, without a stack
 * trace, since a published record causes it, not a fault.
 */
final class RecordFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final SpfReason reason;

  RecordFault(SpfReason reason, String about) {
    super(Texts.about(about), null, false, false);
    this.reason = reason;
  }

  SpfReason reason() {
    return reason;
  }

  /** The fault: printable ASCII on one line. */
  String about() {
    String about = getMessage();
    return about == null ? "" : about;
  }
}
