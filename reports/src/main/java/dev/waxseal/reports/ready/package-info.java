/**
 * Readiness: can a domain go to {@code p=quarantine} or {@code p=reject}, judged from its aggregate
 * reports (RFC 9989 sections 5.1 and 7.4)?
 *
 * <p>{@link dev.waxseal.reports.ready.Readiness} has the flow: {@link
 * dev.waxseal.reports.ready.Observation observations} are counted if DKIM vouches for their report,
 * each source is classified, the losses under an enforced policy are summed up and compared with
 * the {@link dev.waxseal.reports.ready.Thresholds}, and that gives verdict and next record.
 *
 * <p>From version 1.0 on this package follows semantic versioning.
 */
@NullMarked
package dev.waxseal.reports.ready;

import org.jspecify.annotations.NullMarked;
