package dev.waxseal.james;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.mailet.base.GenericMailet;

/**
 * The parameters of one mailet or hook. Whatever is wrong with them is told in one sentence when
 * James starts.
 *
 * <p>For one configuration, one thread, used once.
 */
final class Parameters {

  /** Those that James itself reads. */
  private static final Set<String> OF_JAMES = Set.of("onMailetException", "onMatchException");

  private static final Pattern SERVER =
      Pattern.compile("(?:\\[(?<v6>[0-9A-Fa-f:.]+)]|(?<host>[^:\\[\\]]+))(?::(?<port>\\d{1,5}))?");
  private static final Pattern ITEM = Pattern.compile("[,\\s]+");
  private static final Pattern LINE = Pattern.compile("[,\\r\\n]+");
  private static final String ZONE = "zone:";

  private final Map<String, String> values;
  private final FileSystem files;
  private final Set<String> known = new TreeSet<>();

  /**
   * Makes something of parameters.
   *
   * @param <T> what is made
   */
  @FunctionalInterface
  interface Reader<T> {

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException if one is wrong, with a sentence
     */
    T read(Parameters parameters);
  }

  private Parameters(Map<String, String> values, FileSystem files) {
    this.values = values;
    this.files = files;
  }

  /**
   * What a reader makes of the parameters of a mailet.
   *
   * @throws MessagingException if they are wrong
   */
  static <T> T of(GenericMailet mailet, FileSystem files, Reader<T> reader)
      throws MessagingException {
    Map<String, String> values = new TreeMap<>();
    Iterator<String> names = mailet.getInitParameterNames();
    while (names.hasNext()) {
      String name = names.next();
      values.put(name, mailet.getInitParameter(name, ""));
    }
    try {
      return read(values, files, reader);
    } catch (IllegalArgumentException e) {
      throw new MessagingException(mailet.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  /**
   * What a reader makes of the parameters of a hook.
   *
   * @throws ConfigurationException if they are wrong
   */
  static <T> T of(Object hook, Configuration configuration, FileSystem files, Reader<T> reader)
      throws ConfigurationException {
    Map<String, String> values = new TreeMap<>();
    Iterator<String> names = configuration.getKeys();
    while (names.hasNext()) {
      String name = names.next();
      values.put(name, String.join(",", configuration.getStringArray(name)));
    }
    try {
      return read(values, files, reader);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(hook.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private static <T> T read(Map<String, String> values, FileSystem files, Reader<T> reader) {
    values.keySet().removeIf(name -> name.startsWith("[@") || OF_JAMES.contains(name));
    Parameters parameters = new Parameters(values, files);
    T made = reader.read(parameters);
    for (String name : values.keySet()) {
      if (!parameters.known.contains(name)) {
        throw new IllegalArgumentException(
            "there is no parameter " + name + "; there are " + String.join(", ", parameters.known));
      }
    }
    return made;
  }

  /** The text of a parameter; empty if it is missing or blank. */
  Optional<String> text(String name) {
    known.add(name);
    return Optional.ofNullable(values.get(name)).map(String::strip).filter(it -> !it.isEmpty());
  }

  /** The text of a parameter that must be there. */
  String needed(String name) {
    return text(name)
        .orElseThrow(() -> new IllegalArgumentException("the parameter " + name + " is missing"));
  }

  /** A parameter that is {@code true} or {@code false}. */
  boolean flag(String name, boolean otherwise) {
    String text = text(name).orElse(String.valueOf(otherwise));
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(name + " is true or false, not " + text);
    }
    return text.equals("true");
  }

  /** The words of a parameter, with commas or white space between them. */
  List<String> list(String name) {
    return items(name, ITEM);
  }

  /** The lines of a parameter, or the values of one that stands there several times. */
  List<String> lines(String name) {
    return items(name, LINE);
  }

  private List<String> items(String name, Pattern between) {
    return text(name).stream()
        .flatMap(between::splitAsStream)
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .collect(Collectors.toUnmodifiableList());
  }

  /** DNS as the parameter {@code resolver} names it. */
  Dns dns() {
    String resolver = text("resolver").orElse("system");
    if (resolver.equals("system")) {
      return Dns.system();
    }
    if (resolver.startsWith(ZONE)) {
      String file = resolver.substring(ZONE.length()).strip();
      String zone = content("resolver", file);
      try {
        return Dns.zone(zone);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "the zone " + file + " cannot be used: " + e.getMessage(), e);
      }
    }
    List<InetSocketAddress> servers = list("resolver").stream().map(Parameters::server).toList();
    return Dns.servers(servers);
  }

  private static InetSocketAddress server(String text) {
    Matcher parts = SERVER.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "resolver is system, zone:FILE, or addresses of servers, HOST, HOST:PORT or [IPv6]:PORT,"
              + " not "
              + text);
    }
    String port = Optional.ofNullable(parts.group("port")).orElse("53");
    String host =
        Stream.of(parts.group("v6"), parts.group("host"))
            .filter(it -> it != null)
            .findFirst()
            .orElseThrow();
    int number = Integer.parseInt(port);
    InetSocketAddress address =
        number < 1 || number > 0xFFFF
            ? InetSocketAddress.createUnresolved(host, 0)
            : new InetSocketAddress(host, number);
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("resolver names a server that cannot be used: " + text);
    }
    return address;
  }

  /**
   * The private key in a file.
   *
   * @param about the parameter that names the file
   * @param file a path, or a URL of James such as {@code file://conf/key.pem}
   */
  SigningKey key(String about, String file) {
    char[] passphrase = text("keyPassphrase").orElse("").toCharArray();
    try {
      return SigningKey.fromPem(content(about, file), passphrase);
    } catch (SigningException e) {
      throw new IllegalArgumentException(about + " " + file + ": " + e.getMessage(), e);
    } finally {
      Arrays.fill(passphrase, '\0');
    }
  }

  private String content(String about, String file) {
    String url = file.contains(":") ? file : FileSystem.FILE_PROTOCOL + file;
    try (InputStream content = files.getResource(url)) {
      return new String(content.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          about + " names a file that cannot be read: " + file + " (" + e + ")", e);
    }
  }
}
