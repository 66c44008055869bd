package dev.waxseal.diagnosis.header;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.diagnosis.internal.Effort;
import dev.waxseal.dkim.internal.HeaderHash;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Tries other styles of all address lists at once: programs that write one list again write all of
 * them. The style is the space after commas, and the form of each address.
 */
final class AddressStyles {

  /** A message has few domains; each costs two hashes. */
  private static final int MOST_DOMAINS = 5;

  /** A header with more lists is not honest mail. */
  private static final int MOST_LISTS = 20;

  private final Headers headers;
  private final HeaderTarget target;
  private final Set<HeaderField> lists = new LinkedHashSet<>();
  private final Set<List<String>> seen = new HashSet<>();

  private Optional<List<Styled>> rewritten = Optional.empty();

  AddressStyles(Headers headers, HeaderTarget target) {
    this.headers = headers;
    this.target = target;
    for (HeaderField field : headers) {
      if (!target.isIn(field) && isSignedList(field, target)) {
        lists.add(field);
      }
    }
    if (lists.size() > MOST_LISTS) {
      lists.clear();
    }
  }

  /** Returns true for a signed field of addresses that is not too long. */
  static boolean isSignedList(HeaderField field, HeaderTarget target) {
    return FieldAlternatives.ADDRESSES.stream().anyMatch(field::isNamed)
        && target.names().stream().anyMatch(field::isNamed)
        && field.valueLength() <= FieldAlternatives.LONGEST;
  }

  /** A header with its lists in another style. */
  record Styled(Headers headers, List<Change> changes) {}

  /** The header with spaces after all commas, and after none. */
  List<Styled> spaced() {
    List<Styled> all = new ArrayList<>();
    for (String comma : List.of(",", ", ")) {
      styled(items -> items, comma, "").ifPresent(all::add);
    }
    return all;
  }

  /** The header with the addresses in other forms, made once. */
  List<Styled> rewritten() {
    if (rewritten.isEmpty()) {
      rewritten = Optional.of(inStyles());
    }
    return rewritten.get();
  }

  private List<Styled> inStyles() {
    List<Styled> all = new ArrayList<>();
    for (UnaryOperator<String> style : AddressItem.styles()) {
      add(style, "had its addresses rewritten", all);
    }
    for (String domain : domains()) {
      add(
          item -> AddressItem.of(item).without(domain),
          "got " + domain + " appended to addresses without a domain",
          all);
    }
    return all;
  }

  /** The changes, if one of the styles gives what was signed. */
  Optional<List<Change>> find(List<Styled> styles, Effort effort) {
    return styles.stream()
        .filter(style -> effort.take(1) && isSigned(style.headers()))
        .findFirst()
        .map(Styled::changes);
  }

  /** The changes, if one of the styles and one more change give what was signed. */
  Optional<List<Change>> findWithAnother(List<Styled> styles, Combinations arrived) {
    for (Styled style : styles) {
      Map<String, Choices> fixed = new LinkedHashMap<>();
      for (HeaderField list : lists) {
        String name = list.name().toLowerCase(Locale.ROOT);
        int signed = Collections.frequency(target.names(), name);
        fixed.put(name, Choices.fixed(style.headers().named(name), signed, target.form()));
      }
      Optional<List<Change>> others = arrived.besides(fixed);
      if (others.isPresent()) {
        List<Change> all = new ArrayList<>(style.changes());
        all.addAll(others.get());
        return Optional.of(all);
      }
    }
    return Optional.empty();
  }

  private void add(UnaryOperator<String> style, String sentence, List<Styled> all) {
    for (String comma : List.of(", ", ",")) {
      styled(style, comma, sentence).ifPresent(all::add);
    }
  }

  private Set<String> domains() {
    Set<String> domains = new LinkedHashSet<>();
    for (HeaderField list : lists) {
      for (String item : AddressList.of(list.value()).items()) {
        String address = AddressItem.of(item).address();
        int at = address.lastIndexOf('@');
        if (at > 0 && domains.size() < MOST_DOMAINS) {
          domains.add(address.substring(at).toLowerCase(Locale.ROOT));
        }
      }
    }
    return domains;
  }

  /** The header in a style; empty if it is the same, or was made before. */
  private Optional<Styled> styled(Function<String, String> style, String comma, String sentence) {
    List<HeaderField> fields = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (HeaderField field : headers) {
      List<String> items =
          lists.contains(field) ? AddressList.of(field.value()).items() : List.of();
      if (items.isEmpty()) {
        fields.add(field);
        continue;
      }
      List<String> written = items.stream().map(style).toList();
      String value = " " + String.join(comma, written);
      HeaderField signed = HeaderField.parse((field.name() + ":" + value).getBytes(ISO_8859_1));
      fields.add(signed);
      values.add(value);
      change(target.form(), signed, field, written.equals(items) ? "" : sentence)
          .ifPresent(changes::add);
    }
    return changes.isEmpty() || !seen.add(values)
        ? Optional.empty()
        : Optional.of(new Styled(Headers.of(fields), changes));
  }

  private boolean isSigned(Headers styled) {
    return target
        .hash()
        .isOf(HeaderHash.input(styled, target.names(), target.field(), target.form()));
  }

  /**
   * The change of one list; empty if its canonical form stays the same.
   *
   * @param sentence the change; empty for one of spaces
   */
  static Optional<Change> change(
      Canonicalization form, HeaderField signed, HeaderField arrived, String sentence) {
    boolean isRefolded = isSame(Canonicalization.RELAXED, signed, arrived);
    String spaces = sentence.isEmpty() ? "had the spaces between its addresses changed" : sentence;
    return isSame(form, signed, arrived)
        ? Optional.empty()
        : Optional.of(
            new Change(
                isRefolded ? Change.Kind.FIELD_REFOLDED : Change.Kind.ADDRESSES_REWRITTEN,
                arrived.name() + " " + (isRefolded ? "was folded differently" : spaces),
                List.of(FieldAlternatives.text(signed)),
                List.of(FieldAlternatives.text(arrived))));
  }

  private static boolean isSame(Canonicalization form, HeaderField one, HeaderField other) {
    return Arrays.equals(form.header(one), form.header(other));
  }
}
