package dev.waxseal.milter.config;

import java.net.SocketAddress;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A socket that the mail server connects to.
 *
 * @param name the socket as the file writes it
 * @param socket an {@code InetSocketAddress} or a {@code UnixDomainSocketAddress}
 * @param mode who may connect to a Unix socket
 * @param roles what is done there, by the name that the mail server gives in {@code {daemon_name}};
 *     {@link #ANY} stands for all others
 */
public record Listen(
    String name,
    SocketAddress socket,
    Optional<Set<PosixFilePermission>> mode,
    Map<String, RoleName> roles) {

  /** The name of all that are not named. */
  public static final String ANY = "*";

  /** Copies the map. */
  public Listen {
    mode = mode.map(Set::copyOf);
    roles = Map.copyOf(roles);
  }
}
