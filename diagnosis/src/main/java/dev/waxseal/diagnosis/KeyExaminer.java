package dev.waxseal.diagnosis;

import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.Limits;
import java.util.List;
import java.util.Objects;

/**
 * Finds out what is wrong with a key in DNS, without a signature: the same that the {@link
 * Diagnostician} says of the key of a signature that fails.
 *
 * <p>Immutable: build it once, share it among threads. It blocks for DNS, at most {@link
 * Limits#dnsDeadline()}.
 */
public final class KeyExaminer {

  private final Dns dns;

  private KeyExaminer(Dns dns) {
    this.dns = Objects.requireNonNull(dns);
  }

  /** One that asks this DNS. */
  public static KeyExaminer of(Dns dns) {
    return new KeyExaminer(dns);
  }

  /** Where the key of a selector stands, if there is no TXT record where it has to stand. */
  public List<Fact> elsewhere(DomainName selector, DomainName domain) {
    return new KeyFacts(new KeyDns(dns, Limits.defaults().dnsDeadline()))
        .elsewhere(new KeyPlace(selector, domain));
  }

  /**
   * Why the records at the name of a key are no key records; nothing of those that are.
   *
   * @param records their texts, one character an octet
   */
  public static List<Fact> unreadable(List<String> records) {
    return KeyFacts.unreadable(records);
  }
}
