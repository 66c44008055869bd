package dev.waxseal.diagnosis;

import java.util.Locale;

/**
 * What to do about a finding.
 *
 * @param to the one who can do it
 * @param sentence what to do, in words: printable ASCII on one line, without a capital at the start
 *     and a full stop at the end
 */
public record Advice(Audience to, String sentence) {

  /** Those who can do something. */
  public enum Audience {
    /** The domain that signed: its DNS and its signer. */
    AUTHOR,
    /** The owner of the list, or of the relay, that changes the message. */
    LIST,
    /** The receiver. */
    RECEIVER;

    /** The word in reports. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
