package dev.waxseal.dns;

import java.net.IDN;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A domain name as DNS carries it: A-labels in lower case, joined by dots, without a trailing dot.
 *
 * <p>A label has 1 to 63 octets and the name at most 253 (RFC 1035 section 2.3.4: 255 with the
 * length octets). A label is made of letters, digits, hyphens and underscores, and neither starts
 * nor ends with a hyphen (RFC 1123 section 2.1, with the underscore of RFC 8552). The root is not
 * among them.
 *
 * <p>U-labels are accepted and turned into A-labels, but only when the way back gives the same
 * label (RFC 5890 section 2.3.2.1). The sharp s, the final sigma and the two joiners, which IDNA
 * 2003 maps to something else, are therefore refused in U-label form rather than looked up under
 * somebody else's name; so are characters that are newer than the Java platform's IDNA tables.
 * Their A-labels are accepted.
 *
 * <p>Names that SPF asks for may have other characters: {@link #forLookup} makes these, and {@link
 * DnsRecord.Mx#lookupName} and {@link DnsRecord.Ptr#lookupName}.
 *
 * <p>Instances are immutable; equal names are equal objects, whatever the case they were written
 * in.
 */
public final class DomainName {
  private static final int MAX_LABEL = 63;
  private static final int MAX_NAME = 253;

  private final String text;

  private DomainName(String text) {
    this.text = text;
  }

  /**
   * The name that a text spells, or empty when it spells none.
   *
   * @param text labels joined by dots, as A-labels or U-labels; a trailing dot is refused
   * @return the name, or empty
   */
  public static Optional<DomainName> parse(String text) {
    if (isWritten(text)) {
      return Optional.of(new DomainName(text));
    }
    List<String> labels = new ArrayList<>();
    return complaint(text, labels).isEmpty() ? Optional.of(joined(labels)) : Optional.empty();
  }

  /**
   * The name that a text spells, for names that the caller vouches for.
   *
   * @param text labels joined by dots, as for {@link #parse}
   * @return the name
   * @throws IllegalArgumentException if it spells none; the message says why
   */
  public static DomainName of(String text) {
    List<String> labels = new ArrayList<>();
    complaint(text, labels)
        .ifPresent(
            complaint -> {
              throw new IllegalArgumentException(
                  "\"" + text + "\" is not a domain name: " + complaint);
            });
    return joined(labels);
  }

  /**
   * A name for a question alone, which need not be one that a host can have: a label may have any
   * printable ASCII characters but dots, spaces among them (RFC 2181 section 11: DNS itself allows
   * any octets).
   *
   * <p>Such names come of SPF macros: {@code user+tag._spf.example.org}. They are names to ask for
   * and not what somebody is called: what is rendered or compared comes from {@link #parse}.
   *
   * @param text labels of 1 to 63 characters joined by dots, 253 characters at most
   * @return the name in lower case, or empty
   */
  public static Optional<DomainName> forLookup(String text) {
    return isWithin(text, ' ', '~') ? ofOctets(text) : Optional.empty();
  }

  /** As {@link #forLookup}, of any octets but dots: one character an octet. */
  static Optional<DomainName> ofOctets(String text) {
    if (text.length() > MAX_NAME || !isWithin(text, '\0', '\u00FF')) {
      return Optional.empty();
    }
    StringBuilder lower = new StringBuilder(text.length());
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (!isLabelLength(i - start)) {
          return Optional.empty();
        }
        start = i + 1;
      }
      lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
    }
    return isLabelLength(text.length() - start)
        ? Optional.of(new DomainName(lower.toString()))
        : Optional.empty();
  }

  private static boolean isLabelLength(int length) {
    return length > 0 && length <= MAX_LABEL;
  }

  private static boolean isWithin(String text, char lowest, char highest) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < lowest || text.charAt(i) > highest) {
        return false;
      }
    }
    return true;
  }

  /** {@return the labels, the host's first and the top-level domain's last; never empty} */
  public List<String> labels() {
    return List.of(text.split("\\."));
  }

  /** {@return the number of labels, at least 1} */
  public int labelCount() {
    int count = 1;
    for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
      count++;
    }
    return count;
  }

  /** {@return the name without its first label, or empty for a top-level domain} */
  public Optional<DomainName> parent() {
    int dot = text.indexOf('.');
    return dot < 0 ? Optional.empty() : Optional.of(new DomainName(text.substring(dot + 1)));
  }

  /**
   * This name with labels put before it, or empty when a label is bad or the whole is too long.
   *
   * @param prefix labels joined by dots, as for {@link #parse}: {@code "sel._domainkey"}
   * @return the longer name, or empty
   */
  public Optional<DomainName> prefixed(String prefix) {
    Optional<DomainName> before = parse(prefix);
    return before.isPresent() && before.get().text.length() + 1 + text.length() <= MAX_NAME
        ? Optional.of(new DomainName(before.get().text.concat(".").concat(text)))
        : Optional.empty();
  }

  /**
   * Whether this is the given name or a name under it.
   *
   * <p>Whole labels are compared: {@code badexample.org} is not under {@code example.org}.
   *
   * @param ancestor the name to be at or below
   * @return true if it is
   */
  public boolean isSameOrBelow(DomainName ancestor) {
    int dot = text.length() - ancestor.text.length() - 1;
    return text.endsWith(ancestor.text) && (dot < 0 || text.charAt(dot) == '.');
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DomainName name && text.equals(name.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** {@return the name as text: A-labels in lower case, no trailing dot} */
  @Override
  public String toString() {
    return text;
  }

  private static DomainName joined(List<String> labels) {
    return new DomainName(String.join(".", labels));
  }

  /** True if a text is a name already, as nearly all are, so that no copy is needed. */
  private static boolean isWritten(String text) {
    int start = 0;
    for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', start)) {
      if (!isWritten(text, start, dot)) {
        return false;
      }
      start = dot + 1;
    }
    return isWritten(text, start, text.length()) && text.length() <= MAX_NAME;
  }

  private static boolean isWritten(String text, int start, int end) {
    return start < end
        && end - start <= MAX_LABEL
        && isLabel(text, start, end)
        && text.charAt(start) != '-'
        && text.charAt(end - 1) != '-';
  }

  /** Collects the A-labels of a text; what is wrong with it, if anything is. */
  private static Optional<String> complaint(String text, List<String> labels) {
    // A code point has at most two chars and its A-label form at least one octet.
    if (text.length() > 2 * MAX_NAME) {
      return Optional.of("it is longer than " + MAX_NAME + " octets");
    }
    int length = -1;
    for (int start = 0; start <= text.length(); ) {
      int dot = text.indexOf('.', start);
      int end = dot < 0 ? text.length() : dot;
      String written = text.substring(start, end);
      start = end + 1;
      String label = aLabel(written);
      Optional<String> complaint = labelComplaint(written, label);
      if (complaint.isPresent()) {
        return complaint;
      }
      length += 1 + label.length();
      labels.add(label);
    }
    return length > MAX_NAME
        ? Optional.of("it is longer than " + MAX_NAME + " octets")
        : Optional.empty();
  }

  private static Optional<String> labelComplaint(String written, String label) {
    if (written.isEmpty()) {
      return Optional.of("it has an empty label");
    }
    if (label.isEmpty()) {
      return Optional.of("the label \"" + written + "\" has no unambiguous A-label");
    }
    if (label.length() > MAX_LABEL) {
      return Optional.of("a label is longer than " + MAX_LABEL + " octets");
    }
    if (label.startsWith("-") || label.endsWith("-")) {
      return Optional.of("the label \"" + written + "\" starts or ends with a hyphen");
    }
    if (!isLabel(label, 0, label.length())) {
      return Optional.of(
          "the label \"" + written + "\" has other than letters, digits, hyphens and underscores");
    }
    return Optional.empty();
  }

  /** A label's A-label in lower case, or the empty string when it has none. */
  private static String aLabel(String label) {
    String lower = label.toLowerCase(Locale.ROOT);
    if (isAscii(label)) {
      return lower;
    }
    // RFC 5891 section 5.4: a U-label is in NFC. This also stops the Kelvin sign, whose lower case
    // is an ASCII letter.
    if (!Normalizer.isNormalized(label, Normalizer.Form.NFC)) {
      return "";
    }
    try {
      String ascii = IDN.toASCII(lower, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
      return IDN.toUnicode(ascii).equals(lower) ? ascii : "";
    } catch (IllegalArgumentException noALabel) {
      return "";
    }
  }

  private static boolean isAscii(String label) {
    for (int i = 0; i < label.length(); i++) {
      if (label.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLabel(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '_') {
        return false;
      }
    }
    return true;
  }
}
