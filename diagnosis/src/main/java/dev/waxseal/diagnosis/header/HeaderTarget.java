package dev.waxseal.diagnosis.header;

import dev.waxseal.dkim.internal.SignedHash;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import java.util.List;

/**
 * The claims of a signature about the header.
 *
 * @param field the field that holds the signature
 * @param names the names in {@code h=}, lower case, in order, with repetitions
 * @param form the canonical form
 * @param hash the hash that was signed, as far as the key reveals it
 */
public record HeaderTarget(
    HeaderField field, List<String> names, Canonicalization form, SignedHash hash) {

  /** Copies the list. */
  public HeaderTarget {
    names = List.copyOf(names);
  }

  /** Returns true if this field holds the signature. */
  @SuppressWarnings("ReferenceEquality") // another field may have the same octets
  boolean isIn(HeaderField other) {
    return field == other;
  }

  /** The target of a signature with a known canonical form. */
  public static HeaderTarget of(HeaderField field, DkimSignature claims, SignedHash hash) {
    return new HeaderTarget(
        field, claims.signedHeaders(), claims.headerCanonicalization().orElseThrow(), hash);
  }
}
