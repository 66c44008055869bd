package dev.waxseal.dkim.internal;

import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.internal.ReadRecords;
import dev.waxseal.mime.Limits;
import java.security.Provider;
import java.util.Optional;

/**
 * Key records that have been read lately, so that a key is decoded once and not for each message.
 * Only valid key records are kept.
 *
 * <p>Bounded by {@link Limits#cachedRecordOctets()}. May be shared among threads.
 */
public final class KeyCache {

  private final Limits limits;
  private final Optional<ProviderKeys> provider;
  private final ReadRecords<PublishedKey> known;

  /**
   * A cache that knows nothing yet.
   *
   * @param provider the provider that verifies by its keys; empty for the JDK and Bouncy Castle
   */
  public KeyCache(Limits limits, Optional<Provider> provider) {
    this.limits = limits;
    this.provider = provider.map(ProviderKeys::new);
    this.known = new ReadRecords<>(limits.cachedRecordOctets());
  }

  /** The limits that its records keep. */
  Limits limits() {
    return limits;
  }

  /** The key record in a TXT record; an invalid one is refused. */
  PublishedKey read(DnsRecord.Txt txt) throws Refusal {
    Optional<PublishedKey> key = known.said(txt);
    return key.isPresent()
        ? key.get()
        : known.keep(txt, provided(KeyRecordParser.parse(txt.text(), limits)));
  }

  private PublishedKey provided(PublishedKey read) {
    return provider
        .map(
            keys ->
                new PublishedKey(
                    read.keyRecord(), read.key().map(key -> new ProvidedPublicKey(key, keys))))
        .orElse(read);
  }
}
