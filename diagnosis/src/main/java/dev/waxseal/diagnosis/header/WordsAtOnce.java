package dev.waxseal.diagnosis.header;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.mime.HeaderField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tries other styles of encoded words in all fields at once, display names included: programs that
 * write a message again encode all its fields in one style.
 */
final class WordsAtOnce {

  /** Fields that are longer together are not tried: each style encodes them all. */
  private static final int MOST_OCTETS = 1_000;

  private final HeaderTarget target;
  private final Map<String, HeaderField> fields = new LinkedHashMap<>();

  private WordsAtOnce(HeaderContext context, HeaderTarget target) {
    this.target = target;
    for (String name : FieldAlternatives.distinct(target.names())) {
      List<HeaderField> named = context.headers().named(name);
      if (named.size() == 1 && isWithWords(named.get(0))) {
        fields.put(name, named.get(0));
      }
    }
    if (fields.values().stream().mapToInt(HeaderField::valueLength).sum() > MOST_OCTETS) {
      fields.clear();
    }
  }

  /** The changes, if one style in all fields, and one more change perhaps, give what was signed. */
  static Optional<List<Change>> find(
      HeaderContext context, HeaderTarget target, Combinations arrived) {
    WordsAtOnce words = new WordsAtOnce(context, target);
    Optional<List<Change>> found = Optional.empty();
    for (WordStyle style : words.fields.isEmpty() ? List.<WordStyle>of() : EncodedWords.styles()) {
      found = found.or(() -> words.in(style, arrived));
    }
    return found;
  }

  private boolean isWithWords(HeaderField field) {
    return !target.isIn(field) && EncodedWords.areIn(field.value());
  }

  private Optional<List<Change>> in(WordStyle style, Combinations arrived) {
    Map<String, Choices> fixed = new LinkedHashMap<>();
    List<Change> changes = new ArrayList<>();
    fields.forEach(
        (name, field) -> {
          HeaderField signed =
              HeaderField.parse(
                  (field.name() + ": " + written(name, field.value(), style)).getBytes(ISO_8859_1));
          int number = (int) target.names().stream().filter(name::equals).count();
          fixed.put(name, Choices.fixed(List.of(signed), number, target.form()));
          if (!Arrays.equals(target.form().header(signed), target.form().header(field))) {
            changes.add(
                new Change(
                    Change.Kind.ENCODED_WORDS_REWRITTEN,
                    field.name() + " had its encoded words rewritten",
                    List.of(FieldAlternatives.text(signed)),
                    List.of(FieldAlternatives.text(field))));
          }
        });
    return changes.isEmpty()
        ? Optional.empty()
        : arrived
            .besides(fixed)
            .map(
                others -> {
                  List<Change> all = new ArrayList<>(changes);
                  all.addAll(others);
                  return all;
                });
  }

  /** A value with its words in a style; of addresses only the display names. */
  private static String written(String name, String value, WordStyle style) {
    if (!FieldAlternatives.ADDRESSES.contains(name)) {
      return style.encoded(EncodedWords.decoded(value).strip(), name.length() + 2);
    }
    return AddressList.of(value).items().stream()
        .map(item -> inStyle(AddressItem.of(item), style))
        .collect(Collectors.joining(", "));
  }

  private static String inStyle(AddressItem item, WordStyle style) {
    boolean isNamed =
        item.form() == AddressItem.Form.NAMED || item.form() == AddressItem.Form.QUOTED;
    return isNamed && EncodedWords.areIn(item.phrase())
        ? style.encoded(EncodedWords.decoded(item.phrase()), "From: ".length())
            + " <"
            + item.address()
            + ">"
        : item.text();
  }
}
