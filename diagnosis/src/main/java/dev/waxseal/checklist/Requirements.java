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

/** The requirements of receivers from the data file: numbers, names and codes. Immutable. */
final class Requirements {

  private static final String FILE = "requirements.properties";

  private final Properties properties;

  /**
   * A reply of a receiver.
   *
   * @param receiver its name
   * @param reply the codes
   * @param meaning the meaning
   */
  record Code(String receiver, String reply, String meaning) {}

  private Requirements(Properties properties) {
    this.properties = properties;
  }

  /** The requirements in this library. */
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

  /** The date of the requirements. */
  LocalDate date() {
    return LocalDate.parse(text("date"));
  }

  /** The minimum length of an RSA key in bits. */
  int leastBits() {
    return Integer.parseInt(text("dkim.bits.least"));
  }

  /** The advised length of an RSA key in bits. */
  int advisedBits() {
    return Integer.parseInt(text("dkim.bits.advised"));
  }

  /** The maximum length of a line in octets, without its end. */
  int longestLine() {
    return Integer.parseInt(text("line.longest"));
  }

  /** The domains of free mail providers. */
  Set<String> freeMail() {
    return Set.of(text("freemail").split("\\s+", -1));
  }

  /** The replies to a failed check. */
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
