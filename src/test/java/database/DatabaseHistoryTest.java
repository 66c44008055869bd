package database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waxseal.dmarc.AppliedRecord.PolicyTag;
import dev.waxseal.dmarc.DmarcStatus;
import dev.waxseal.dns.DomainName;
import dev.waxseal.reports.AggregateRecord.Disposition;
import dev.waxseal.reports.history.HistoryEntry;
import dev.waxseal.reports.history.ReportHistory;
import java.io.IOException;
import java.net.InetAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A history that several servers share in PostgreSQL. */
class DatabaseHistoryTest {

  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
  private static final LocalDate DAY = LocalDate.parse("2026-11-02");

  private static Optional<PostgresServer> server = Optional.empty();

  @BeforeAll
  static void start() throws IOException {
    Optional<String> obstacle = PostgresServer.obstacle();
    assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
    server = Optional.of(PostgresServer.start());
  }

  @AfterAll
  static void stop() throws IOException {
    if (server.isPresent()) {
      server.get().close();
    }
  }

  private static HistoryEntry entry(Instant time, String domain) throws IOException {
    return new HistoryEntry(
        time,
        DomainName.of(domain),
        "v=DMARC1; p=none; rua=mailto:o'rua@" + domain,
        PolicyTag.P,
        InetAddress.getByName("2001:db8::1"),
        DomainName.of(domain),
        Optional.of(""),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        DmarcStatus.FAIL,
        Disposition.NONE,
        Optional.empty());
  }

  private static List<HistoryEntry> read(ReportHistory history, LocalDate day) throws IOException {
    List<HistoryEntry> entries = new ArrayList<>();
    assertEquals(0, history.read(day, entries::add));
    return entries;
  }

  @Test
  void twoServersWriteAndOneReads() throws Exception {
    String url = server.orElseThrow().database("shared");
    try (ReportHistory first = ReportHistory.inDatabase(() -> DriverManager.getConnection(url));
        ReportHistory second = ReportHistory.inDatabase(() -> DriverManager.getConnection(url))) {
      first.append(entry(NOON, "a.example"));
      second.append(entry(NOON, "b.example"));
      second.append(entry(NOON.plusSeconds(86_400), "a.example"));
      assertEquals(List.of(DAY, DAY.plusDays(1)), first.days());
      assertEquals(List.of(entry(NOON, "a.example"), entry(NOON, "b.example")), read(first, DAY));
      assertEquals(1, first.forget(DAY.plusDays(1)));
      assertEquals(List.of(DAY.plusDays(1)), second.days());
    }
    try (Connection plain = DriverManager.getConnection(url);
        Statement select = plain.createStatement();
        ResultSet rows =
            select.executeQuery("select policy_domain, source_ip, done from waxseal_history")) {
      rows.next();
      assertEquals(
          "a.example 2001:db8::1 none",
          rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3));
    }
  }

  @Test
  void aConnectionThatIsLostIsMadeAgain() throws Exception {
    String url = server.orElseThrow().database("lost");
    List<Connection> made = new ArrayList<>();
    try (ReportHistory history =
        ReportHistory.inDatabase(
            () -> {
              made.add(DriverManager.getConnection(url));
              return made.get(made.size() - 1);
            })) {
      history.append(entry(NOON, "a.example"));
      made.get(0).close();
      assertThrows(IOException.class, () -> history.append(entry(NOON, "b.example")));
      history.append(entry(NOON, "c.example"));
      assertEquals(List.of(entry(NOON, "a.example"), entry(NOON, "c.example")), read(history, DAY));
    }
  }

  @Test
  void entriesThatCannotBeReadAreCounted() throws Exception {
    String url = server.orElseThrow().database("damaged");
    try (ReportHistory history = ReportHistory.inDatabase(() -> DriverManager.getConnection(url));
        Connection plain = DriverManager.getConnection(url);
        Statement update = plain.createStatement()) {
      history.append(entry(NOON, "a.example"));
      update.execute("update waxseal_history set entry = 'rubbish'");
      assertEquals(1, history.read(DAY, entry -> {}));
    }
  }

  @Test
  void aDatabaseThatIsNotThereIsAnError() {
    ReportHistory history =
        ReportHistory.inDatabase(
            () -> DriverManager.getConnection("jdbc:postgresql://127.0.0.1:1/none"));
    assertThrows(IOException.class, history::days);
  }
}
