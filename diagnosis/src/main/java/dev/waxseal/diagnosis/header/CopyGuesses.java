package dev.waxseal.diagnosis.header;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.mime.HeaderField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Guesses from copies of a field, in another field or in the signature. */
final class CopyGuesses {

  /** The names under which programs keep a field that they replace. */
  private static final List<String> NAMES =
      List.of(
          "X-Original-%s",
          "Original-%s",
          "X-Orig-%s",
          "X-Old-%s",
          "Old-%s",
          "X-Mailman-Original-%s",
          "X-Google-Original-%s",
          "X-%s",
          "X-%s-Original",
          "Resent-%s");

  private static final Pattern MAILTO = Pattern.compile("<mailto:([^>?]+)");

  private CopyGuesses() {}

  /** The guesses for the fields of a name. */
  static List<Guess> of(String name, HeaderContext context) {
    List<Guess> guesses = new ArrayList<>();
    Change.Kind kind = name.equals("from") ? Change.Kind.FROM_REPLACED : Change.Kind.FIELD_REPLACED;
    for (HeaderField copy : context.copies()) {
      if (copy.isNamed(name)) {
        guesses.add(guess(copy, "was replaced; the signature has a copy (z=)", kind));
      }
    }
    for (String pattern : NAMES) {
      for (HeaderField field : context.headers().named(String.format(pattern, name))) {
        guesses.add(guess(field, "was replaced; the original is in " + field.name(), kind));
      }
    }
    if (name.equals("to")) {
      context.headers().first("List-Post").flatMap(CopyGuesses::list).ifPresent(guesses::add);
    }
    return guesses;
  }

  /** The address of a list that puts each member into To (RFC 2369 section 3.4). */
  private static Optional<Guess> list(HeaderField listPost) {
    Matcher address = MAILTO.matcher(listPost.value());
    return address.find()
        ? Optional.of(
            new Guess(
                Change.Kind.FIELD_REPLACED,
                " " + address.group(1),
                "was replaced; it was the address of the list"))
        : Optional.empty();
  }

  private static Guess guess(HeaderField field, String sentence, Change.Kind kind) {
    return new Guess(kind, field.value(), sentence);
  }
}
