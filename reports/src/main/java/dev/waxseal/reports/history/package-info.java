/**
 * A receiver's memory of the mail that it has judged, from which aggregate reports are made.
 *
 * <pre>{@code
 * ReportHistory history = ReportHistory.inFolder(Path.of("history"));
 * Optional<HistoryEntry> entry =
 *     HistoryEntry.of(
 *         report, client, now, AggregateRecord.Disposition.QUARANTINE, Optional.empty());
 * if (entry.isPresent()) {
 *   history.append(entry.get());
 * }
 * }</pre>
 *
 * <p>It has what RFC 9990 asks for and nothing more: domains, one address of a mail server, results
 * and the disposition; neither local parts nor Message-IDs, subjects or bodies.
 *
 * <p>This package uses {@code dev.waxseal.reports}, and not the other way round.
 */
@NullMarked
package dev.waxseal.reports.history;

import org.jspecify.annotations.NullMarked;
