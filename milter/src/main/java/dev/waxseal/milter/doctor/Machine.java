package dev.waxseal.milter.doctor;

import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/** The machine that all this runs on, as far as it can be tried. */
public interface Machine {

  /**
   * Whether a milter answers at a socket. Blocks for some seconds at most.
   *
   * @return why none does, in words; empty if one does
   */
  Optional<String> silence(SocketAddress socket);

  /**
   * Whether a user may connect to a Unix socket.
   *
   * @return why not, in words; empty if it may, or it cannot be told
   */
  Optional<String> denial(Path socket, String user);
}
