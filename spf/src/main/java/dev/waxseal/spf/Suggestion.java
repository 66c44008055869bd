package dev.waxseal.spf;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses the term that was meant by an unknown one. */
final class Suggestion {

  private static final List<String> MECHANISMS =
      List.of("all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists");

  private static final List<String> MODIFIERS = List.of("redirect", "exp");

  private Suggestion() {}

  /** The term with what it may have been meant to be, if that can be told. */
  static String of(String term) {
    return meant(term).map(meant -> term + " (" + meant + " was meant?)").orElse(term);
  }

  private static Optional<String> meant(String term) {
    String bare = term.replaceFirst("^[-+~?]", "").toLowerCase(Locale.ROOT);
    String name = bare.replaceFirst("[^a-z0-9._-].*", "");
    String form = bare.substring(name.length());
    if (MECHANISMS.contains(name)) {
      return Optional.of(form.equals("=") || form.length() < 2 ? name : name + ":");
    }
    if (MODIFIERS.contains(name)) {
      return Optional.of(name + "=");
    }
    if (name.matches("ipv?4") || name.matches("ipv?6") || name.equals("ip")) {
      boolean six = name.endsWith("6") || (name.equals("ip") && form.indexOf(':', 1) > 0);
      return Optional.of(six ? "ip6:" : "ip4:");
    }
    return near(name, MECHANISMS)
        .map(it -> it.equals("all") ? it : it + ":")
        .or(() -> near(name, MODIFIERS).map(it -> it + "="));
  }

  /** A word of at least three letters that one or two letters tell apart. */
  private static Optional<String> near(String name, List<String> words) {
    return words.stream()
        .filter(word -> word.length() > 2)
        .filter(word -> distance(name, word) <= (word.length() > 4 ? 2 : 1))
        .findFirst();
  }

  /** The number of letters to add, remove or replace. */
  private static int distance(String one, String other) {
    if (one.length() > other.length() + 2) {
      return Integer.MAX_VALUE;
    }
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int same = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(same, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
