package dev.waxseal.cli.option;

import dev.waxseal.cli.input.MessageSource;
import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.ZoneDns;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options for the source of DNS answers. */
public final class DnsOptions {

  private static final int DNS_PORT = 53;
  private static final Pattern SERVER =
      Pattern.compile(
          "(?:\\[(?<v6>[0-9A-Fa-f:.]+)]|(?<host>[^:\\[\\]]+))(?::(?<port>[0-9]{1,5}))?");

  private final Arguments arguments;
  private final List<String> zones;
  private final List<String> servers;

  public DnsOptions(Arguments arguments) {
    this.arguments = arguments;
    this.zones = arguments.values("--dns-zone");
    this.servers = arguments.values("--dns-server");
  }

  /** The byte order mark, which some editors put before UTF-8 text. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Adds the options to a command. */
  public static Syntax addTo(Syntax syntax) {
    return syntax
        .values(
            "--dns-zone",
            "FILE",
            "Answer all DNS from this master file; nothing leaves the machine. Repeatable.")
        .values(
            "--dns-server",
            "HOST[:PORT]",
            "Ask this server instead of the system's; IPv6 in brackets. Repeatable.");
  }

  /** The resolver that the options name. */
  public Dns dns() {
    if (!zones.isEmpty() && !servers.isEmpty()) {
      throw arguments.wrong(
          "--dns-zone and --dns-server exclude each other: a zone replaces all of DNS");
    }
    if (!zones.isEmpty()) {
      return zoneDns();
    }
    return servers.isEmpty() ? Dns.system() : Dns.servers(addresses());
  }

  private Dns zoneDns() {
    String[] texts = zones.stream().map(DnsOptions::text).toArray(String[]::new);
    try {
      return ZoneDns.of(texts);
    } catch (IllegalArgumentException e) {
      throw badZone(texts, e);
    }
  }

  /** The failure that names the zone which cannot be read. */
  private CommandFailure badZone(String[] texts, IllegalArgumentException all) {
    for (int i = 0; i < texts.length; i++) {
      try {
        ZoneDns.of(texts[i]);
      } catch (IllegalArgumentException e) {
        String why = SigningKey.isIn(texts[i]) ? "it contains a private key" : e.getMessage();
        return new CommandFailure(
            ExitStatus.BAD_DATA, "cannot use the zone " + zones.get(i) + ": " + why);
      }
    }
    return new CommandFailure(
        ExitStatus.BAD_DATA, "cannot use the zones in combination: " + all.getMessage());
  }

  private static String text(String name) {
    try {
      String text = Files.readString(MessageSource.path(name));
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new CommandFailure(ExitStatus.BAD_DATA, "the zone " + name + " is not text in UTF-8");
    } catch (IOException e) {
      throw MessageSource.failure(name, e);
    }
  }

  private List<InetSocketAddress> addresses() {
    return servers.stream().map(this::address).toList();
  }

  private InetSocketAddress address(String text) {
    Matcher parts = SERVER.matcher(text);
    if (!parts.matches()) {
      throw arguments.wrong("not a server: '" + text + "'; write HOST, HOST:PORT or [IPv6]:PORT");
    }
    String host = parts.group("v6") == null ? parts.group("host") : parts.group("v6");
    String port = parts.group("port");
    int number = port == null ? DNS_PORT : Integer.parseInt(port);
    if (number < 1 || number > 0xFFFF) {
      throw arguments.wrong("not a port: " + port + " in --dns-server " + text);
    }
    InetSocketAddress address = new InetSocketAddress(host, number);
    if (address.isUnresolved()) {
      throw arguments.wrong("cannot find the address of the server " + text);
    }
    return address;
  }
}
