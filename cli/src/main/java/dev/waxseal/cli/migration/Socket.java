package dev.waxseal.cli.migration;

import java.util.List;
import java.util.Optional;

/** The socket of OpenDKIM as two of ours, since there the socket decides what is done. */
record Socket(String first, String second, Optional<String> mode) {

  private static final String LOOPBACK = "127.0.0.1";

  static Socket of(Options options, List<String> notes) {
    Optional<Line> line = options.line("socket");
    if (line.isEmpty()) {
      return inet(LOOPBACK, 8891);
    }
    String value = line.get().value();
    if (value.matches("(local:|unix:)?/[!-~&&[^\"\\\\]]+")) {
      String path = value.replaceFirst("^(local:|unix:)", "");
      return new Socket("unix:" + path, "unix:" + path + ".sign", mode(options));
    }
    if (!value.matches("inet6?:[0-9]{1,5}(@[A-Za-z0-9.:\\[\\]-]+)?")) {
      options.refusals().add(line.get(), "not a socket such as inet:8891@localhost or local:/PATH");
      return inet(LOOPBACK, 8891);
    }
    int at = value.indexOf('@');
    String port = value.substring(value.indexOf(':') + 1, at < 0 ? value.length() : at);
    if (at < 0) {
      notes.add(
          line.get().place() + ": Socket: OpenDKIM listens on all interfaces; this file does not");
    }
    String host = at < 0 ? LOOPBACK : value.substring(at + 1);
    return inet(host.equalsIgnoreCase("localhost") ? LOOPBACK : host, Integer.parseInt(port));
  }

  private static Socket inet(String host, int port) {
    return new Socket(
        "inet:" + host + ":" + port, "inet:" + host + ":" + (port + 1), Optional.empty());
  }

  /** Who may connect, by the umask in octal. */
  private static Optional<String> mode(Options options) {
    return options
        .value("umask")
        .filter(text -> text.matches("[0-7]{1,4}"))
        .map(text -> String.format("0%o", 0666 & ~Integer.parseInt(text, 8)));
  }
}
