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

  /** The digits that the grammar allows in {@code l=}; times may have as many here. */
  private static final int MAX_DIGITS = 76;

  private static final Set<String> KNOWN_PAIRS =
      Set.of("relaxed/relaxed", "relaxed/simple", "simple/relaxed", "simple/simple");

  private static final List<String> DEFAULT_QUERY_METHODS = List.of("dns/txt");

  /** atext, with the letters of all alphabets (RFC 5322 section 3.2.3, RFC 6532 section 3.2). */
  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\-[^\\x00-\\x7f\\p{C}\\p{Z}]]+";

  /** qcontent between quotation marks (RFC 5321 section 4.1.2). */
  private static final String QUOTED =
      "\"(?:[ !#-\\[\\]-~[^\\x00-\\x7f\\p{C}\\p{Z}]]|\\\\[ -~])*+\"";

  /** {@code [ Local-part ]}: Dot-string or Quoted-string (RFC 5321 section 4.1.2). */
  private static final Pattern LOCAL_PART =
      Pattern.compile("(?:" + ATOM + "(?:\\." + ATOM + ")*+|" + QUOTED + ")?");

  /** The identity, decoded. */
  private record Identity(String localPart, DomainName domain) {

    @Override
    public String toString() {
      return localPart + "@" + domain;
    }
  }

  private final TagList tags;
  private final TagValues values;
  private final boolean isDkim;

  /** A reader of the tags of a field. */
  SignatureParser(TagList tags, SignatureVerification.Kind kind) {
    this.tags = tags;
    this.values = new TagValues(tags, DkimReason.SIGNATURE_SYNTAX);
    this.isDkim = kind == SignatureVerification.Kind.DKIM_SIGNATURE;
  }

  /** {@code sig-v-tag = %x76 [FWS] "=" [FWS] 1*DIGIT}; "it MUST have the value "1"". */
  void checkVersion() throws Refusal {
    Optional<String> version = isDkim ? tags.get("v") : Optional.empty();
    if (version.isPresent() && !version.get().equals("1")) {
      throw new Refusal(DkimReason.INCOMPATIBLE_VERSION, "v=" + version.get());
    }
  }

  /** Counts the names before they are taken apart: a megabyte of them is not worth its memory. */
  void checkNumberOfNames(Limits limits) throws Refusal {
    int names = 1 + TagValues.count(tags.get("h").orElse(""), ':');
    if (names > limits.signedHeaders()) {
      throw new Refusal(DkimReason.TOO_MANY_SIGNED_HEADERS, names + " names");
    }
  }

  /** The claims: the grammar of every tag, then the tags that are required. */
  DkimSignature signature() throws Refusal {
    DkimSignature signature = claims(isDkim ? identity() : Optional.empty());
    if (isDkim) {
      required("v", tags.get("v"));
    }
    return signature;
  }

  private DkimSignature claims(Optional<Identity> identity) throws Refusal {
    Optional<String> algorithm = algorithm(values);
    Optional<Octets> signature = values.base64("b");
    Optional<Octets> bodyHash = values.base64("bh");
    Optional<DomainName> domain = values.domain("d", 2);
    Optional<List<String>> signedHeaders = values.fieldNames("h");
    Optional<DomainName> selector = values.domain("s", 1);
    OptionalLong bodyLength = values.number("l", MAX_DIGITS);
    Optional<Instant> timestamp = time(values, "t");
    Optional<Instant> expiration = time(values, "x");
    List<String> queryMethods = queryMethods();
    String canonicalization = canonicalization();
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
  private String canonicalization() throws Refusal {
    String written = values.text("c").orElse("simple/simple");
    if (KNOWN_PAIRS.contains(written)) {
      return written;
    }
    String value = values.matching("c", CANONICALIZATION).orElse(written);
    return value.indexOf('/') < 0 ? value + "/simple" : value;
  }

  private List<String> queryMethods() throws Refusal {
    Optional<List<String>> given = values.colonList("q");
    if (given.isEmpty()) {
      return DEFAULT_QUERY_METHODS;
    }
    List<String> methods = given.get();
    for (String method : methods) {
      if (!QUERY_METHOD.matcher(method).matches()) {
        throw values.refuse("q", "has an element that is not a method: " + method);
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

  /** The value of a required tag. */
  public static <T> T required(String name, Optional<T> value) throws Refusal {
    return value.orElseThrow(() -> missing(name));
  }

  private static Refusal missing(String name) {
    return new Refusal(DkimReason.MISSING_REQUIRED_TAG, name + "=");
  }

  /**
   * {@code i=}: {@code [ Local-part ] "@" domain-name}, in dkim-quoted-printable (RFC 6376 sections
   * 2.11 and 3.5).
   */
  private Optional<Identity> identity() throws Refusal {
    Optional<String> text = values.text("i");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String address = values.utf8("i", decode(Fws.remove(text.get())));
    int at = address.lastIndexOf('@');
    if (at < 0) {
      throw values.refuse("i", "has no @");
    }
    String localPart = address.substring(0, at);
    if (!LOCAL_PART.matcher(localPart).matches()) {
      throw values.refuse("i", "is not a mail address: " + localPart);
    }
    return Optional.of(new Identity(localPart, values.domain("i", address.substring(at + 1), 2)));
  }

  /** {@code hex-octet = "=" 2HEXDIG}; "=" stands for nothing else. */
  private String decode(String text) throws Refusal {
    StringBuilder octets = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '=') {
        octets.append(text.charAt(i));
      } else {
        octets.append(hexOctet(text, i + 1));
        i += 2;
      }
    }
    return octets.toString();
  }

  private char hexOctet(String text, int at) throws Refusal {
    int high = at + 1 < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    int low = at + 1 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
    if (high < 0 || low < 0) {
      throw values.refuse("i", "has a '=' that no two hexadecimal digits follow");
    }
    return (char) (high << 4 | low);
  }
}
