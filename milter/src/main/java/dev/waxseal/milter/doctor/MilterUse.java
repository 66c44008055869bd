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
 * A milter that a service of Postfix asks.
 *
 * @param socket as Postfix writes it: {@code inet:127.0.0.1:8891}
 * @param settings its own settings, such as {@code default_action}
 * @param listen the socket of ours that it is; empty if it is another milter
 * @param role what is done there; empty if it is another milter, or nothing is done
 */
record MilterUse(
    String socket, Map<String, String> settings, Optional<Listen> listen, Optional<RoleName> role) {

  /** Copies the map. */
  MilterUse {
    settings = Map.copyOf(settings);
  }

  /** The milters of a service, in their order. */
  static List<MilterUse> of(
      PostfixService service, PostfixConfiguration postfix, List<Listen> listens) {
    String list = postfix.parameter(service, "smtpd_milters").orElse("");
    String daemon = postfix.parameter(service, "milter_macro_daemon_name").orElse("");
    List<MilterUse> uses = new ArrayList<>();
    for (String entry : PostfixService.words(list)) {
      List<String> words = PostfixService.words(entry);
      Map<String, String> settings = new HashMap<>();
      for (String word : words.subList(1, words.size())) {
        String[] parts = word.split("=", 2);
        settings.put(parts[0].strip(), parts.length > 1 ? parts[1].strip() : "");
      }
      String socket = words.get(0);
      String queue = postfix.parameter("queue_directory").orElse("/var/spool/postfix");
      Optional<Listen> listen =
          listens.stream().filter(it -> leadsTo(socket, queue, it.socket())).findFirst();
      uses.add(new MilterUse(socket, settings, listen, listen.flatMap(it -> role(it, daemon))));
    }
    return uses;
  }

  boolean is(RoleName name) {
    return role.filter(name::equals).isPresent();
  }

  /** A setting of this milter, or that of all. */
  String setting(String name, PostfixConfiguration postfix, PostfixService service) {
    return Optional.ofNullable(settings.get(name))
        .or(() -> postfix.parameter(service, "milter_" + name))
        .orElse("");
  }

  private static Optional<RoleName> role(Listen listen, String daemon) {
    return Optional.ofNullable(listen.roles().get(daemon))
        .or(() -> Optional.ofNullable(listen.roles().get(Listen.ANY)));
  }

  /** A path of a Unix socket counts from the queue directory, in which Postfix is locked up. */
  private static boolean leadsTo(String socket, String queue, SocketAddress address) {
    if (address instanceof UnixDomainSocketAddress unix) {
      String path = socket.replaceFirst("^(unix|local):", "");
      String known = unix.getPath().toString();
      return known.equals(path) || known.equals(queue + "/" + path.replaceFirst("^/", ""));
    }
    if (address instanceof InetSocketAddress inet && socket.startsWith("inet:")) {
      String rest = socket.substring("inet:".length());
      int colon = rest.lastIndexOf(':');
      String host = rest.substring(0, Math.max(colon, 0)).replaceAll("[\\[\\]]", "");
      boolean port = rest.substring(colon + 1).equals(Integer.toString(inet.getPort()));
      boolean loopback = host.equals("localhost") && inet.getAddress().isLoopbackAddress();
      boolean any = inet.getAddress().isAnyLocalAddress();
      return port && (any || loopback || host.equals(inet.getAddress().getHostAddress()));
    }
    return false;
  }
}
