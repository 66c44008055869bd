package endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import database.PostgresServer;
import dev.waxseal.cli.Main;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A day of mail of many domains through a real Postfix, the reports about it, and what the store of
 * somebody has who reads them all: equal to what went in.
 */
class ReportingDayTest {

  private static final int MESSAGES = Integer.getInteger("reporting.messages", 200);
  private static final int DOMAINS = Integer.getInteger("reporting.domains", 20);

  /** For variants of the day. */
  private static final int FEW = 40;

  private static final int KILLS = 4;

  private final LocalDate begin = LocalDate.now(ZoneOffset.UTC);

  @BeforeEach
  void canRun() {
    Optional<String> obstacle = Programs.obstacle();
    obstacle.ifPresent(line -> System.out.println("a day of reports: skipped: " + line));
    assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
  }

  @Test
  void historyInFiles() throws Exception {
    ReportedMail mail = new ReportedMail(DOMAINS);
    try (ReportingReceiver receiver = new ReportingReceiver(mail, "folder = \"history\"")) {
      day(receiver, mail.messages(MESSAGES));
    }
  }

  @Test
  void historyInPostgres() throws Exception {
    Optional<String> obstacle = PostgresServer.obstacle();
    assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
    ReportedMail mail = new ReportedMail(DOMAINS);
    try (PostgresServer server = PostgresServer.start();
        ReportingReceiver receiver =
            new ReportingReceiver(mail, "database = \"" + server.database("day") + "\"")) {
      day(receiver, mail.messages(FEW));
    }
  }

  private void day(ReportingReceiver receiver, List<ReportedMail.Sent> messages) throws Exception {
    long start = System.nanoTime();
    receiver.take(messages);
    say("%d messages in: %.1f s", messages.size(), secondsSince(start));
    start = System.nanoTime();
    List<String> told = sent(receiver);
    receiver.awaitQuiet();
    say("%d mails with reports sent and delivered: %.1f s", told.size(), secondsSince(start));
    assertTrue(told.stream().allMatch(it -> it.contains("\"status\":\"sent\"")), told::toString);
    assertEquals(told.size(), receiver.mails(), receiver::logs);
    if (days().size() == 1) {
      assertEquals(ReportedMail.mails(domains(messages)), told.size(), told::toString);
    }
    start = System.nanoTime();
    assertReadAndEqual(receiver, told, messages);
    say("%d mails read and shown: %.1f s", told.size(), secondsSince(start));
  }

  /**
   * Killed before the mail server has the mail, and while it may have it: it is sent again, and
   * counted once.
   */
  @Test
  void killedWhileSending() throws Exception {
    ReportedMail mail = new ReportedMail(DOMAINS);
    try (ReportingReceiver receiver = new ReportingReceiver(mail, "folder = \"history\"")) {
      List<ReportedMail.Sent> messages = mail.messages(FEW);
      receiver.take(messages);
      try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        sendAndKill(receiver, receiver.configuration(silent.getLocalPort()), 0);
      }
      for (int kill = 1; kill <= KILLS; kill++) {
        sendAndKill(receiver, receiver.configuration(), kill);
      }
      List<String> told = sent(receiver);
      receiver.awaitQuiet();
      long twice = receiver.mails() - told.size();
      long listed =
          Stream.concat(told.stream(), Files.readAllLines(receiver.told()).stream())
              .filter(it -> it.contains("\"status\":\"sent-again\""))
              .count();
      assertTrue(
          0 <= twice && twice <= listed && listed <= KILLS + 1,
          () -> twice + " twice, " + listed + " listed: " + told);
      assertReadAndEqual(receiver, told, messages);
      say("killed %d times: %d mails came twice", KILLS + 1, twice);
    }
  }

  /** Kills a sender once it has handed over more mails and does not know of the last. */
  private void sendAndKill(ReportingReceiver receiver, Path configuration, int kill)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.waxseal.cli.Main"));
    command.addAll(sending(configuration, begin));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(receiver.told().toFile()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Path journal = receiver.journal().resolve(begin + ".sent");
    boolean ready = false;
    while (process.isAlive() && !ready) {
      List<String> lines = Files.exists(journal) ? Files.readAllLines(journal) : List.of();
      long done = lines.stream().filter(it -> it.startsWith("sent ")).count();
      ready =
          done >= 3L * kill && !lines.isEmpty() && lines.get(lines.size() - 1).startsWith("begun ");
      Thread.sleep(1);
    }
    Thread.sleep(5L * kill); // in the middle of the dialogue, each time elsewhere
    assertTrue(process.isAlive(), "it has ended before it was killed");
    process.destroyForcibly().waitFor();
  }

  /** Sends the reports of all days that the test has seen: tomorrow, when each is over. */
  private List<String> sent(ReportingReceiver receiver) {
    List<String> told = new ArrayList<>();
    for (LocalDate day : days()) {
      told.addAll(run(sending(receiver.configuration(), day)).lines().toList());
    }
    return told;
  }

  private static List<String> sending(Path configuration, LocalDate day) {
    String now = day.plusDays(1) + "T01:00:00Z";
    return List.of(
        "reports",
        "send",
        "--json",
        "--config",
        configuration.toString(),
        "--day",
        day.toString(),
        "--now",
        now);
  }

  /** Reads what has come, twice: each report is new once, whatever number of mails it came in. */
  private void assertReadAndEqual(
      ReportingReceiver receiver, List<String> told, List<ReportedMail.Sent> messages)
      throws IOException {
    Set<String> reports = told.stream().map(it -> word(it, "reportId")).collect(toSet());
    List<String> first = outcomes(receiver);
    assertEquals(reports.size(), Collections.frequency(first, "new"), first::toString);
    assertEquals(
        receiver.mails() - reports.size(),
        Collections.frequency(first, "duplicate"),
        first::toString);
    assertEquals(counted(messages), stored(receiver));
    assertEquals(Set.of("duplicate"), Set.copyOf(outcomes(receiver)));
    assertEquals(counted(messages), stored(receiver));
  }

  private List<String> outcomes(ReportingReceiver receiver) {
    String store = receiver.store().toString();
    String now = LocalDate.now(ZoneOffset.UTC).plusDays(1) + "T02:00:00Z";
    String zone = receiver.zone().toString();
    String maildir = receiver.maildir().toString();
    List<String> arguments =
        List.of(
            "reports",
            "read",
            "--json",
            "--store",
            store,
            "--dns-zone",
            zone,
            "--now",
            now,
            maildir);
    return run(arguments).lines().map(it -> word(it, "outcome")).toList();
  }

  private static Map<ReportedMail.Row, Long> counted(List<ReportedMail.Sent> messages) {
    return messages.stream()
        .collect(groupingBy(ReportedMail.Sent::reported, HashMap::new, counting()));
  }

  /** What {@code reports show --csv} says; every record has to count. */
  private static Map<ReportedMail.Row, Long> stored(ReportingReceiver receiver) {
    List<String> lines =
        run(List.of("reports", "show", "--csv", "--store", receiver.store().toString()))
            .lines()
            .toList();
    List<String> names = cells(lines.get(0));
    Map<ReportedMail.Row, Long> rows = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = cells(line);
      UnaryOperator<String> cell = name -> cells.get(names.indexOf(name));
      assertEquals("yes", cell.apply("counts"), line);
      ReportedMail.Row row =
          new ReportedMail.Row(
              cell.apply("domain"),
              cell.apply("source_ip"),
              cell.apply("dkim"),
              cell.apply("spf"),
              cell.apply("disposition"));
      rows.merge(row, Long.valueOf(cell.apply("messages")), Long::sum);
    }
    return rows;
  }

  private static List<String> cells(String line) {
    return List.of(line.substring(1, line.length() - 1).split("\",\"", -1));
  }

  private static String word(String json, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":\\s*\"([^\"]*)\"").matcher(json);
    assertTrue(found.find(), json);
    return found.group(1);
  }

  private static Set<String> domains(List<ReportedMail.Sent> messages) {
    return messages.stream().map(it -> it.reported().domain()).collect(toSet());
  }

  /** Today, and tomorrow if it has begun. */
  private List<LocalDate> days() {
    return begin.datesUntil(LocalDate.now(ZoneOffset.UTC).plusDays(1)).toList();
  }

  /** Runs a command that has to succeed. */
  private static String run(List<String> arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Main.run(arguments.toArray(new String[0]), new ByteArrayInputStream(new byte[0]), out, err);
    assertEquals(0, status, () -> arguments + ": " + err.toString(UTF_8) + out.toString(UTF_8));
    return out.toString(UTF_8);
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  private static void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, "a day of reports: " + format + "%n", values);
  }
}
