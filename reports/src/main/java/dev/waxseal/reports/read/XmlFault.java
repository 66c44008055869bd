package dev.waxseal.reports.read;

/** The XML is not well-formed. Never leaves the package. */
final class XmlFault extends Exception {

  private static final long serialVersionUID = 1L;

  /** The kinds of fault. */
  enum Kind {
    /** The only fault is that there is no more. */
    AT_END,
    /** The octets are not in the encoding. */
    ENCODING,
    /** Something else. */
    MARKUP
  }

  private final Kind kind;

  XmlFault(String detail, Kind kind) {
    super(detail);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /** Returns true if the only fault is that there is no more. */
  boolean isAtEnd() {
    return kind == Kind.AT_END;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
