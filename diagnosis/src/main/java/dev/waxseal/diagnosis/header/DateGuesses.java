package dev.waxseal.diagnosis.header;

import dev.waxseal.diagnosis.change.Change;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Guesses for Date: the same time in other notations (RFC 5322 section 3.3). */
final class DateGuesses {

  private DateGuesses() {}

  /** The guesses for a value. */
  static List<Guess> of(String value) {
    Set<String> forms = new LinkedHashSet<>();
    for (String day : List.of(value, padded(value), unpadded(value))) {
      forms.add(day);
      forms.add(day.replaceFirst("\\s*\\([^)]*\\)\\s*$", ""));
      forms.add(day.replaceFirst("[+-]0000\\s*$", "GMT"));
      forms.add(day.replaceFirst("[+-]0000\\s*$", "+0000 (UTC)"));
      forms.add(day.replaceFirst("[+-]0000\\s*$", "UT"));
      forms.add(day.replaceFirst("-0000\\s*$", "+0000"));
      forms.add(day.replaceFirst("\\+0000\\s*$", "-0000"));
      forms.add(day.replaceFirst("(?:GMT|UTC|UT)\\s*$", "+0000"));
      forms.add(day.replaceFirst("(?:GMT|UTC|UT)\\s*$", "-0000"));
    }
    forms.remove(value);
    return forms.stream()
        .map(form -> new Guess(Change.Kind.FIELD_REPLACED, form, "had its time rewritten"))
        .toList();
  }

  private static String padded(String value) {
    return value.replaceFirst("(^|\\s)([0-9]) ", "$10$2 ");
  }

  private static String unpadded(String value) {
    return value.replaceFirst("(^|\\s)0([0-9]) ", "$1$2 ");
  }
}
