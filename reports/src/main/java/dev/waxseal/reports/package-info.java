/**
 * Reports about mail, as values: DMARC aggregate reports (RFC 9990, and RFC 7489 before it),
 * failure reports (RFC 9991) and reports on TLS of SMTP (RFC 8460).
 *
 * <p>{@link dev.waxseal.reports.AggregateReport} has the metadata, the published policy and the
 * {@link dev.waxseal.reports.AggregateRecord records}. Whatever deviates from the RFC is kept as a
 * {@link dev.waxseal.reports.ReportNote}. {@code dev.waxseal.reports.read} reads them.
 *
 * <p>From version 1.0 on this package follows semantic versioning.
 */
@NullMarked
package dev.waxseal.reports;

import org.jspecify.annotations.NullMarked;
