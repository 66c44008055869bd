package vectors;

import dev.waxseal.dmarc.DkimCheck;
import dev.waxseal.dmarc.MailFromCheck;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.ZoneDns;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A file of {@code testvectors/dmarc/}, in the format that its README specifies. An unknown key is
 * an error, so that the format cannot rot.
 *
 * @param name the file's name
 * @param lines the values by key, in order
 */
record DmarcVector(String name, Map<String, List<String>> lines) {

  private static final Set<String> KEYS =
      Set.of("rfc", "about", "dns", "author", "header", "dkim", "spf", "expect");

  static List<DmarcVector> all() {
    try (Stream<Path> files = Files.list(Vector.folder().resolve("dmarc"))) {
      return files
          .filter(file -> file.toString().endsWith(".vec"))
          .sorted()
          .map(DmarcVector::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DmarcVector read(Path file) {
    try {
      return parse(file.getFileName().toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DmarcVector parse(String name, String text) {
    if (!text.endsWith("\n")) {
      throw new IllegalArgumentException(name + ": the last line has no end");
    }
    Map<String, List<String>> lines = new LinkedHashMap<>();
    for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
      int colon = line.indexOf(": ");
      String key = colon < 0 ? line : line.substring(0, colon);
      if (colon < 0 || !KEYS.contains(key)) {
        throw new IllegalArgumentException(name + ": unknown key in the line: " + line);
      }
      lines.computeIfAbsent(key, k -> new ArrayList<>()).add(line.substring(colon + 2));
    }
    DmarcVector vector = new DmarcVector(name, lines);
    if (!lines.keySet().containsAll(List.of("rfc", "about", "expect"))
        || vector.of("about").size() != 1
        || vector.of("spf").size() > 1) {
      throw new IllegalArgumentException(name + ": a key stands there too often or not at all");
    }
    return vector;
  }

  /** The values of one key, in order. */
  List<String> of(String key) {
    return lines.getOrDefault(key, List.of());
  }

  Headers headers() {
    List<HeaderField> fields = new ArrayList<>();
    for (String author : of("author")) {
      String value =
          author.startsWith("\"")
              ? Vector.unquoted(author)
              : new String(
                  ("joe@" + author).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      fields.add(HeaderField.parse(("From: " + value).getBytes(StandardCharsets.ISO_8859_1)));
    }
    for (String header : of("header")) {
      fields.add(HeaderField.parse(Vector.unquoted(header).getBytes(StandardCharsets.ISO_8859_1)));
    }
    return Headers.of(fields);
  }

  List<DkimCheck> dkim() {
    return of("dkim").stream().map(this::signature).toList();
  }

  private DkimCheck signature(String outcome) {
    String[] parts = outcome.split(" d=", -1);
    return switch (parts[0]) {
      // A key in testing is a warning, and its signature passes.
      case "pass", "testing" -> new DkimCheck.Pass(DomainName.of(parts[1]));
      case "fail" -> DkimCheck.none();
      case "temperror" -> new DkimCheck.TempError(DomainName.of(parts[1]));
      default -> throw new IllegalArgumentException(name + ": unknown outcome: " + outcome);
    };
  }

  MailFromCheck mailFrom() {
    if (of("spf").isEmpty()) {
      return MailFromCheck.none();
    }
    String[] parts = of("spf").get(0).split(" ", -1);
    DomainName domain = DomainName.of(parts[1]);
    return switch (parts[0]) {
      case "pass" -> new MailFromCheck.Pass(domain);
      case "temperror" -> new MailFromCheck.TempError(domain);
      default -> throw new IllegalArgumentException(name + ": unknown outcome: " + parts[0]);
    };
  }

  ZoneDns dns() {
    List<String> zone = new ArrayList<>();
    List<DomainName> unavailable = new ArrayList<>();
    for (String line : of("dns")) {
      if (line.endsWith(" UNAVAILABLE")) {
        unavailable.add(DomainName.of(line.substring(0, line.indexOf(' ')).replaceAll("\\.$", "")));
      } else {
        zone.add(line);
      }
    }
    ZoneDns dns = ZoneDns.of(zone.toArray(String[]::new));
    for (DomainName name : unavailable) {
      dns = dns.unavailable(name);
    }
    return dns;
  }
}
