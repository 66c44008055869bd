package dev.waxseal.diagnosis.body;

import dev.waxseal.diagnosis.internal.Effort;
import dev.waxseal.dkim.internal.Hashes;
import java.security.MessageDigest;
import java.util.Arrays;

/** Compares candidates with the hash that was signed. For one search, one thread. */
final class Probe {

  /** The fixed cost of a test, in octets. */
  private static final int TEST = 300;

  private final BodyTarget target;
  private final byte[] wanted;
  private final Effort effort;

  Probe(BodyTarget target, Effort effort) {
    this.target = target;
    this.wanted = target.hash().bytes();
    this.effort = effort;
  }

  BodyTarget target() {
    return target;
  }

  Effort effort() {
    return effort;
  }

  /** The canonical form of a candidate, or of an empty body if the effort is used up. */
  CanonicalText canonical(BodyText body) {
    boolean affordable = effort.take(body.octets().length());
    return CanonicalText.of(affordable ? body : body.with(""), target.form());
  }

  /** Returns true if this is the body that was signed. */
  boolean matches(CanonicalText text) {
    return matches(text.octets(), 0, text.octets().length);
  }

  /** Returns true if these octets were signed, up to {@code l=}. */
  boolean matches(byte[] octets, int from, int to) {
    long end = Math.min(to, from + target.limit().orElse(Long.MAX_VALUE - from));
    if (!effort.take(end - from + TEST)) {
      return false;
    }
    MessageDigest digest = target.digest();
    digest.update(octets, from, (int) end - from);
    return Arrays.equals(wanted, digest.digest());
  }

  /** Returns true if the octets hashed so far were signed; the digest can go on. */
  boolean endsHere(MessageDigest digest) {
    return effort.take(TEST) && Arrays.equals(wanted, Hashes.copy(digest).digest());
  }

  /** Returns true if the octets hashed so far and these octets were signed. */
  boolean endsWith(MessageDigest digest, byte[] octets, int from, int to) {
    if (!effort.take(to - from + TEST)) {
      return false;
    }
    MessageDigest all = Hashes.copy(digest);
    all.update(octets, from, to - from);
    return Arrays.equals(wanted, all.digest());
  }
}
