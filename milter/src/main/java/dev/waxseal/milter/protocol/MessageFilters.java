package dev.waxseal.milter.protocol;

/** Decides which filter a message gets. Shared by all connections, so thread-safe. */
@FunctionalInterface
public interface MessageFilters {

  /**
   * Begins a message. Called once a message, before its first header field. If it throws, the
   * message gets {@link Reply.TempFail#OUT_OF_ORDER}.
   *
   * @param envelope what the mail server said before the header
   * @return a filter for this message alone
   */
  MessageFilter begin(Envelope envelope);
}
