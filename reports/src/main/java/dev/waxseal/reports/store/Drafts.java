package dev.waxseal.reports.store;

import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.AggregateReport;
import dev.waxseal.reports.read.RecordSink;
import dev.waxseal.reports.read.Refusal;
import dev.waxseal.reports.store.StoreException.Fault;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a mail or file that is being read. They are held in memory while they are few, so
 * that nothing is written, and no other program has to wait, before it is known who the report is
 * from. When there are many, a transaction begins, and they are written as they come.
 */
final class Drafts implements RecordSink, AutoCloseable {

  /** Characters of records in memory, about: those of 10,000 usual ones. */
  private static final long MOST_HELD = 8 << 20;

  private final Database database;
  private final List<Draft> ended = new ArrayList<>();
  private Draft current = new Draft();
  private long held;
  private @Nullable RecordWriter writer;
  private long nextId;

  /** A report that is being read. */
  static final class Draft {
    private final Fingerprint fingerprint = new Fingerprint();
    private final List<AggregateRecord> waiting = new ArrayList<>();
    private String content = "";
    private long id;
    private long written;

    /** The hash of what the report says. */
    String content() {
      return content;
    }
  }

  Drafts(Database database) {
    this.database = database;
  }

  @Override
  public void begin(AggregateReport report) {
    current = new Draft();
  }

  @Override
  public void record(AggregateRecord added) throws IOException {
    current.fingerprint.add(added);
    current.waiting.add(added);
    held += RecordWriter.weight(added);
    if (held > MOST_HELD) {
      try {
        write(current);
      } catch (SQLException e) {
        throw database.failure(e);
      }
    }
  }

  @Override
  public void end(AggregateReport report) {
    current.content = current.fingerprint.end(report);
    ended.add(current);
  }

  @Override
  public void abandon(Refusal reason) throws IOException {
    try {
      discard(current);
    } catch (SQLException e) {
      throw database.failure(e);
    }
    current = new Draft();
  }

  /** The reports that were read to their end, in order. */
  List<Draft> ended() {
    return ended;
  }

  /** Writes all records of a report and returns its number. */
  long keep(Draft draft) throws SQLException, StoreException {
    write(draft).flush();
    return draft.id;
  }

  /** Throws the records of a report away. */
  void discard(Draft draft) throws SQLException {
    draft.waiting.clear();
    if (draft.written > 0 && writer != null) {
      writer.flush();
      Deletion.records(database, draft.id);
    }
  }

  @Override
  public void close() throws StoreException {
    try {
      if (writer != null) {
        writer.close();
      }
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  private RecordWriter write(Draft draft) throws SQLException, StoreException {
    if (!database.isInTransaction()) {
      database.begin(true);
    }
    RecordWriter to = writer;
    if (to == null) {
      to = new RecordWriter(database);
      writer = to;
      nextId = database.nextId("report");
    }
    if (draft.id == 0) {
      draft.id = nextId++;
    }
    for (AggregateRecord waiting : draft.waiting) {
      if (draft.written == Integer.MAX_VALUE) {
        throw new StoreException(Fault.OTHER, "too many records");
      }
      to.add(draft.id, ++draft.written, waiting);
    }
    draft.waiting.clear();
    held = 0;
    return to;
  }
}
