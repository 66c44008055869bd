/**
 * Reading of reports that strangers mail.
 *
 * <pre>{@code
 * ReportReader reader = ReportReader.create().authenticatingWith(inbound);
 * ReadResult result = reader.read(data);
 * if (result instanceof ReadResult.Read read) {
 *   read.reports().forEach(each -> log(each.report() + " from " + each.origin()));
 * }
 * }</pre>
 *
 * <p>This package uses {@code dev.waxseal.reports}, and not the other way round.
 */
@NullMarked
package dev.waxseal.reports.read;

import org.jspecify.annotations.NullMarked;
