package dev.waxseal.reports.store;

import dev.waxseal.reports.AggregateReport;
import dev.waxseal.reports.read.ReadResult;
import dev.waxseal.reports.read.ReadResult.Received;
import dev.waxseal.reports.read.ReportOrigin;
import dev.waxseal.reports.store.Addition.Added;
import dev.waxseal.reports.store.Addition.Outcome;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Takes one mail or file into the store.
 *
 * <p>A report is known if the store has one with the same content, or with the same key. What may
 * be forged never stands in the way of what is not: with the same key, a report that somebody
 * vouches for is compared with those that the same domain or the user vouches for, and a report
 * that nobody vouches for with those that nobody does.
 */
final class Intake {

  /** What DNS or the user may still tell. */
  private static final Set<ReportOrigin.Kind> OPEN =
      EnumSet.of(ReportOrigin.Kind.NOT_JUDGED, ReportOrigin.Kind.UNDECIDED);

  private final Database database;
  private final ReportRows reports;
  private final Sources sources;
  private final OtherRows others;
  private final String name;
  private final ReportStore.Content content;
  private final boolean vouchedByUser;

  Intake(Database database, String name, ReportStore.Content content, boolean vouchedByUser) {
    this.database = database;
    this.reports = new ReportRows(database);
    this.sources = new Sources(database);
    this.others = new OtherRows(database);
    this.name = name;
    this.content = content;
    this.vouchedByUser = vouchedByUser;
  }

  /** What the store has of a mail or file that was read before, if nothing can be added to it. */
  Optional<Addition> known(Sources.Octets octets) throws SQLException, IOException {
    OptionalLong source = sources.find(octets, true);
    if (source.isEmpty()) {
      return Optional.empty();
    }
    List<StoredReport> all = ofSource(source.getAsLong());
    return all.isEmpty() || others.has(source.getAsLong()) || all.stream().anyMatch(this::isOpen)
        ? Optional.empty()
        : Optional.of(
            new Addition(
                all.stream().map(report -> new Added(Outcome.DUPLICATE, report)).toList(),
                List.of(),
                List.of()));
  }

  /** Stores what was read, in the transaction that may have begun. */
  Addition store(Sources.Octets octets, ReadResult.Read read, Drafts drafts, long now)
      throws SQLException, IOException {
    if (!database.isInTransaction()) {
      database.begin(true);
    }
    OptionalLong found = sources.find(octets, false);
    long source =
        found.isPresent()
            ? found.getAsLong()
            : sources.add(octets, name, now, read.refused().size());
    List<Added> added = new ArrayList<>();
    List<Addition.Other> more = new ArrayList<>();
    int next = 0;
    for (Received received : read.reports()) {
      if (received.report() instanceof AggregateReport aggregate) {
        Drafts.Draft draft = drafts.ended().get(next++);
        added.add(take(aggregate, received.origin(), draft, drafts, source));
      } else {
        more.add(other(received, source, now));
      }
    }
    boolean isNew =
        added.stream().anyMatch(report -> report.outcome() == Outcome.NEW)
            || more.stream().anyMatch(other -> other.outcome() == Outcome.NEW);
    if (isNew && !sources.keeps(source)) {
      sources.keep(source, octets, content.open());
    }
    database.commit();
    return new Addition(added, more, read.refused());
  }

  private Addition.Other other(Received received, long source, long now) throws SQLException {
    boolean isKnown = others.knows(received.report());
    if (!isKnown) {
      others.insert(received, source, isByUser(received.origin()), now);
    }
    return new Addition.Other(
        isKnown ? Outcome.DUPLICATE : Outcome.NEW, received.report(), received.origin());
  }

  private boolean isByUser(ReportOrigin origin) {
    return vouchedByUser && origin.kind() == ReportOrigin.Kind.UNKNOWN;
  }

  private Added take(
      AggregateReport report, ReportOrigin origin, Drafts.Draft draft, Drafts drafts, long source)
      throws SQLException, IOException {
    boolean byUser = isByUser(origin);
    boolean vouched = byUser || origin.isVouched();
    String voucher = StoredReport.voucher(origin);
    List<StoredReport> like =
        reports.all(
            "report.content_sha256 = ? OR report.key_sha256 = ?",
            List.of(draft.content(), Fingerprint.of(report.key())));
    List<StoredReport> same = reports.all("report.content_sha256 = ?", List.of(draft.content()));
    Optional<StoredReport> known =
        like.stream()
            .filter(other -> other.isVouched() == vouched && agree(voucher, other))
            .findFirst()
            .or(() -> closest(same, voucher));
    if (known.isEmpty()) {
      long id = drafts.keep(draft);
      reports.insert(id, source, report, origin, byUser, draft.content());
      return new Added(Outcome.NEW, reports.get(id));
    }
    drafts.discard(draft);
    return again(known.get(), source, origin, byUser);
  }

  /** One that says the same, and that somebody vouches for if there is such a one. */
  private static Optional<StoredReport> closest(List<StoredReport> same, String voucher) {
    return same.stream()
        .filter(other -> agree(voucher, other))
        .max(Comparator.comparing(StoredReport::isVouched));
  }

  /** Returns true unless two different domains vouch. */
  private static boolean agree(String voucher, StoredReport other) {
    return voucher.isEmpty() || other.voucher().isEmpty() || other.voucher().equals(voucher);
  }

  private Added again(StoredReport known, long source, ReportOrigin origin, boolean byUser)
      throws SQLException, IOException {
    boolean isNowVouched = !known.isVouched() && (byUser || origin.isVouched());
    if (isNowVouched || (!known.isVouched() && isOpen(known))) {
      reports.setOrigin(known.id(), origin, byUser);
    }
    if (known.sourceId() != source && !isNoted(known, source)) {
      new Row()
          .number("source_id", source)
          .number("report_id", known.id())
          .insertInto("report_duplicate", database);
    }
    return new Added(
        isNowVouched ? Outcome.VOUCHED_NOW : Outcome.DUPLICATE, reports.get(known.id()));
  }

  private boolean isNoted(StoredReport known, long source) throws SQLException {
    return database.number(
            "SELECT count(*) FROM report_duplicate WHERE report_id = "
                + known.id()
                + " AND source_id = "
                + source)
        > 0;
  }

  private List<StoredReport> ofSource(long source) throws SQLException, IOException {
    return reports.all(
        "report.source_id = "
            + source
            + " OR report.id IN (SELECT report_id FROM report_duplicate WHERE source_id = "
            + source
            + ")",
        List.of());
  }

  private boolean isOpen(StoredReport report) {
    ReportOrigin.Kind kind = report.origin().kind();
    return OPEN.contains(kind)
        || (vouchedByUser && kind == ReportOrigin.Kind.UNKNOWN && !report.vouchedByUser());
  }
}
