/**
 * Reading of reports that strangers mail.
 *
 * <pre>{@code
 * ReportReader reader = ReportReader.create().authenticatingWith(inbound);
 * ReadResult result = reader.read(stream);
 * if (result instanceof ReadResult.Read read) {
 *   read.reports().forEach(report -> show(report, read.origin()));
 * }
 * }</pre>
 *
 * <p>This package uses {@code dev.waxseal.reports}, and not the other way round.
 */
@NullMarked
package dev.waxseal.reports.read;

import org.jspecify.annotations.NullMarked;
