package dev.waxseal.milter.doctor;

import dev.waxseal.milter.config.Listen;
import dev.waxseal.milter.config.RoleName;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A milter that a service of Postfix, or a port of sendmail, asks.
 *
 * @param socket as the mail server writes it: {@code inet:127.0.0.1:8891}
 * @param settings its own settings, such as {@code default_action}
 * @param listen the socket of ours that is meant; empty if it is another milter
 * @param role what is done there; empty if it is another milter, or nothing is done
 */
record MilterUse(
    String socket, Map<String, String> settings, Optional<Listen> listen, Optional<RoleName> role) {

  private static final String INET = "inet:";

  /** Copies the map. */
  MilterUse {
    settings = Map.copyOf(settings);
  }

  /** The milters of a service, in their order. */
  static List<MilterUse> of(
      PostfixService service, PostfixConfiguration postfix, List<Listen> listens) {
    String list = postfix.parameter(service, "smtpd_milters").orElse("");
    String daemon = postfix.parameter(service, "milter_macro_daemon_name").orElse("");
    return of(list, daemon, postfix, listens);
  }

  /**
   * The milters of a list.
   *
   * @param daemon the name that Postfix gives itself
   */
  static List<MilterUse> of(
      String list, String daemon, PostfixConfiguration postfix, List<Listen> listens) {
    List<MilterUse> uses = new ArrayList<>();
    for (String entry : PostfixService.words(list)) {
      List<String> words = PostfixService.words(entry);
      if (words.isEmpty()) {
        continue;
      }
      Map<String, String> settings = new HashMap<>();
      for (String word : words.subList(1, words.size())) {
        String[] parts = word.split("=", 2);
        settings.put(parts[0].strip(), parts.length > 1 ? parts[1].strip() : "");
      }
      String socket = words.get(0);
      Optional<Listen> listen =
          listens.stream()
              .filter(it -> isMeant(socket, postfix.queueDirectory(), it.socket()))
              .findFirst();
      uses.add(new MilterUse(socket, settings, listen, listen.flatMap(it -> role(it, daemon))));
    }
    return uses;
  }

  /**
   * A milter of another mail server.
   *
   * @param socket as that mail server writes it
   * @param plain as Postfix writes it
   * @param daemon the name that the mail server gives itself
   */
  static MilterUse at(
      String socket,
      String plain,
      Map<String, String> settings,
      String daemon,
      List<Listen> listens) {
    Optional<Listen> listen =
        listens.stream().filter(it -> isMeant(plain, "", it.socket())).findFirst();
    return new MilterUse(socket, settings, listen, listen.flatMap(it -> role(it, daemon)));
  }

  boolean is(RoleName name) {
    return role.filter(it -> it.includes(name)).isPresent();
  }

  /** A setting of this milter, or that of all. */
  String setting(String name, PostfixConfiguration postfix, PostfixService service) {
    return Optional.ofNullable(settings.get(name))
        .or(() -> postfix.parameter(service, "milter_" + name))
        .orElse("");
  }

  /**
   * True if Postfix can read the socket: a kind that it knows, with a host and a port, or a path.
   */
  boolean isReadable() {
    return isUnix() || socket.matches("inet:.+:[A-Za-z0-9-]+");
  }

  boolean isUnix() {
    return socket.matches("(unix|local):.+");
  }

  /**
   * The path of the Unix socket as the service sees it: an absolute one from the root, or from the
   * queue directory if the service is locked up there; a relative one always from the latter.
   */
  String path(boolean chroot, String queue) {
    String path = pathOf(socket);
    return path.startsWith("/") && !chroot ? path : queue + "/" + path.replaceFirst("^/+", "");
  }

  private static Optional<RoleName> role(Listen listen, String daemon) {
    return Optional.ofNullable(listen.roles().get(daemon))
        .or(() -> Optional.ofNullable(listen.roles().get(Listen.ANY)));
  }

  private static String pathOf(String socket) {
    return socket.replaceFirst("^(unix|local):", "");
  }

  /** Of a path either reading counts: whether it is the right one is another question. */
  private static boolean isMeant(String socket, String queue, SocketAddress address) {
    if (address instanceof UnixDomainSocketAddress unix) {
      String path = pathOf(socket);
      String known = unix.getPath().toString();
      return known.equals(path) || known.equals(queue + "/" + path.replaceFirst("^/+", ""));
    }
    if (address instanceof InetSocketAddress inet && socket.startsWith(INET)) {
      String rest = socket.substring(INET.length());
      int colon = rest.lastIndexOf(':');
      String host = rest.substring(0, Math.max(colon, 0));
      return rest.substring(colon + 1).equals(Integer.toString(inet.getPort()))
          && (inet.getAddress().isAnyLocalAddress()
              || Hosts.isSame(host, inet.getAddress().getHostAddress()));
    }
    return false;
  }
}
