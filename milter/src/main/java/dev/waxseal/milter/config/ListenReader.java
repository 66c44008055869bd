package dev.waxseal.milter.config;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tomlj.TomlTable;

/** Reads the sockets and their roles. For one thread, used once. */
final class ListenReader {

  private static final String EXAMPLE =
      "[[listen]] with socket = \"inet:127.0.0.1:8891\" and role = \"verify\"";

  private static final Map<RoleName, String> NEEDS =
      Map.of(
          RoleName.VERIFY, "[verify] with authserv-id = \"mx.example.org\"",
          RoleName.SIGN, "[[sign.domain]] with name and keys",
          RoleName.HANDOVER, "[handover] with authserv-id and sealers",
          RoleName.SEAL, "[seal] with authserv-id, domain, keys and trusted-ids");

  private final Section top;
  private final Problems problems;
  private final Problems warnings;
  private final Set<SocketAddress> sockets = new HashSet<>();

  ListenReader(Section top, Problems problems, Problems warnings) {
    this.top = top;
    this.problems = problems;
    this.warnings = warnings;
  }

  List<Listen> read() {
    List<Listen> listens = new ArrayList<>();
    List<Section> sections = top.sections("listen", EXAMPLE);
    if (sections.isEmpty()) {
      top.problem(top.line("listen"), "no socket to listen on; add " + EXAMPLE);
    }
    for (Section section : sections) {
      Optional<Entry> name = section.needed("socket", "\"inet:127.0.0.1:8891\"");
      Optional<SocketAddress> socket = name.flatMap(entry -> socket(section, entry));
      Optional<Set<PosixFilePermission>> mode =
          section.text("mode", "\"0660\"").flatMap(entry -> mode(section, entry, socket));
      Map<String, RoleName> roles = roles(section);
      section.close();
      socket.ifPresent(
          address -> listens.add(new Listen(name.orElseThrow().text(), address, mode, roles)));
    }
    return listens;
  }

  private Optional<SocketAddress> socket(Section section, Entry entry) {
    try {
      SocketAddress address = Sockets.milter(entry.text());
      if (!sockets.add(address)) {
        section.problem(entry.line(), "the socket is named twice; remove one");
      }
      if (address instanceof InetSocketAddress inet && inet.getAddress().isAnyLocalAddress()) {
        warnings.add(
            entry.line(),
            "[[listen]]: the socket is open on all interfaces, and every client that reaches it"
                + " is treated as"
                + " the mail server; write the address that the mail server connects to");
      }
      return Optional.of(address);
    } catch (IllegalArgumentException e) {
      section.problem(entry.line(), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static Optional<Set<PosixFilePermission>> mode(
      Section section, Entry entry, Optional<SocketAddress> socket) {
    Optional<Set<PosixFilePermission>> mode = Sockets.mode(entry.text());
    if (mode.isEmpty()) {
      section.problem(entry.line(), "mode takes three octal digits; write: mode = \"0660\"");
    } else if (socket.filter(InetSocketAddress.class::isInstance).isPresent()) {
      section.problem(entry.line(), "mode is only for Unix sockets; remove it");
    }
    return mode;
  }

  /** One role, or several by daemon name. */
  private Map<String, RoleName> roles(Section section) {
    Map<String, RoleName> roles = new LinkedHashMap<>();
    Optional<Object> role = section.any("role");
    if (role.isPresent() && role.get() instanceof TomlTable) {
      Section byDaemon = section.section("role").orElseThrow();
      for (String daemon : byDaemon.keys()) {
        byDaemon
            .needed(daemon, "\"seal\"")
            .flatMap(entry -> role(byDaemon, daemon, entry))
            .ifPresent(name -> roles.put(daemon, name));
      }
      if (byDaemon.keys().isEmpty()) {
        section.problem(section.line("role"), "role is empty; write: role = \"verify\"");
      }
    } else {
      section
          .needed("role", "\"verify\"")
          .flatMap(entry -> role(section, "role", entry))
          .ifPresent(name -> roles.put(Listen.ANY, name));
    }
    return roles;
  }

  private Optional<RoleName> role(Section section, String what, Entry entry) {
    Optional<RoleName> role =
        section.constant(what, entry, List.of(RoleName.values()), RoleName::word);
    for (RoleName part : NEEDS.keySet()) {
      if (role.filter(it -> it.includes(part)).isPresent() && !top.has(part.word())) {
        problems.add(
            entry.line(),
            "the role "
                + Section.quoted(entry.text())
                + " needs a section of its own; add "
                + NEEDS.get(part));
      }
    }
    return role;
  }
}
