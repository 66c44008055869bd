package dev.waxseal.dns;

import java.net.IDN;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A domain name: letters, digits, hyphens and underscores, in lower case and A-labels, absolute and
 * without the dot at its end. Equal names are equal objects.
 *
 * <p>Underscores are allowed, as DNS allows them: {@code _domainkey} has one, and so have selectors
 * that people use, although the grammar of RFC 6376 knows letters, digits and hyphens only.
 *
 * <p>Immutable; share it among threads.
 */
public final class DomainName {

  private static final int MAX_LABEL = 63;

  /** 255 octets on the wire (RFC 1035 section 2.3.4) are 253 characters between the dots. */
  private static final int MAX_NAME = 253;

  private final String name;

  private DomainName(String name) {
    this.name = name;
  }

  /**
   * Reads a name of A-labels or U-labels (RFC 5890 section 2.3.2.1).
   *
   * <p>A U-label is taken if its A-label leads back to it, letters in any case. The four characters
   * that older software maps away, such as the German sharp s, do not: in U-labels they are
   * refused, so that a name is never looked up under another's.
   *
   * @param text the name without a dot at its end
   * @return empty if it is no domain name, or is longer than DNS allows
   */
  public static Optional<DomainName> parse(String text) {
    List<String> labels = new ArrayList<>();
    for (String label : text.split("\\.", -1)) {
      Optional<String> ascii = aLabel(label);
      if (ascii.isEmpty()) {
        return Optional.empty();
      }
      labels.add(ascii.get());
    }
    String name = String.join(".", labels);
    return name.length() > MAX_NAME ? Optional.empty() : Optional.of(new DomainName(name));
  }

  /**
   * A name that is known to be one.
   *
   * @throws IllegalArgumentException if {@link #parse} would be empty
   */
  public static DomainName of(String text) {
    return parse(text)
        .orElseThrow(() -> new IllegalArgumentException("Not a domain name: '" + text + "'"));
  }

  /** The labels from the left to the right. */
  public List<String> labels() {
    return List.of(name.split("\\.", -1));
  }

  /** How many labels there are, 1 or more. */
  public int labelCount() {
    return 1 + (int) name.chars().filter(c -> c == '.').count();
  }

  /** The name without its left-most label; empty for a name of one label. */
  public Optional<DomainName> parent() {
    int dot = name.indexOf('.');
    return dot < 0 ? Optional.empty() : Optional.of(new DomainName(name.substring(dot + 1)));
  }

  /**
   * The name with labels put before it.
   *
   * @param labels one label or several with dots between them
   * @return empty if they are no labels or the name would be longer than DNS allows
   */
  public Optional<DomainName> prefixed(String labels) {
    return parse(labels + "." + name);
  }

  /** Whether this is that name, or a name below it. */
  public boolean isSameOrBelow(DomainName ancestor) {
    return name.equals(ancestor.name) || name.endsWith("." + ancestor.name);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DomainName domain && name.equals(domain.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** The name, in lower case and A-labels, without a dot at its end. */
  @Override
  public String toString() {
    return name;
  }

  private static Optional<String> aLabel(String label) {
    String lower = label.toLowerCase(Locale.ROOT);
    boolean ascii = label.chars().allMatch(c -> c < 0x80);
    Optional<String> candidate = ascii ? Optional.of(lower) : ofULabel(lower);
    return candidate.filter(DomainName::isLabel);
  }

  private static Optional<String> ofULabel(String label) {
    if (!Normalizer.isNormalized(label, Normalizer.Form.NFC)) {
      return Optional.empty();
    }
    try {
      String ascii = IDN.toASCII(label, IDN.USE_STD3_ASCII_RULES);
      boolean symmetric = ascii.startsWith("xn--") && IDN.toUnicode(ascii).equals(label);
      return symmetric ? Optional.of(ascii) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isLabel(String label) {
    return !label.isEmpty()
        && label.length() <= MAX_LABEL
        && !label.startsWith("-")
        && !label.endsWith("-")
        && label.chars().allMatch(DomainName::isLabelChar);
  }

  private static boolean isLabelChar(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  }
}
