/**
 * Aggregate reports of a receiver (RFC 9990): from its history to the mails that it sends.
 *
 * <pre>{@code
 * DayReports day = DayReports.of(Reporter.of("mx.example.net", "postmaster@example.net"), yesterday);
 * history.read(yesterday, day::add);
 * for (OutgoingReport report : day.reports()) {
 *   for (Destination to : destinations.of(report.policyDomain(), report.policyRecord())) {
 *     if (to instanceof Destination.Send send) {
 *       transport.send(send.address(), report.mail(send.address(), Instant.now()).octets());
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>This package uses {@code dev.waxseal.reports} and its {@code history}, and not the other way
 * round.
 */
@NullMarked
package dev.waxseal.reports.write;

import org.jspecify.annotations.NullMarked;
