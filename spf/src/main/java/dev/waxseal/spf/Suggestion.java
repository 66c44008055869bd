package dev.waxseal.spf;

import dev.waxseal.dns.internal.NearestWord;
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
    return NearestWord.of(name, MECHANISMS)
        .map(it -> it.equals("all") ? it : it + ":")
        .or(() -> NearestWord.of(name, MODIFIERS).map(it -> it + "="));
  }
}
