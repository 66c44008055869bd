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
   * True if a user may connect to a Unix socket, or write to a folder.
   *
   * @return why not, in words; empty if it may, or it cannot be told
   */
  Optional<String> denial(Path file, String user);

  /** The user that a process runs as; empty if there is none, or it cannot be told. */
  Optional<String> user(long pid);

  /**
   * The folder that the daemon takes the jar of a security provider from, as {@code
   * WAXSEAL_PROVIDERS} names it; empty if it is not known.
   */
  Optional<Path> providers();

  /** True if this program takes jars from that folder, too, so that it can try the provider. */
  boolean triesProviders(Path folder);

  /**
   * True if nothing should be loaded from a folder.
   *
   * @return why not, in words; empty if it may be, or it cannot be told
   */
  Optional<String> risk(Path folder);
}
