package dev.waxseal.dkim.internal;

import dev.waxseal.mime.Limits;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Key records that have been read lately, by their text, so that a key is decoded once and not for
 * each message. It knows nothing of names and times: what DNS answers is asked anew each time.
 *
 * <p>Bounded: when it is full it starts anew. May be shared among threads.
 */
public final class KeyCache {

  /** Some hundred octets each; a busy server sees keys of a few hundred domains an hour. */
  private static final int MOST = 2_000;

  /** Longer texts are read each time: keys of 4096 bits have some 800 characters. */
  private static final int LONGEST = 2_000;

  private final Limits limits;
  private final Map<String, Read> known = new ConcurrentHashMap<>();

  /** What a text came to: a key, or why it is none. */
  private record Read(Optional<PublishedKey> key, Optional<Refusal> refusal) {}

  /** A cache that knows nothing yet. */
  public KeyCache(Limits limits) {
    this.limits = limits;
  }

  /** The limits that its records keep. */
  Limits limits() {
    return limits;
  }

  /** The record in the text of a TXT record; what is none is refused. */
  PublishedKey read(String text) throws Refusal {
    Read read = known.get(text);
    if (read == null) {
      read = parse(text);
      if (text.length() <= LONGEST) {
        if (known.size() >= MOST) {
          known.clear();
        }
        known.put(text, read);
      }
    }
    if (read.refusal().isPresent()) {
      throw read.refusal().get();
    }
    return read.key().orElseThrow();
  }

  private Read parse(String text) {
    try {
      return new Read(Optional.of(KeyRecordParser.parse(text, limits)), Optional.empty());
    } catch (Refusal refusal) {
      return new Read(Optional.empty(), Optional.of(refusal));
    }
  }
}
