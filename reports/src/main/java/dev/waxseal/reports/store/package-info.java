/**
 * A domain owner's store of the reports that came: one SQL schema, in SQLite or PostgreSQL, over
 * {@code java.sql}. The connection and its driver are the caller's, such as one to {@code
 * jdbc:sqlite:reports.db}.
 *
 * <pre>{@code
 * try (ReportStore store = ReportStore.of(connection)) {
 *   store.add("report.eml", () -> Files.newInputStream(Path.of("report.eml")), reader, false);
 *   store.records(Selection.all().ofDomain("example.org"), (of, line) -> log(of + ": " + line.count()));
 * }
 * }</pre>
 *
 * <p>This package uses {@code dev.waxseal.reports.read}, and not the other way round.
 */
@NullMarked
package dev.waxseal.reports.store;

import org.jspecify.annotations.NullMarked;
