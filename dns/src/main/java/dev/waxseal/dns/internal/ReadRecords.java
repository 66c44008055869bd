package dev.waxseal.dns.internal;

import dev.waxseal.dns.DnsRecord;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What TXT records said that have been read lately, so that a record is read once and not for each
 * message. It does not replace DNS, which is asked each time.
 *
 * <p>Bounded by the octets of the records: when it is full it is emptied. May be shared among
 * threads.
 *
 * @param <T> what a record says, immutable
 */
public final class ReadRecords<T> {

  /** Longer texts are read each time: keys of 4096 bits have some 800 characters. */
  private static final int LONGEST = 1_000;

  private final int most;
  private final Map<DnsRecord.Txt, T> known = new ConcurrentHashMap<>();
  private final AtomicLong octets = new AtomicLong();

  /**
   * No records yet.
   *
   * @param octets how many octets of texts are kept; each may take ten times its size
   */
  public ReadRecords(int octets) {
    this.most = octets;
  }

  /** What a record said when it was read last; empty if it is not known. */
  public Optional<T> said(DnsRecord.Txt txt) {
    return Optional.ofNullable(known.get(txt));
  }

  /** Keeps what a record says, and gives it back. */
  public T keep(DnsRecord.Txt txt, T said) {
    int length = txt.strings().stream().mapToInt(String::length).sum();
    if (length <= Math.min(LONGEST, most)) {
      if (octets.addAndGet(length) > most) {
        known.clear();
        octets.set(length);
      }
      known.put(txt, said);
    }
    return said;
  }
}
