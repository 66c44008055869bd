/**
 * A domain owner's store of the reports that came: one SQL schema, in SQLite or PostgreSQL, over
 * {@code java.sql}. The driver is the caller's.
 *
 * <pre>{@code
 * try (ReportStore store = ReportStore.of(DriverManager.getConnection("jdbc:sqlite:reports.db"))) {
 *   store.add("report.eml", () -> Files.newInputStream(file), reader, false);
 *   store.records(Selection.all().ofDomain("example.org"), (report, line) -> count(report, line));
 * }
 * }</pre>
 *
 * <p>This package uses {@code dev.waxseal.reports.read}, and not the other way round.
 */
@NullMarked
package dev.waxseal.reports.store;

import org.jspecify.annotations.NullMarked;
