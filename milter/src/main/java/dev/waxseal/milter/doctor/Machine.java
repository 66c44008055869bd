package dev.waxseal.milter.doctor;

import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/** The machine of the installation, as far as it can be probed. */
public interface Machine {

  /**
   * True if a milter answers at a socket. Blocks for some seconds at most.
   *
   * @return why none does, in words; empty if one does
   */
  Optional<String> silence(SocketAddress socket);

  /**
   * True if a user may connect to a Unix socket.
   *
   * @return why not, in words; empty if it may, or it cannot be told
   */
  Optional<String> denial(Path socket, String user);
}
