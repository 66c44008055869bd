package dev.waxseal.reports.write;

import dev.waxseal.dns.DomainName;
import java.util.Optional;

/**
 * The receiver that makes reports, as it shows itself to domain owners.
 *
 * <p>Immutable; share it among threads.
 *
 * @param domain the receiver's domain: the submitter in file names, Subjects and Report-IDs
 * @param orgName the name of its organization, {@code org_name}
 * @param address the address that the reports come from and that domain owners may write to: {@code
 *     email} and From
 * @param extraContactInfo more about that, such as the URL of a page
 */
public record Reporter(
    DomainName domain, String orgName, MailAddress address, Optional<String> extraContactInfo) {

  /**
   * A receiver whose organization has the name of its domain.
   *
   * @throws IllegalArgumentException if either is not what it should be
   */
  public static Reporter of(String domain, String address) {
    return new Reporter(DomainName.of(domain), domain, MailAddress.of(address), Optional.empty());
  }
}
