package dev.waxseal.mime;

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
      digest.update(bytes, from, end - from);
    }
    length += end - from;
  }

  private int digestUpTo(long limit, byte[] bytes, int from) {
    int part = (int) (limit - length);
    digest.update(bytes, from, part);
    length = limit;
    atLimit.put(limit, copyOfDigest().digest());
    return from + part;
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
