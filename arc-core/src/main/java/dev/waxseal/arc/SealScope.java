package dev.waxseal.arc;

import dev.waxseal.dkim.internal.Hashes;
import dev.waxseal.dkim.internal.HeaderHash;
import dev.waxseal.mime.ByteSink;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The octets that seals sign (RFC 8617 section 5.1.1): all sets up to their own, in increasing
 * order, and of a set the results, the message signature and the seal, relaxed; the last seal with
 * an empty {@code b=} and without CRLF.
 */
final class SealScope {

  private static final byte[] CRLF = {'\r', '\n'};

  private SealScope() {}

  /**
   * The hash that each seal of a chain signs, the oldest first. One hash runs through the chain and
   * is copied at each seal, so that the cost grows with the length of the chain and not with its
   * square.
   *
   * @param sets the sets of a chain, each with its three fields
   */
  static List<byte[]> hashes(List<ArcSet> sets) {
    MessageDigest running = Hashes.sha256();
    List<byte[]> hashes = new ArrayList<>();
    for (ArcSet set : sets) {
      HeaderField seal = set.seal().orElseThrow();
      write(set.authenticationResults().orElseThrow(), running::update);
      write(set.messageSignature().orElseThrow(), running::update);
      MessageDigest copy = Hashes.copy(running);
      Canonicalization.RELAXED.header(HeaderHash.withoutSignature(seal), copy::update);
      hashes.add(copy.digest());
      write(seal, running::update);
    }
    return hashes;
  }

  /**
   * The octets that a new seal signs.
   *
   * @param before the sets before it; none if the chain has failed (section 5.1.2)
   * @param results the results of the new set
   * @param messageSignature its message signature
   * @param unsignedSeal its seal with an empty {@code b=}
   */
  static byte[] data(
      List<ArcSet> before,
      HeaderField results,
      HeaderField messageSignature,
      HeaderField unsignedSeal) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (ArcSet set : before) {
      write(set.authenticationResults().orElseThrow(), data::write);
      write(set.messageSignature().orElseThrow(), data::write);
      write(set.seal().orElseThrow(), data::write);
    }
    write(results, data::write);
    write(messageSignature, data::write);
    Canonicalization.RELAXED.header(unsignedSeal, data::write);
    return data.toByteArray();
  }

  private static void write(HeaderField field, ByteSink out) {
    Canonicalization.RELAXED.header(field, out);
    out.write(CRLF, 0, CRLF.length);
  }
}
