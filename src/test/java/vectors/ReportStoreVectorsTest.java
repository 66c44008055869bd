package vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import database.PostgresServer;
import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateReport;
import dev.waxseal.reports.read.ReadResult;
import dev.waxseal.reports.read.ReportReader;
import dev.waxseal.reports.store.Addition;
import dev.waxseal.reports.store.Addition.Added;
import dev.waxseal.reports.store.Addition.Outcome;
import dev.waxseal.reports.store.ReportStore;
import dev.waxseal.reports.store.Selection;
import dev.waxseal.reports.store.StoreVisitor;
import dev.waxseal.reports.store.StoredReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every vector of aggregate reports comes out of the store as it went in. */
class ReportStoreVectorsTest {

  private static final ReportReader READER = ReportReader.create().withClock(() -> Instant.MAX);

  /** All of them are in memory at once. */
  private static final int SMALL = 1 << 18;

  /** Made once, since some are made by long recipes. */
  private static final List<Map.Entry<String, byte[]>> SMALL_ONES =
      Stream.of("aggregate", "hostile")
          .flatMap(room -> ReportVector.all(room).stream())
          .filter(vector -> !vector.isHuge())
          .map(vector -> Map.entry(vector.name(), vector.octets()))
          .filter(small -> small.getValue().length < SMALL)
          .toList();

  @TempDir private Path folder;

  /** What the store says: each report with its records. */
  private static final class Collector implements StoreVisitor {

    private final List<StoredReport> stored = new ArrayList<>();
    private final List<List<AggregateRecord>> records = new ArrayList<>();

    @Override
    public void report(StoredReport report) {
      stored.add(report);
      records.add(new ArrayList<>());
    }

    @Override
    public void record(StoredReport report, AggregateRecord line) {
      assertEquals(stored.get(stored.size() - 1), report);
      records.get(records.size() - 1).add(line);
    }

    List<AggregateReport> reports() {
      List<AggregateReport> all = new ArrayList<>();
      for (int i = 0; i < stored.size(); i++) {
        AggregateReport report = stored.get(i).report();
        all.add(report.with(records.get(i), report.notes()));
      }
      return all;
    }
  }

  @Test
  void inSqlite() throws Exception {
    assertKept("jdbc:sqlite:" + folder.resolve("reports.db"));
  }

  @Test
  void inPostgresql() throws Exception {
    Optional<String> obstacle = PostgresServer.obstacle();
    assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
    try (PostgresServer server = PostgresServer.start()) {
      assertKept(server.database("reports"));
    }
  }

  private static void assertKept(String url) throws IOException, SQLException {
    List<AggregateReport> expected = new ArrayList<>();
    List<byte[]> octets = new ArrayList<>();
    try (ReportStore store = ReportStore.of(DriverManager.getConnection(url))) {
      for (Map.Entry<String, byte[]> vector : SMALL_ONES) {
        byte[] all = vector.getValue();
        ReadResult read = READER.read(all);
        Addition addition = add(store, vector);
        assertEquals(reports(read).size(), addition.reports().size(), vector::getKey);
        for (int i = 0; i < addition.reports().size(); i++) {
          if (addition.reports().get(i).outcome() == Outcome.NEW) {
            expected.add(reports(read).get(i));
            octets.add(all);
          }
        }
      }
      assertAgain(store);
    }
    try (ReportStore store = ReportStore.of(DriverManager.getConnection(url))) {
      Collector collector = new Collector();
      store.records(Selection.all(), collector);
      assertEquals(expected, collector.reports());
      for (int i = 0; i < octets.size(); i++) {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        store.copy(collector.stored.get(i), copy);
        assertArrayEquals(octets.get(i), copy.toByteArray());
      }
    }
  }

  private static void assertAgain(ReportStore store) throws IOException {
    for (Map.Entry<String, byte[]> vector : SMALL_ONES) {
      for (Added added : add(store, vector).reports()) {
        assertEquals(Outcome.DUPLICATE, added.outcome(), vector::getKey);
      }
    }
  }

  private static Addition add(ReportStore store, Map.Entry<String, byte[]> vector)
      throws IOException {
    return store.add(
        vector.getKey(), () -> new ByteArrayInputStream(vector.getValue()), READER, false);
  }

  private static List<AggregateReport> reports(ReadResult result) {
    return result instanceof ReadResult.Read read
        ? read.reports().stream().map(received -> (AggregateReport) received.report()).toList()
        : List.of();
  }
}
