package dev.waxseal.milter.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses addresses. Nothing is looked up: host names are not allowed. */
final class Sockets {

  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern LITERAL =
      Pattern.compile(
          "localhost|" + OCTET + "(?:\\." + OCTET + "){3}|(?=.*:)[0-9A-Fa-f:][0-9A-Fa-f:.]*");
  private static final Pattern HOST_AND_PORT =
      Pattern.compile(
          "(?:\\[(?<v6>[^\\[\\]]*)]|(?<v4>[^:\\[\\]]*)|(?<bare>[0-9A-Fa-f:.]*))"
              + "(?::(?<port>[0-9]{1,5}))?");
  private static final Pattern MODE = Pattern.compile("0?[0-7]{3}");

  /** Linux takes 108 octets with the NUL at the end, others fewer (unix(7)). */
  private static final int MAX_PATH_OCTETS = 103;

  private static final int MAX_PORT = 0xFFFF;

  private Sockets() {}

  /**
   * A socket in the notation of milters.
   *
   * @throws IllegalArgumentException if it is malformed; the message says what to write
   */
  static SocketAddress milter(String text) {
    if (text.startsWith("unix:")) {
      return unix(text.substring("unix:".length()));
    }
    if (text.startsWith("inet:")) {
      return inet(text.substring("inet:".length()), 0);
    }
    throw new IllegalArgumentException(
        "\""
            + text
            + "\" is not a socket; write \"inet:127.0.0.1:8891\" or"
            + " \"unix:/run/waxseal/milter.sock\"");
  }

  /**
   * An IP address and a port.
   *
   * @param usualPort the port if none is written; 0 if one must be
   * @throws IllegalArgumentException if it is malformed; the message says what to write
   */
  static InetSocketAddress inet(String text, int usualPort) {
    Matcher parts = HOST_AND_PORT.matcher(text);
    if (!parts.matches() || (parts.group("port") == null && usualPort == 0)) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not an address with a port; write 127.0.0.1:8891 or [::1]:8891");
    }
    int port = parts.group("port") == null ? usualPort : Integer.parseInt(parts.group("port"));
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException(port + " is not a port; write a number from 1 to 65535");
    }
    String host =
        Optional.ofNullable(parts.group("v6"))
            .or(() -> Optional.ofNullable(parts.group("v4")))
            .orElseGet(() -> parts.group("bare"));
    return new InetSocketAddress(address(host), port);
  }

  /**
   * The permissions of a Unix socket.
   *
   * @param octal as chmod takes it: {@code 0660}
   */
  static Optional<Set<PosixFilePermission>> mode(String octal) {
    if (!MODE.matcher(octal).matches()) {
      return Optional.empty();
    }
    int bits = Integer.parseInt(octal, 8);
    StringBuilder text = new StringBuilder("rwxrwxrwx");
    for (int i = 0; i < text.length(); i++) {
      if ((bits >> (text.length() - 1 - i) & 1) == 0) {
        text.setCharAt(i, '-');
      }
    }
    return Optional.of(PosixFilePermissions.fromString(text.toString()));
  }

  /**
   * An IP address, or {@code localhost}.
   *
   * @throws IllegalArgumentException if it is malformed; the message says what to write
   */
  static InetAddress address(String host) {
    try {
      if (LITERAL.matcher(host).matches()) {
        return host.equals("localhost")
            ? InetAddress.getLoopbackAddress()
            : InetAddress.getByName(host);
      }
    } catch (UnknownHostException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "\"" + host + "\" is not an IP address; write one such as 127.0.0.1 or ::1");
  }

  private static SocketAddress unix(String path) {
    if (!path.startsWith("/") || path.getBytes(StandardCharsets.UTF_8).length > MAX_PATH_OCTETS) {
      throw new IllegalArgumentException(
          "a Unix socket needs a path that begins with / and has at most "
              + MAX_PATH_OCTETS
              + " octets; write \"unix:/run/waxseal/milter.sock\"");
    }
    try {
      return UnixDomainSocketAddress.of(path);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("\"" + path + "\" is not a path", e);
    }
  }
}
