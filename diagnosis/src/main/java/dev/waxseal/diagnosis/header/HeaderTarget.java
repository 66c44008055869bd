package dev.waxseal.diagnosis.header;

import dev.waxseal.dkim.internal.SignedHash;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import java.util.List;

/**
 * What a signature says of the header.
 *
 * @param field the field that holds the signature
 * @param names the names in {@code h=}, lower case, in order, with repetitions
 * @param form the canonical form
 * @param hash what was signed, as far as the key tells
 */
public record HeaderTarget(
    HeaderField field, List<String> names, Canonicalization form, SignedHash hash) {

  /** Copies the list. */
  public HeaderTarget {
    names = List.copyOf(names);
  }

  /** The target of a signature whose canonical form is known. */
  public static HeaderTarget of(HeaderField field, DkimSignature claims, SignedHash hash) {
    return new HeaderTarget(
        field, claims.signedHeaders(), claims.headerCanonicalization().orElseThrow(), hash);
  }
}
