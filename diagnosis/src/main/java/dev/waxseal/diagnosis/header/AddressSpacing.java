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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Tries other spaces after the commas of all address lists at once. Mail servers such as sendmail
 * write all lists of a message anew; in the relaxed form each comma is one bit.
 */
final class AddressSpacing {

  /** Every choice of commas is tried up to this number of commas. */
  private static final int MOST_COMMAS = 10;

  private final Headers headers;
  private final HeaderTarget target;
  private final Effort effort;
  private final Set<HeaderField> lists = new LinkedHashSet<>();
  private int commas;

  private AddressSpacing(Headers headers, HeaderTarget target, Effort effort) {
    this.headers = headers;
    this.target = target;
    this.effort = effort;
    for (HeaderField field : headers) {
      boolean isList =
          FieldAlternatives.ADDRESSES.stream().anyMatch(field::isNamed)
              && target.names().stream().anyMatch(field::isNamed)
              && field.valueLength() <= FieldAlternatives.LONGEST;
      int more = isList ? AddressList.of(field.value()).items().size() - 1 : 0;
      if (more > 0) {
        lists.add(field);
        commas += more;
      }
    }
  }

  /** The changes, if spaces after commas were added to all lists or removed from all. */
  static Optional<List<Change>> all(Headers headers, HeaderTarget target, Effort effort) {
    AddressSpacing spacing = new AddressSpacing(headers, target, effort);
    return spacing.lists.isEmpty()
        ? Optional.empty()
        : spacing.spaced(comma -> false).or(() -> spacing.spaced(comma -> true));
  }

  /** The changes, if spaces were added after some commas. */
  static Optional<List<Change>> some(Headers headers, HeaderTarget target, Effort effort) {
    AddressSpacing spacing = new AddressSpacing(headers, target, effort);
    if (spacing.commas < 2 || spacing.commas > MOST_COMMAS || !target.hash().isCheap()) {
      return Optional.empty();
    }
    Optional<List<Change>> found = Optional.empty();
    for (int choice = 1; choice < (1 << spacing.commas) - 1 && found.isEmpty(); choice++) {
      int bits = choice;
      found = spacing.spaced(comma -> (bits >> comma & 1) == 1);
    }
    return found;
  }

  /** Tries a choice of commas with a space after them, counted over all lists. */
  private Optional<List<Change>> spaced(IntPredicate isSpaced) {
    List<HeaderField> fields = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    int comma = 0;
    for (HeaderField field : headers) {
      if (!lists.contains(field)) {
        fields.add(field);
        continue;
      }
      List<String> items = AddressList.of(field.value()).items();
      StringBuilder value = new StringBuilder(" ").append(items.get(0));
      for (String item : items.subList(1, items.size())) {
        value.append(isSpaced.test(comma++) ? ", " : ",").append(item);
      }
      HeaderField signed = HeaderField.parse((field.name() + ":" + value).getBytes(ISO_8859_1));
      fields.add(signed);
      change(signed, field).ifPresent(changes::add);
    }
    return effort.take(1)
            && target
                .hash()
                .isOf(
                    HeaderHash.input(
                        Headers.of(fields), target.names(), target.field(), target.form()))
        ? Optional.of(changes)
        : Optional.empty();
  }

  /** The change of one list; empty if its canonical form stays the same. */
  private Optional<Change> change(HeaderField signed, HeaderField arrived) {
    boolean isRefolded = isSame(Canonicalization.RELAXED, signed, arrived);
    return isSame(target.form(), signed, arrived)
        ? Optional.empty()
        : Optional.of(
            new Change(
                isRefolded ? Change.Kind.FIELD_REFOLDED : Change.Kind.ADDRESSES_REWRITTEN,
                arrived.name()
                    + (isRefolded
                        ? " was folded differently"
                        : " had the spaces between its addresses changed"),
                List.of(FieldAlternatives.text(signed)),
                List.of(FieldAlternatives.text(arrived))));
  }

  private static boolean isSame(Canonicalization form, HeaderField one, HeaderField other) {
    return Arrays.equals(form.header(one), form.header(other));
  }
}
