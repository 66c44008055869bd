package dev.waxseal.diagnosis;

import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.Limits;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds out what is wrong with a key in DNS, without a signature: the same facts as the {@link
 * Diagnostician} gives for the key of a failed signature.
 *
 * <p>Immutable: build it once, share it among threads. It blocks for DNS, at most {@link
 * Limits#dnsDeadline()}.
 */
public final class KeyExaminer {

  private final Dns dns;

  private KeyExaminer(Dns dns) {
    this.dns = Objects.requireNonNull(dns);
  }

  /** An examiner that uses this resolver. */
  public static KeyExaminer of(Dns dns) {
    return new KeyExaminer(dns);
  }

  /** Key records at wrong names, for a selector without a TXT record at the right one. */
  public List<Fact> elsewhere(DomainName selector, DomainName domain) {
    return new KeyFacts(new KeyDns(dns, Limits.defaults().dnsDeadline()))
        .elsewhere(new KeyPlace(selector, domain));
  }

  /**
   * The reasons why records at the name of a key cannot be read; nothing about those that can.
   *
   * @param records the TXT records
   */
  public static List<Fact> unreadable(List<DnsRecord.Txt> records) {
    return KeyFacts.unreadable(records, Optional.empty());
  }
}
