package dev.waxseal.reports;

/**
 * A report about mail, of one of the three kinds that come to a domain owner.
 *
 * <p>Every text in a report was written by a stranger: escape it before it goes into HTML, CSV, a
 * terminal or a log.
 */
public sealed interface Report permits AggregateReport {}
