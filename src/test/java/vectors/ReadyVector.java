package vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateRecord.AuthStatus;
import dev.waxseal.reports.AggregateRecord.Disposition;
import dev.waxseal.reports.AggregateRecord.DkimAuthResult;
import dev.waxseal.reports.AggregateRecord.DmarcOutcome;
import dev.waxseal.reports.AggregateRecord.Identifiers;
import dev.waxseal.reports.AggregateRecord.OverrideType;
import dev.waxseal.reports.AggregateRecord.PolicyEvaluated;
import dev.waxseal.reports.AggregateRecord.Reason;
import dev.waxseal.reports.AggregateRecord.SpfAuthResult;
import dev.waxseal.reports.Word;
import dev.waxseal.reports.ready.Network;
import dev.waxseal.reports.ready.Observation;
import dev.waxseal.reports.ready.Observation.Origin;
import dev.waxseal.reports.ready.Observation.Reporter;
import dev.waxseal.reports.ready.ReadinessQuestion;
import dev.waxseal.reports.ready.ReadinessQuestion.Host;
import dev.waxseal.reports.ready.ReadinessQuestion.ListHost;
import dev.waxseal.reports.ready.ReadinessQuestion.Names;
import dev.waxseal.reports.ready.ReadinessQuestion.Published;
import dev.waxseal.spf.SpfScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A file of {@code testvectors/reports/ready}, in the format that its README specifies.
 *
 * @param name the name of the file
 * @param question the lines of what is asked
 * @param answer the lines of the answer
 * @param rows the lines of the table
 */
record ReadyVector(String name, List<String> question, List<String> answer, List<String> rows) {

  private static final Set<String> ASKED =
      Set.of(
          "rfc",
          "about",
          "domain",
          "now",
          "published",
          "own",
          "list",
          "exists",
          "not-exists",
          "users-informed",
          "reporter");

  private static final Set<String> ANSWERED =
      Set.of(
          "verdict",
          "window",
          "reports",
          "reporters",
          "at",
          "wanted",
          "spared",
          "forged",
          "source",
          "block",
          "mend.1",
          "mend.2",
          "mend.3",
          "publish",
          "apart",
          "unknown");

  static List<ReadyVector> all() {
    try (Stream<Path> files = Files.list(Vector.folder().resolve("reports/ready"))) {
      return files
          .filter(file -> file.toString().endsWith(".vec"))
          .sorted()
          .map(ReadyVector::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ReadyVector read(Path file) {
    String text;
    try {
      text = Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int end = text.indexOf("\n\n");
    List<String> question = new ArrayList<>();
    List<String> answer = new ArrayList<>();
    for (String line : text.substring(0, end).split("\n", -1)) {
      String key = line.substring(0, Math.max(0, line.indexOf(": ")));
      if (ASKED.contains(key) && answer.isEmpty()) {
        question.add(line);
      } else if (ANSWERED.contains(key)) {
        answer.add(line);
      } else {
        throw new IllegalArgumentException(file + ": unknown key or out of place: " + line);
      }
    }
    return new ReadyVector(
        file.getFileName().toString(), question, answer, text.substring(end + 2).lines().toList());
  }

  /** What is asked. */
  ReadinessQuestion asked() {
    return new ReadinessQuestion(
        DomainName.of(value("domain")),
        true,
        Instant.parse(value("now")),
        values("published").stream().map(ReadyVector::published).toList(),
        values("own").stream().map(ReadyVector::host).toList(),
        values("list").stream().map(ReadyVector::list).toList(),
        value("users-informed").equals("yes"),
        List.of(),
        names());
  }

  private List<String> values(String key) {
    String start = key + ": ";
    return question.stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .toList();
  }

  private String value(String key) {
    return values(key).get(0);
  }

  private static Published published(String value) {
    String[] words = value.split(" ", 2);
    return new Published(LocalDate.parse(words[0]), words[1].substring(1, words[1].length() - 1));
  }

  private static Host host(String value) {
    String[] words = value.split(" ", -1);
    return new Host(Network.parse(words[0]).orElseThrow(), words[1]);
  }

  private static ListHost list(String value) {
    String[] words = value.split(" ", -1);
    return new ListHost(
        host(words[0] + ' ' + words[1]), words[2].equals("own"), words[3].equals("sealing=yes"));
  }

  /** DNS as the case has it: a name that it does not know is an error of the case. */
  private Names names() {
    Map<InetAddress, String> pointers = new HashMap<>();
    for (String row : rows) {
      String[] fields = row.split(" +", -1);
      pointers.put(AggregateRecord.addressOf(fields[2]).orElseThrow(), fields[3]);
    }
    return new Names() {
      @Override
      public Optional<String> nameOf(InetAddress address) {
        return Optional.ofNullable(pointers.get(address)).filter(name -> !name.equals("-"));
      }

      @Override
      public boolean exists(DomainName subdomain) {
        if (!values("not-exists").contains(subdomain.toString())
            && !values("exists").contains(subdomain.toString())) {
          throw new IllegalArgumentException(name + ": does it exist? " + subdomain);
        }
        return values("exists").contains(subdomain.toString());
      }
    };
  }

  /** What was reported. */
  List<Observation> observations() {
    Map<String, Reporter> reporters = new HashMap<>();
    for (String value : values("reporter")) {
      String[] words = value.split(" ", 3);
      String[] parts = words[2].split("\"", -1);
      Origin origin =
          switch (parts[2].strip()) {
            case "origin=pass" -> Origin.VOUCHED;
            case "origin=fail" -> Origin.NOT_VOUCHED;
            case "origin=none" -> Origin.UNKNOWN;
            default -> throw new IllegalArgumentException(value);
          };
      reporters.put(words[0], new Reporter(words[1], parts[1], origin));
    }
    List<Observation> all = new ArrayList<>();
    for (String row : rows) {
      String[] fields = row.split(" +", 11);
      AggregateRecord counted = row(fields);
      Reporter reporter = Objects.requireNonNull(reporters.get(fields[1]), row);
      days(fields[0]).forEach(day -> all.add(new Observation(day, reporter, "", counted)));
    }
    return all;
  }

  private static List<LocalDate> days(String text) {
    String[] step = text.split("/", -1);
    String[] ends = step[0].split("[.][.]", -1);
    List<LocalDate> days = new ArrayList<>();
    LocalDate last = LocalDate.parse(ends[ends.length - 1]);
    int apart = step.length == 1 ? 1 : Integer.parseInt(step[1]);
    for (LocalDate day = LocalDate.parse(ends[0]); !day.isAfter(last); day = day.plusDays(apart)) {
      days.add(day);
    }
    return days;
  }

  private static AggregateRecord row(String[] fields) {
    String[] aligned = fields[9].split("/", -1);
    return new AggregateRecord(
        fields[2],
        Long.parseLong(fields[4]),
        new PolicyEvaluated(
            word(Disposition.class, fields[8]),
            word(DmarcOutcome.class, aligned[0]),
            word(DmarcOutcome.class, aligned[1]),
            reasons(fields[10])),
        new Identifiers(fields[5], Optional.empty(), Optional.empty()),
        fields[6].equals("-")
            ? List.of()
            : Arrays.stream(fields[6].split(",", -1)).map(ReadyVector::dkim).toList(),
        fields[7].equals("-") ? List.of() : List.of(spf(fields[7])));
  }

  private static List<Reason> reasons(String text) {
    if (text.equals("-")) {
      return List.of();
    }
    String[] words = text.split(" ", 2);
    Optional<String> comment =
        words.length == 1
            ? Optional.empty()
            : Optional.of(words[1].substring(1, words[1].length() - 1));
    return List.of(new Reason(word(OverrideType.class, words[0]), comment));
  }

  private static DkimAuthResult dkim(String text) {
    String[] words = text.split("/", -1);
    return new DkimAuthResult(
        words[0], Optional.of(words[1]), word(AuthStatus.class, words[2]), Optional.empty());
  }

  private static SpfAuthResult spf(String text) {
    String[] words = text.split("/", -1);
    return new SpfAuthResult(
        words[0], Word.of(SpfScope.MFROM), word(AuthStatus.class, words[1]), Optional.empty());
  }

  private static <E extends Enum<E>> Word<E> word(Class<E> list, String text) {
    return Word.of(Enum.valueOf(list, text.toUpperCase(Locale.ROOT)));
  }

  @Override
  public String toString() {
    return name;
  }
}
