package dev.waxseal.dkim.internal;

import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.internal.ReadRecords;
import dev.waxseal.mime.Limits;
import java.util.Optional;

/**
 * Key records that have been read lately, so that a key is decoded once and not for each message.
 * Only valid key records are kept.
 *
 * <p>Bounded by {@link Limits#cachedRecordOctets()}. May be shared among threads.
 */
public final class KeyCache {

  private final Limits limits;
  private final ReadRecords<PublishedKey> known;

  /** A cache that knows nothing yet. */
  public KeyCache(Limits limits) {
    this.limits = limits;
    this.known = new ReadRecords<>(limits.cachedRecordOctets());
  }

  /** The limits that its records keep. */
  Limits limits() {
    return limits;
  }

  /** The key record in a TXT record; an invalid one is refused. */
  PublishedKey read(DnsRecord.Txt txt) throws Refusal {
    Optional<PublishedKey> key = known.said(txt);
    return key.isPresent() ? key.get() : known.keep(txt, KeyRecordParser.parse(txt.text(), limits));
  }
}
