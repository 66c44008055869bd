package dev.waxseal.reports.store;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * Which reports to look at. Those that do not count are among them: see {@link
 * StoredReport#counts()}.
 *
 * @param domain the policy domain, in lower case and A-labels; empty for all
 * @param first the first day, as {@link StoredReport#day()} has it
 * @param last the last day
 */
public record Selection(
    Optional<String> domain, Optional<LocalDate> first, Optional<LocalDate> last) {

  /** All reports. */
  public static Selection all() {
    return new Selection(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Those of a policy domain. */
  public Selection ofDomain(String name) {
    return new Selection(Optional.of(name.toLowerCase(Locale.ROOT)), first, last);
  }

  /** Those of a day and later. */
  public Selection since(LocalDate day) {
    return new Selection(domain, Optional.of(day), last);
  }

  /** Those of a day and before. */
  public Selection until(LocalDate day) {
    return new Selection(domain, first, Optional.of(day));
  }
}
