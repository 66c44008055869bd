package dev.waxseal.dkim.internal;

import dev.waxseal.dns.DnsRecord;
import dev.waxseal.mime.Limits;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Key records that have been read lately, so that a key is decoded once and not for each message.
 * It does not replace DNS, which is asked each time. Only valid key records are kept.
 *
 * <p>Bounded by {@link Limits#cachedKeyOctets()}: when it is full it is emptied. May be shared
 * among threads.
 */
public final class KeyCache {

  /** Longer texts are read each time: keys of 4096 bits have some 800 characters. */
  private static final int LONGEST = 1_000;

  private final Limits limits;
  private final Map<DnsRecord.Txt, PublishedKey> known = new ConcurrentHashMap<>();
  private final AtomicLong octets = new AtomicLong();

  /** A cache that knows nothing yet. */
  public KeyCache(Limits limits) {
    this.limits = limits;
  }

  /** The limits that its records keep. */
  Limits limits() {
    return limits;
  }

  /** The key record in a TXT record; an invalid one is refused. */
  PublishedKey read(DnsRecord.Txt txt) throws Refusal {
    PublishedKey key = known.get(txt);
    if (key != null) {
      return key;
    }
    String text = txt.text();
    PublishedKey read = KeyRecordParser.parse(text, limits);
    if (text.length() <= Math.min(LONGEST, limits.cachedKeyOctets())) {
      keep(txt, text.length(), read);
    }
    return read;
  }

  private void keep(DnsRecord.Txt txt, int length, PublishedKey key) {
    if (octets.addAndGet(length) > limits.cachedKeyOctets()) {
      known.clear();
      octets.set(length);
    }
    known.put(txt, key);
  }
}
