package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dkim.signature.Octets;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.Limits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the claims of a signature out of its tags: "implementers MUST meticulously validate the
 * format and values in the DKIM-Signature header field" (RFC 6376 section 6.1.1).
 */
public final class SignatureParser {

  /** {@code hyphenated-word = ALPHA [ *(ALPHA / DIGIT / "-") (ALPHA / DIGIT) ]}. */
  private static final String WORD = "[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?";

  /** {@code x-sig-q-tag-type ["/" x-sig-q-tag-args]}, a word and dkim-quoted-printable. */
  private static final Pattern QUERY_METHOD = Pattern.compile(WORD + "(/[!-~]+)?");

  /** {@code sig-a-tag-alg = sig-a-tag-k "-" sig-a-tag-h}. */
  private static final Pattern ALGORITHM =
      Pattern.compile("[A-Za-z][A-Za-z0-9]*-[A-Za-z][A-Za-z0-9]*");

  /** {@code sig-c-tag-alg ["/" sig-c-tag-alg]}. */
  private static final Pattern CANONICALIZATION = Pattern.compile(WORD + "(/" + WORD + ")?");

  /** "Implementations SHOULD be prepared to handle values up to at least 10^12". */
  private static final long MAX_TIME = 1_000_000_000_000L;

  /** What the grammar gives to {@code l=}; times are read as far. */
  private static final int MAX_DIGITS = 76;

  private static final Set<String> KNOWN_PAIRS =
      Set.of("relaxed/relaxed", "relaxed/simple", "simple/relaxed", "simple/simple");

  private static final List<String> DEFAULT_QUERY_METHODS = List.of("dns/txt");

  private SignatureParser() {}

  /**
   * The claims of a DKIM-Signature field: grammar, version and required tags, in this order.
   *
   * @param tags the field's tag list
   */
  public static DkimSignature parse(TagList tags, Limits limits) throws Refusal {
    checkVersion(tags);
    TagValues values = new TagValues(tags, DkimReason.SIGNATURE_SYNTAX);
    checkLength(tags.get("h").orElse(""), limits);
    DkimSignature signature = claims(values, Identity.read(values));
    required("v", tags.get("v"));
    return signature;
  }

  /**
   * The claims of an ARC-Message-Signature field: no version, and {@code i=} is no identity (RFC
   * 8617 section 4.1.2).
   */
  public static DkimSignature parseArc(TagList tags, Limits limits) throws Refusal {
    checkLength(tags.get("h").orElse(""), limits);
    return claims(new TagValues(tags, DkimReason.SIGNATURE_SYNTAX), Optional.empty());
  }

  /** {@code sig-v-tag = %x76 [FWS] "=" [FWS] 1*DIGIT}; "it MUST have the value "1"". */
  private static void checkVersion(TagList tags) throws Refusal {
    Optional<String> version = tags.get("v");
    if (version.isPresent() && !version.get().equals("1")) {
      throw new Refusal(DkimReason.INCOMPATIBLE_VERSION, "v=" + version.get());
    }
  }

  /** Counts the names before they are taken apart: a megabyte of them is not worth its memory. */
  private static void checkLength(String signedHeaders, Limits limits) throws Refusal {
    int names = 1 + TagValues.count(signedHeaders, ':');
    if (names > limits.signedHeaders()) {
      throw new Refusal(DkimReason.TOO_MANY_SIGNED_HEADERS, names + " names");
    }
  }

  private static DkimSignature claims(TagValues values, Optional<Identity> identity)
      throws Refusal {
    Optional<String> algorithm = algorithm(values);
    Optional<Octets> signature = values.base64("b");
    Optional<Octets> bodyHash = values.base64("bh");
    Optional<DomainName> domain = values.domain("d", 2);
    Optional<List<String>> signedHeaders = values.fieldNames("h");
    Optional<DomainName> selector = values.domain("s", 1);
    OptionalLong bodyLength = values.number("l", MAX_DIGITS);
    Optional<Instant> timestamp = time(values, "t");
    Optional<Instant> expiration = time(values, "x");
    List<String> queryMethods = queryMethods(values);
    String canonicalization = canonicalization(values);
    DomainName sdid = required("d", domain);
    return new DkimSignature(
        required("a", algorithm),
        canonicalization,
        sdid,
        required("s", selector),
        identity.map(Identity::toString).orElse("@" + sdid),
        identity.map(Identity::domain).orElse(sdid),
        required("h", signedHeaders),
        queryMethods,
        bodyLength,
        timestamp,
        expiration,
        required("bh", bodyHash),
        required("b", signature));
  }

  /** {@code a=}, as it is written. */
  public static Optional<String> algorithm(TagValues values) throws Refusal {
    Optional<String> known = values.text("a").filter(a -> SigningAlgorithm.of(a).isPresent());
    return known.isPresent() ? known : values.matching("a", ALGORITHM);
  }

  /** "If only one algorithm is named, that algorithm is used for the header and "simple"". */
  private static String canonicalization(TagValues values) throws Refusal {
    String written = values.text("c").orElse("simple/simple");
    if (KNOWN_PAIRS.contains(written)) {
      return written;
    }
    String value = values.matching("c", CANONICALIZATION).orElse(written);
    return value.indexOf('/') < 0 ? value + "/simple" : value;
  }

  private static List<String> queryMethods(TagValues values) throws Refusal {
    Optional<List<String>> given = values.colonList("q");
    if (given.isEmpty()) {
      return DEFAULT_QUERY_METHODS;
    }
    List<String> methods = given.get();
    for (String method : methods) {
      if (!QUERY_METHOD.matcher(method).matches()) {
        throw values.refuse("q", "has an element that is no method: " + method);
      }
    }
    return methods;
  }

  /**
   * A time in seconds since 1970; {@link Instant#MAX} for a larger number than 10^12, such as one
   * of milliseconds: "implementations MAY consider any value longer than 12 digits to be infinite"
   * (section 3.5).
   */
  public static Optional<Instant> time(TagValues values, String name) throws Refusal {
    OptionalLong seconds = values.number(name, MAX_DIGITS);
    if (seconds.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        seconds.getAsLong() > MAX_TIME ? Instant.MAX : Instant.ofEpochSecond(seconds.getAsLong()));
  }

  /** The value of a tag that has to be there. */
  public static <T> T required(String name, Optional<T> value) throws Refusal {
    return value.orElseThrow(() -> missing(name));
  }

  private static Refusal missing(String name) {
    return new Refusal(DkimReason.MISSING_REQUIRED_TAG, name + "=");
  }
}
