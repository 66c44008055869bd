package dev.waxseal.mime.internal;

import dev.waxseal.mime.ByteSink;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * The SHA-256 of one canonical body, and of its beginnings at given lengths.
 *
 * <p>One digest runs through the body and is copied at each length. Otherwise a message with many
 * signatures, each with its own {@code l=}, would cost as many hashes of the body as it has
 * signatures.
 */
final class LimitedDigests implements ByteSink {

  /** The octets that the digest gets at a time: with many more it is an eighth slower. */
  private static final int PIECE = 8192;

  private final MessageDigest digest = sha256();
  private final TreeSet<Long> limits = new TreeSet<>();
  private final Map<Long, byte[]> atLimit = new HashMap<>();
  private boolean wholeNeeded;
  private byte[] whole = new byte[0];
  private long length;

  void add(BodyHashes.Need need) {
    need.limit().ifPresentOrElse(limits::add, () -> wholeNeeded = true);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    int from = offset;
    int end = offset + count;
    while (!limits.isEmpty() && limits.first() <= length + (end - from)) {
      from = digestUpTo(limits.pollFirst(), bytes, from);
    }
    if (wholeNeeded || !limits.isEmpty()) {
      digest(bytes, from, end);
    }
    length += end - from;
  }

  private int digestUpTo(long limit, byte[] bytes, int from) {
    int part = (int) (limit - length);
    digest(bytes, from, from + part);
    length = limit;
    atLimit.put(limit, copyOfDigest().digest());
    return from + part;
  }

  private void digest(byte[] bytes, int from, int end) {
    for (int at = from; at < end; at += PIECE) {
      digest.update(bytes, at, Math.min(PIECE, end - at));
    }
  }

  void finish() {
    whole = digest.digest();
  }

  BodyHash hash(OptionalLong limit) {
    byte[] hash = limit.isPresent() ? atLimit.get(limit.getAsLong()) : whole;
    return hash == null
        ? new BodyHash(whole, length, length)
        : new BodyHash(hash, limit.orElse(length), length);
  }

  private MessageDigest copyOfDigest() {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The SHA-256 of this Java runtime cannot be copied", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256; this one does not", e);
    }
  }
}
