/**
 * Aggregate reports of a receiver (RFC 9990): from its history to the mails that it sends.
 *
 * <pre>{@code
 * DayReports day = DayReports.of(Reporter.of("mx.example.net", "postmaster@example.net"), yesterday);
 * history.read(yesterday, day::add);
 * for (OutgoingReport each : day.reports()) {
 *   for (Destination to : destinations.of(each.policyDomain(), each.policyRecord())) {
 *     if (to instanceof Destination.Send send) {
 *       out.write(each.mail(send.address(), now).signed(signer));
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
