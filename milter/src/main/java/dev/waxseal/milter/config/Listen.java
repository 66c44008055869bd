package dev.waxseal.milter.config;

import java.net.SocketAddress;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A socket that the mail server connects to.
 *
 * @param name the socket in the notation of the file
 * @param socket an {@code InetSocketAddress} or a {@code UnixDomainSocketAddress}
 * @param mode the permissions of a Unix socket
 * @param roles the roles, by the name that the mail server sends in {@code {daemon_name}}; {@link
 *     #ANY} stands for all others
 */
public record Listen(
    String name,
    SocketAddress socket,
    Optional<Set<PosixFilePermission>> mode,
    Map<String, RoleName> roles) {

  /** Stands for all daemon names that are not listed. */
  public static final String ANY = "*";

  /** Copies the map. */
  public Listen {
    mode = mode.map(Set::copyOf);
    roles = Map.copyOf(roles);
  }
}
