package dev.waxseal.reports.ready;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How much is enough: dated data with reasons, in {@code thresholds.txt} beside this class. RFC
 * 9989 says what is asked for; how much is enough is the judgement of a careful postmaster.
 *
 * <p>Immutable; share it among threads.
 */
public final class Thresholds {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final Thresholds STANDARD = read();

  private final LocalDate date;
  private final Map<String, Threshold> all;

  private Thresholds(LocalDate date, Map<String, Threshold> all) {
    this.date = date;
    this.all = all;
  }

  /**
   * One of them.
   *
   * @param name its name
   * @param value its value
   * @param unit the unit of the value: days, weeks, messages, reporters or %
   * @param reason why it is not another
   */
  public record Threshold(String name, BigDecimal value, String unit, String reason) {}

  /** The thresholds of this version. */
  public static Thresholds standard() {
    return STANDARD;
  }

  /** The day of this judgement. */
  public LocalDate date() {
    return date;
  }

  /** All of them, in the order of the file. */
  public List<Threshold> all() {
    return List.copyOf(all.values());
  }

  /** A number of days, weeks, messages or reporters. */
  int number(String name) {
    return threshold(name).value().intValueExact();
  }

  /** Returns true if a part of a whole is more than a share; nothing is not. */
  boolean isAbove(String name, long part, long whole) {
    return compare(name, part, whole) > 0;
  }

  /** Returns true if a part of a whole is a share, or more. */
  boolean reaches(String name, long part, long whole) {
    return whole > 0 && compare(name, part, whole) >= 0;
  }

  private int compare(String name, long part, long whole) {
    BigDecimal limit = threshold(name).value().multiply(BigDecimal.valueOf(whole));
    return BigDecimal.valueOf(part).multiply(HUNDRED).compareTo(limit);
  }

  private Threshold threshold(String name) {
    return Objects.requireNonNull(all.get(name), name);
  }

  private static Thresholds read() {
    Map<String, Threshold> all = new LinkedHashMap<>();
    LocalDate date = LocalDate.EPOCH;
    for (String line : text().lines().toList()) {
      String[] fields = line.split(" \\| ", -1);
      if (fields.length != 3) {
        continue;
      }
      if (fields[0].equals("date")) {
        date = LocalDate.parse(fields[1]);
      } else {
        String[] value = fields[1].split(" ", -1);
        all.put(fields[0], new Threshold(fields[0], new BigDecimal(value[0]), value[1], fields[2]));
      }
    }
    return new Thresholds(date, all);
  }

  private static String text() {
    try (InputStream file =
        Objects.requireNonNull(Thresholds.class.getResourceAsStream("thresholds.txt"))) {
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
