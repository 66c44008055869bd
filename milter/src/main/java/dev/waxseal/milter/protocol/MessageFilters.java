package dev.waxseal.milter.protocol;

/** Creates the filter of each message. Shared by all connections, so thread-safe. */
@FunctionalInterface
public interface MessageFilters {

  /**
   * Begins a message. Called once a message, before its first header field. If it throws, the
   * message gets {@link Reply.TempFail#OUT_OF_ORDER}.
   *
   * @param envelope the envelope of the message
   * @return a filter for this message alone
   */
  MessageFilter begin(Envelope envelope);

  /**
   * Returns true if envelopes should have the recipients. Asked when a connection begins; mail
   * servers that can leave them out do so otherwise.
   */
  default boolean needRecipients() {
    return false;
  }
}
