package dev.waxseal.authres;

import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.internal.FoldedField;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Writes Authentication-Results as a field (RFC 8601 section 2.2, with erratum 6026). */
final class AuthenticationResultsRenderer {

  /** Far more than any name or prefix, far less than a line. */
  private static final int MAX_GIVEN = 100;

  private final FoldedField field;

  private AuthenticationResultsRenderer(FoldedField field) {
    this.field = field;
  }

  static HeaderField render(String name, String prefix, AuthenticationResults results) {
    check(name, prefix);
    FoldedField field = new FoldedField(name);
    new AuthenticationResultsRenderer(field).add(prefix, results);
    return field.field();
  }

  private static void check(String name, String prefix) {
    HeaderField.of(name, ""); // refuses an invalid name
    if (name.length() > MAX_GIVEN || prefix.length() > MAX_GIVEN) {
      throw new IllegalArgumentException(
          "A name or a prefix may have " + MAX_GIVEN + " characters at most");
    }
    if (!prefix.chars().allMatch(c -> c == ' ' || Grammar.isVisible(c))) {
      throw new IllegalArgumentException("The prefix has other than printable ASCII: " + prefix);
    }
  }

  private void add(String prefix, AuthenticationResults results) {
    if (!prefix.isBlank()) {
      words(prefix.strip());
    }
    words(FieldText.value(results.authservId()) + ";");
    if (results.results().isEmpty()) {
      field.word("none");
    }
    Iterator<MethodResult> each = results.results().iterator();
    while (each.hasNext()) {
      add(each.next(), each.hasNext() ? ";" : "");
    }
  }

  private void add(MethodResult result, String end) {
    List<String> parts = parts(result);
    int last = parts.size() - 1;
    for (int i = 0; i <= last; i++) {
      String part = i == last ? parts.get(i) + end : parts.get(i);
      if (i == 0) {
        field.line(part);
      } else {
        words(part);
      }
    }
  }

  private static List<String> parts(MethodResult result) {
    List<String> parts = new ArrayList<>();
    parts.add(result.method() + "=" + result.result());
    result.comment().ifPresent(comment -> parts.add(FieldText.comment(comment)));
    result.reason().ifPresent(reason -> parts.add("reason=" + FieldText.reason(reason)));
    for (MethodResult.Property property : result.properties()) {
      parts.add(
          property.type()
              + "."
              + property.name()
              + "="
              + FieldText.propertyValue(property.value()));
    }
    return parts;
  }

  /**
   * Adds a text that may be folded at each space that stands alone: in comments and quoted strings,
   * too, folding white space is white space (RFC 5322 sections 3.2.2 and 3.2.4). Where there are
   * several, a line could end in white space or hold nothing else, which software on the way
   * changes.
   */
  private void words(String text) {
    int start = 0;
    for (int i = 1; i < text.length() - 1; i++) {
      boolean alone =
          text.charAt(i) == ' ' && text.charAt(i - 1) != ' ' && text.charAt(i + 1) != ' ';
      if (alone) {
        field.word(text.substring(start, i));
        start = i + 1;
      }
    }
    field.word(text.substring(start));
  }
}
