package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.Octets;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.internal.OddOctets;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The values of one tag list by their grammar; what breaks it is refused under one reason. */
public final class TagValues {

  private final TagList tags;
  private final DkimReason reason;

  /** The values of a list. */
  public TagValues(TagList tags, DkimReason reason) {
    this.tags = tags;
    this.reason = reason;
  }

  /** The text of a tag as it stands. */
  public Optional<String> text(String name) {
    return tags.get(name);
  }

  /** The text of a tag that must have a form. */
  public Optional<String> matching(String name, Pattern form) throws Refusal {
    Optional<String> text = tags.get(name);
    if (text.isPresent() && !form.matcher(text.get()).matches()) {
      throw refuse(name, "is not of the form that the grammar asks for: " + text.get());
    }
    return text;
  }

  /** Base64 that may hold white space anywhere (RFC 6376 section 2.10); never empty. */
  public Optional<Octets> base64(String name) throws Refusal {
    Optional<String> text = tags.get(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    byte[] base64 = Fws.octetsWithout(text.get());
    if (base64.length == 0) {
      throw refuse(name, "is empty");
    }
    try {
      return Optional.of(Octets.ofBase64(base64));
    } catch (IllegalArgumentException e) {
      String odd = OddOctets.in(text.get()).map(it -> ": " + it).orElse("");
      throw refuse(name, "is not base64" + odd);
    }
  }

  /**
   * An unsigned decimal number.
   *
   * @param maxDigits how many digits the grammar allows
   * @return the number; {@link Long#MAX_VALUE} if it is larger than that
   */
  public OptionalLong number(String name, int maxDigits) throws Refusal {
    Optional<String> text = tags.get(name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    String digits = text.get();
    if (digits.isEmpty() || digits.length() > maxDigits || !areDigits(digits)) {
      throw refuse(name, "is not a number of at most " + maxDigits + " digits");
    }
    try {
      return OptionalLong.of(Long.parseLong(digits));
    } catch (NumberFormatException e) {
      return OptionalLong.of(Long.MAX_VALUE);
    }
  }

  /** A domain name in A-labels or, as UTF-8, U-labels (RFC 8616 section 5). */
  public Optional<DomainName> domain(String name, int minLabels) throws Refusal {
    Optional<String> text = tags.get(name);
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(domain(name, utf8(name, text.get()), minLabels));
  }

  /** A domain name out of the value of a tag. */
  DomainName domain(String name, String text, int minLabels) throws Refusal {
    DomainName domain =
        DomainName.parse(text).orElseThrow(() -> refuse(name, "is not a domain name: " + text));
    if (domain.labelCount() < minLabels) {
      throw refuse(name, "has fewer than " + minLabels + " labels: " + text);
    }
    return domain;
  }

  /** The elements of a colon-separated list, without white space around them; none is empty. */
  public Optional<List<String>> colonList(String name) throws Refusal {
    return colonList(name, String::substring);
  }

  /** Field names in a colon-separated list, in lower case. */
  Optional<List<String>> fieldNames(String name) throws Refusal {
    return colonList(name, FieldNames::lowerCase);
  }

  /** Cuts an element out of a text. */
  @FunctionalInterface
  private interface Cut {

    String cut(String text, int start, int end);
  }

  private Optional<List<String>> colonList(String name, Cut cut) throws Refusal {
    Optional<String> text = tags.get(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String list = text.get();
    List<String> elements = new ArrayList<>(1 + count(list, ':'));
    int start = 0;
    while (start <= list.length()) {
      int colon = list.indexOf(':', start);
      int end = colon < 0 ? list.length() : colon;
      int from = Math.min(Fws.skip(list, start), end);
      int to = Fws.trimEnd(list, from, end);
      checkElement(name, list, from, to);
      elements.add(cut.cut(list, from, to));
      start = end + 1;
    }
    return Optional.of(elements);
  }

  private void checkElement(String name, String list, int from, int to) throws Refusal {
    if (from == to) {
      throw refuse(name, "has an empty element");
    }
    if (!isVisible(list, from, to)) {
      throw refuse(name, "has an element that may not stand there: " + list.substring(from, to));
    }
  }

  /** ISO-8859-1 text, one character an octet, as the UTF-8 that it is. */
  String utf8(String name, String octets) throws Refusal {
    if (isVisible(octets, 0, octets.length())) {
      return octets; // ASCII is what nearly all of it is
    }
    byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw refuse(name, "is not UTF-8");
    }
  }

  /** The number of times that a character stands in a text. */
  static int count(String text, char wanted) {
    int count = 0;
    for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
      count++;
    }
    return count;
  }

  private static boolean isVisible(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7F) {
        return false;
      }
    }
    return true;
  }

  Refusal refuse(String name, String what) {
    return new Refusal(reason, name + "= " + what);
  }

  private static boolean areDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
