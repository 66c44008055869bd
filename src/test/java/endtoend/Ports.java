package endtoend;

import java.io.IOException;
import java.util.List;

/**
 * The ports of the lab's programs on the loopback address.
 *
 * @param mx where the MX takes mail from everywhere
 * @param submission where the MX takes mail from its users
 * @param mxMilter where Waxseal waits for the MX
 * @param slowMx where the MX takes mail, too, and asks a Waxseal whose DNS does not answer
 * @param slowMilter where that Waxseal waits
 * @param impatientMx as {@code slowMx}, by a Postfix that soon gives a Waxseal up that says nothing
 * @param listIn where the list server takes mail from the MX
 * @param listOut where the list server takes mail from Mailman
 * @param listNormal where the list server takes mail that may have 8-bit text and long lines, and
 *     gives it to {@code listOut} with neither
 * @param listMilter where Waxseal waits for the list server
 * @param lmtp where Mailman takes posts
 * @param handoverMilter where Waxseal waits for what comes from the MX to the list server
 */
record Ports(
    int mx,
    int submission,
    int mxMilter,
    int slowMx,
    int slowMilter,
    int impatientMx,
    int listIn,
    int listOut,
    int listNormal,
    int listMilter,
    int lmtp,
    int handoverMilter) {

  /** Ports that nothing listens on. */
  static Ports free() throws IOException {
    List<Integer> free = Daemon.freePorts(12);
    return new Ports(
        free.get(0),
        free.get(1),
        free.get(2),
        free.get(3),
        free.get(4),
        free.get(5),
        free.get(6),
        free.get(7),
        free.get(8),
        free.get(9),
        free.get(10),
        free.get(11));
  }

  /** A port as a next hop in Postfix's configuration. */
  static String smtp(int port) {
    return "[" + Daemon.LOOPBACK + "]:" + port;
  }

  /** A port as Waxseal's configuration writes it. */
  static String host(int port) {
    return Daemon.LOOPBACK + ":" + port;
  }

  /** A line of {@code master.cf} that takes mail at a port. */
  static String service(int port, String options) {
    return Daemon.LOOPBACK + ":" + port + " inet n - n - - smtpd " + options;
  }
}
