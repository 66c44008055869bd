package dev.waxseal.checklist;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/** What receivers ask: numbers, names and codes, from the data file. Immutable. */
final class Requirements {

  private static final String FILE = "requirements.properties";

  private final Properties properties;

  /**
   * A reply that a receiver gives.
   *
   * @param receiver who
   * @param reply the codes
   * @param meaning what it means
   */
  record Code(String receiver, String reply, String meaning) {}

  private Requirements(Properties properties) {
    this.properties = properties;
  }

  /** Those that come with this library. */
  static Requirements read() {
    Properties properties = new Properties();
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(Requirements.class.getResourceAsStream(FILE)), UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Requirements(properties);
  }

  /** As of when they are. */
  LocalDate date() {
    return LocalDate.parse(text("date"));
  }

  /** The fewest bits of an RSA key. */
  int leastBits() {
    return Integer.parseInt(text("dkim.bits.least"));
  }

  /** How many bits of an RSA key are advised. */
  int advisedBits() {
    return Integer.parseInt(text("dkim.bits.advised"));
  }

  /** How many octets a line may have, its end aside. */
  int longestLine() {
    return Integer.parseInt(text("line.longest"));
  }

  /** The domains of providers of mail for everybody. */
  Set<String> freeMail() {
    return Set.of(text("freemail").split("\\s+", -1));
  }

  /** The replies that a check which fails leads to. */
  List<Code> codes(String id) {
    List<Code> codes = new ArrayList<>();
    for (int i = 1; properties.containsKey("code." + id + "." + i); i++) {
      String[] parts = text("code." + id + "." + i).split("\\s*\\|\\s*", -1);
      codes.add(new Code(parts[0], parts[1], parts[2]));
    }
    return codes;
  }

  private String text(String key) {
    return Objects.requireNonNull(properties.getProperty(key), key).strip();
  }
}
