package dev.waxseal.milter;

import dev.waxseal.milter.config.Listen;
import dev.waxseal.milter.protocol.MessageFilters;
import java.io.IOException;
import java.time.Duration;

/** A socket that serves mail servers. Thread-safe. */
interface Server extends AutoCloseable {

  /** Opens sockets. */
  @FunctionalInterface
  interface Opener {

    /**
     * Listens on a socket and serves the clients that connect.
     *
     * @param listen the socket, and who may connect to it
     * @param settings the number of connections, and the drain time at the end
     * @param filters the filters for the messages
     * @param activity receives the events of connections
     * @throws IOException if the socket cannot be opened; the message says why
     */
    Server open(Listen listen, Settings settings, MessageFilters filters, Activity activity)
        throws IOException;
  }

  /**
   * The bounds of a server.
   *
   * @param connections the number of simultaneous connections
   * @param drain the time that messages at hand may still take after the server is closed
   */
  record Settings(int connections, Duration drain) {}

  /** Receives events of the sockets. Thread-safe. */
  interface Activity {

    /** A mail server has connected. */
    void opened();

    /** A connection has ended. */
    void closed();

    /**
     * A problem that the operator should know of: a modification that the mail server did not
     * offer, a malformed packet.
     *
     * @param sentence what it is
     */
    void warn(String sentence);

    /**
     * An Error or an unexpected exception that the server survives. May end the process instead of
     * returning.
     *
     * @param sentence the work that it prevented
     */
    void fault(String sentence, Throwable fault);
  }

  /** Returns true if it accepts connections or is about to: its thread lives and is not stuck. */
  default boolean isAlive() {
    return true;
  }

  /**
   * Accepts no more connections, and lets open ones end after their message. Does not wait; the
   * drain time of {@link #close} starts here.
   */
  default void stop() {}

  /** Accepts no more connections, waits for the messages at hand, and releases the socket. */
  @Override
  void close();
}
