package dev.waxseal.mime.internal;

import dev.waxseal.mime.Canonicalization;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
  private final List<Lane> lanes = new ArrayList<>(2);

  /** A form of the body on its way to its digests. */
  private record Lane(
      Canonicalization form, LimitedDigests digests, BodyCanonicalizer canonicalizer) {

    static Lane of(Canonicalization form) {
      LimitedDigests digests = new LimitedDigests();
      return new Lane(form, digests, BodyCanonicalizer.of(form, digests));
    }
  }

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

    // Java links these of a record when they are first called, which takes longer than a message.

    @Override
    public boolean equals(Object other) {
      return other instanceof Need need
          && canonicalization == need.canonicalization
          && limit.equals(need.limit);
    }

    @Override
    public int hashCode() {
      return 31 * canonicalization.hashCode() + limit.hashCode();
    }
  }

  /** The hashes for these needs; equal needs cost once. */
  public BodyHashes(Collection<Need> needs) {
    this.needs = Set.copyOf(needs);
    for (Need need : this.needs) {
      digests(need.canonicalization()).add(need);
    }
  }

  /** Takes the next bytes of the body. */
  public void write(byte[] bytes, int offset, int length) {
    for (Lane lane : lanes) {
      lane.canonicalizer().write(bytes, offset, length);
    }
  }

  /** Ends the body. */
  public void finish() {
    for (Lane lane : lanes) {
      lane.canonicalizer().finish();
      lane.digests().finish();
    }
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
    if (!needs.contains(need)) {
      throw new IllegalArgumentException("Not among the needs: " + need);
    }
    return digests(need.canonicalization()).hash(need.limit());
  }

  /** The digests of a form; there from when they are first asked for. */
  private LimitedDigests digests(Canonicalization form) {
    for (Lane lane : lanes) {
      if (lane.form() == form) {
        return lane.digests();
      }
    }
    Lane lane = Lane.of(form);
    lanes.add(lane);
    return lane.digests();
  }
}
