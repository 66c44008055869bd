package dev.waxseal.inbound.diagnosis.header;

import dev.waxseal.inbound.diagnosis.ChangeKind;
import dev.waxseal.mime.HeaderField;
import java.util.ArrayList;
import java.util.List;

/** Fields of which a copy is left, in another field or in the signature. */
final class CopyGuesses {

  /** How programs call what they replace. */
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

  private CopyGuesses() {}

  /** The guesses for the fields of a name. */
  static List<Guess> of(String name, HeaderContext context) {
    List<Guess> guesses = new ArrayList<>();
    for (HeaderField copy : context.copies()) {
      if (copy.isNamed(name)) {
        guesses.add(guess(copy, "was replaced; the signature has a copy of it (z=)"));
      }
    }
    for (String pattern : NAMES) {
      for (HeaderField field : context.headers().named(String.format(pattern, name))) {
        guesses.add(guess(field, "was replaced; it is in " + field.name() + " now"));
      }
    }
    return guesses;
  }

  private static Guess guess(HeaderField field, String sentence) {
    return new Guess(ChangeKind.FIELD_REPLACED, field.value(), sentence);
  }
}
