package dev.waxseal.dkim;

import dev.waxseal.authres.MethodResult;
import dev.waxseal.authres.MethodResult.Property;
import dev.waxseal.dkim.internal.TagList;
import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dkim.signature.Octets;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of one DKIM-Signature field. Only a {@link Pass} has a domain that vouches for the
 * message.
 *
 * <p>Immutable; share it among threads.
 */
public sealed interface DkimResult {

  /** The DKIM-Signature field. */
  HeaderField field();

  /** The result word of RFC 8601. */
  DkimSignature.Status status();

  /** The claims of the signature; empty if its field could not be read. */
  Optional<DkimSignature> signature();

  /** The key record that decided, if it came to that. */
  Optional<DkimKeyRecord> keyRecord();

  /**
   * The tags as they were written, without the white space around their values, for display; empty
   * if the field is not even a tag list, or has more tags than {@link Limits#tags()} by default.
   * ISO-8859-1, one character an octet; not checked.
   */
  default Map<String, String> tags() {
    return TagList.tags(field());
  }

  /**
   * The result in Authentication-Results: {@code dkim=pass header.d=… header.s=… header.a=…
   * header.b=…} (RFC 8601 section 2.7.1, RFC 6008 section 4). A comment tells of a key in testing.
   */
  default MethodResult methodResult() {
    Optional<String> reason =
        this instanceof Failure failure ? Optional.of(failure.detail()) : Optional.empty();
    boolean isTesting = keyRecord().filter(DkimKeyRecord::isTesting).isPresent();
    Optional<String> comment =
        reason.isEmpty() && isTesting ? Optional.of("key in testing, t=y") : Optional.empty();
    List<Property> properties = signature().map(DkimResult::properties).orElse(List.of());
    return new MethodResult(DkimReport.METHOD, status().word(), reason, properties, comment);
  }

  private static List<Property> properties(DkimSignature claims) {
    List<Property> properties = new ArrayList<>(5);
    properties.add(new Property("header", "d", claims.domain().toString()));
    if (isWorthTelling(claims)) {
      properties.add(new Property("header", "i", claims.identity()));
    }
    properties.add(new Property("header", "s", claims.selector().toString()));
    properties.add(new Property("header", "a", claims.algorithm()));
    properties.add(new Property("header", "b", beginning(claims.signature())));
    return properties;
  }

  /**
   * Returns true if the identity says more than the domain. One with a quoted local part is left
   * out: it is a word of the signer's about itself, and SpamAssassin drops a whole field with such
   * an address.
   */
  private static boolean isWorthTelling(DkimSignature claims) {
    String identity = claims.identity();
    return !identity.equals("@" + claims.domain())
        && identity.matches("[^\\s\"\\\\(),:;<>\\[\\]]+");
  }

  /** Enough to tell signatures apart: "at least 8" characters (RFC 6008 section 4). */
  private static String beginning(Octets signature) {
    int octets = Math.min(signature.length(), 6);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(signature.bytes(), octets));
  }

  /**
   * A signature that verified and is acceptable.
   *
   * @param field the DKIM-Signature field
   * @param claims what it claims, signed by the domain; its identity is the domain's word and no
   *     more
   * @param key the key record that verified it
   * @param bodyOctets how many octets the canonical body has
   * @param uncovered names of fields that people see or programs act on, lower case, of which the
   *     message has more than the signature covers, so that the others may have been added by
   *     anyone (RFC 6376 section 8.15)
   */
  record Pass(
      HeaderField field,
      DkimSignature claims,
      DkimKeyRecord key,
      long bodyOctets,
      List<String> uncovered)
      implements DkimResult {

    /** The domain that takes responsibility for the message: {@code d=} (RFC 6376 section 2.5). */
    public DomainName domain() {
      return claims.domain();
    }

    /** The result on one line, for logs. */
    @Override
    public String toString() {
      return "pass d=" + domain() + " s=" + claims.selector();
    }

    @Override
    public DkimSignature.Status status() {
      return DkimSignature.Status.PASS;
    }

    @Override
    public Optional<DkimSignature> signature() {
      return Optional.of(claims);
    }

    @Override
    public Optional<DkimKeyRecord> keyRecord() {
      return Optional.of(key);
    }
  }

  /**
   * A signature that does not count.
   *
   * @param field the DKIM-Signature field
   * @param signature the claims, which nobody has verified; empty if they could not be read
   * @param keyRecord the key record that was found wanting or did not verify it, if it came to that
   * @param reason why, by the first step that failed
   * @param about what exactly is wrong, printable ASCII on one line; may be empty
   */
  record Failure(
      HeaderField field,
      Optional<DkimSignature> signature,
      Optional<DkimKeyRecord> keyRecord,
      DkimReason reason,
      String about)
      implements DkimResult {

    @Override
    public DkimSignature.Status status() {
      return reason.status();
    }

    /** The result on one line, for logs. */
    @Override
    public String toString() {
      return status().word() + " " + reason + ": " + detail();
    }

    /** The reason for people, with what exactly is wrong: printable ASCII on one line. */
    public String detail() {
      return reason.detail(about);
    }
  }
}
