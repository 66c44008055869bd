package dev.waxseal.mime;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * All hashes of one body that its signatures ask for, in one pass: each canonical form is made
 * once, and hashed once, whatever the number of signatures and lengths.
 *
 * <p>SHA-256 is the only hash: RFC 8301 section 3.1 took SHA-1 away and no other is defined.
 *
 * <p>For one body, one thread, used once.
 */
public final class BodyHashes {

  private final Set<Need> needs;
  private final Map<Canonicalization, LimitedDigests> digests =
      new EnumMap<>(Canonicalization.class);
  private final Map<Canonicalization, BodyCanonicalizer> canonicalizers =
      new EnumMap<>(Canonicalization.class);

  /**
   * A hash that is needed.
   *
   * @param canonicalization the canonical form of the body
   * @param limit how many octets of it are hashed ({@code l=}, RFC 6376 section 3.5); empty for all
   */
  public record Need(Canonicalization canonicalization, OptionalLong limit) {

    /** The hash of the whole body in one canonical form. */
    public static Need whole(Canonicalization canonicalization) {
      return new Need(canonicalization, OptionalLong.empty());
    }
  }

  /** The hashes for these needs; equal needs cost once. */
  public BodyHashes(Collection<Need> needs) {
    this.needs = Set.copyOf(needs);
    for (Need need : this.needs) {
      digests.computeIfAbsent(need.canonicalization(), form -> new LimitedDigests()).add(need);
    }
    digests.forEach((form, digest) -> canonicalizers.put(form, form.body(digest)));
  }

  /** Takes the next bytes of the body. */
  public void write(byte[] bytes, int offset, int length) {
    for (BodyCanonicalizer canonicalizer : canonicalizers.values()) {
      canonicalizer.write(bytes, offset, length);
    }
  }

  /** Ends the body. */
  public void finish() {
    canonicalizers.values().forEach(BodyCanonicalizer::finish);
    digests.values().forEach(LimitedDigests::finish);
  }

  /**
   * The hash for one need, after {@link #finish()}.
   *
   * <p>Where the limit is beyond the end of the canonical body, the hash is that of the whole and
   * {@link BodyHash#hashedLength()} tells.
   *
   * @throws IllegalArgumentException if it was not among the needs
   */
  public BodyHash hash(Need need) {
    LimitedDigests digest = digests.get(need.canonicalization());
    if (digest == null || !needs.contains(need)) {
      throw new IllegalArgumentException("Not among the needs: " + need);
    }
    return digest.hash(need.limit());
  }
}
