package dev.waxseal.diagnosis.header;

import dev.waxseal.diagnosis.change.Change;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Guesses with other folds (RFC 5322 section 2.2.3), which only the simple form preserves. */
final class FoldGuesses {

  private static final List<Integer> WIDTHS = List.of(78, 76, 77, 75, 72, 80, 998);

  private FoldGuesses() {}

  /** The guesses for a field. */
  static List<Guess> of(String name, String value) {
    Set<String> forms = new LinkedHashSet<>();
    String unfolded = value.replaceAll("\r\n", "");
    String single = " " + value.replaceAll("\r\n\\s+", " ").strip();
    for (String line : List.of(unfolded, single)) {
      forms.add(line);
      for (String fold : List.of("\r\n ", "\r\n\t")) {
        WIDTHS.forEach(width -> forms.add(folded(line, name.length() + 1, width, fold)));
        forms.add(line.replaceAll(",\\s+", "," + fold));
        forms.add(line.replaceAll(";\\s+", ";" + fold));
      }
      forms.add(line.replaceAll(",\\s+", ",\r\n        "));
      forms.add(line.replaceAll("\\s(?=<)", "\r\n "));
      forms.add(line.replaceAll("\\s(?=<)", "\r\n\t"));
    }
    folds(single, forms);
    forms.add(value.replaceAll("\r\n[ \t]+", "\r\n "));
    forms.add(value.replaceAll("\r\n[ \t]+", "\r\n\t"));
    forms.add(value.replaceAll("\r\n[ \t]+", "\r\n        "));
    forms.add(value.stripTrailing());
    forms.add(value + " ");
    forms.add(value.stripLeading());
    forms.add(" " + value.stripLeading());
    forms.add("  " + value.stripLeading());
    forms.add("\t" + value.stripLeading());
    forms.remove(value);
    return forms.stream()
        .map(form -> new Guess(Change.Kind.FIELD_REFOLDED, form, "was folded differently"))
        .toList();
  }

  /** A single fold, at each white space. */
  private static void folds(String line, Set<String> forms) {
    for (int i = 1; i < line.length(); i++) {
      if (line.charAt(i) == ' ' || line.charAt(i) == '\t') {
        forms.add(line.substring(0, i) + "\r\n" + line.substring(i));
        forms.add(line.substring(0, i) + "\r\n\t" + line.substring(i + 1));
      }
    }
  }

  /** A value folded at the last space within the width. */
  private static String folded(String line, int before, int width, String fold) {
    StringBuilder text = new StringBuilder();
    int column = before;
    int start = 0;
    int space = -1;
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == ' ' && i > 0) {
        if (space > start && column + i - start > width) {
          text.append(line, start, space).append(fold);
          start = space + 1;
          column = 1;
        }
        space = i;
      }
    }
    if (space > start && column + line.length() - start > width) {
      text.append(line, start, space).append(fold);
      start = space + 1;
    }
    return text.append(line.substring(start)).toString();
  }
}
