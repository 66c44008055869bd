package dev.waxseal.milter;

import dev.waxseal.milter.config.Listen;
import dev.waxseal.milter.protocol.MessageFilters;
import java.io.IOException;
import java.time.Duration;

/** A socket that mail servers are served on. Thread-safe. */
interface Server extends AutoCloseable {

  /** Opens sockets. */
  @FunctionalInterface
  interface Opener {

    /**
     * Listens on a socket, and serves those who connect.
     *
     * @param listen the socket, and who may connect to it
     * @param settings how many may connect, and how long the messages at hand are waited for at the
     *     end
     * @param filters what is done with messages
     * @param activity who is told of connections
     * @throws IOException if one cannot listen there; the message says why
     */
    Server open(Listen listen, Settings settings, MessageFilters filters, Activity activity)
        throws IOException;
  }

  /**
   * How much is served.
   *
   * @param connections connections at the same time
   * @param drain how long messages at hand may take to their end once the server is closed
   */
  record Settings(int connections, Duration drain) {}

  /** What happens on the sockets. Thread-safe. */
  interface Activity {

    /** A mail server has connected. */
    void opened();

    /** A connection has ended. */
    void closed();

    /**
     * Something went wrong that an operator should know: a change that the mail server did not
     * offer, a broken packet.
     *
     * @param sentence what it is
     */
    void warn(String sentence);

    /**
     * An Error, or an exception that nobody expected, which the server survives. May end the
     * process instead of returning.
     *
     * @param sentence what it kept from being done
     */
    void fault(String sentence, Throwable fault);
  }

  /** Whether it takes connections, or is about to: its thread is there and is not stuck. */
  default boolean isAlive() {
    return true;
  }

  /**
   * Takes no more connections, and lets those at hand end after their message. Does not wait; the
   * patience of {@link #close} counts from here.
   */
  default void stop() {}

  /** Takes no more connections, waits for the messages at hand, and lets go of the socket. */
  @Override
  void close();
}
