package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.signature.DkimReason;

/**
 * The reason why a signature does not count, thrown by the step that found it.
 *
 * <p>An exception only between a parser's own methods; whoever calls a parser from outside gets a
 * result. It carries no stack trace, since mail causes it, not a fault.
 */
public final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int MAX_ABOUT = 200;

  private final DkimReason reason;

  /**
   * A refusal.
   *
   * @param about what exactly is wrong, or empty; text from the message in it is made harmless
   */
  public Refusal(DkimReason reason, String about) {
    super(printable(about), null, false, false);
    this.reason = reason;
  }

  /** The reason. */
  public DkimReason reason() {
    return reason;
  }

  /** The details: printable ASCII on one line, at most 200 characters; may be empty. */
  public String about() {
    String about = getMessage();
    return about == null ? "" : about;
  }

  private static String printable(String text) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < text.length() && safe.length() < MAX_ABOUT; i++) {
      char c = text.charAt(i);
      safe.append(c < ' ' || c >= 0x7F ? '?' : c);
    }
    return safe.toString();
  }
}
