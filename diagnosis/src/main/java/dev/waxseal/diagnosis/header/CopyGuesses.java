package dev.waxseal.diagnosis.header;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.mime.HeaderField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Guesses from copies of a field, in another field or in the signature. */
final class CopyGuesses {

  /** Parts of names that are not those of a copy. */
  private static final Set<String> OTHERS =
      Set.of("in-|", "reply-|", "delivered-|", "list-|", "envelope-|", "thread-|", "|-post");

  private static final int MOST = 10;

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
    context.headers().fields().stream()
        .filter(field -> pattern(field.name(), name).isPresent())
        .limit(MOST)
        .map(field -> guess(field, "was replaced; the original is in " + field.name(), kind))
        .forEach(guesses::add);
    if (name.equals("to")) {
      context.headers().first("List-Post").flatMap(CopyGuesses::list).ifPresent(guesses::add);
    }
    return guesses;
  }

  /**
   * The part of the name of a copy that is not the name of the field, such as {@code x-original-|}:
   * programs keep a field that they replace under the names X-Original-From, Old-Subject,
   * X-Spam-Prev-To, X-Date-Original and more. Empty if it is not the name of a copy.
   *
   * @param name the name of the field, lower case
   */
  static Optional<String> pattern(String copy, String name) {
    if (copy.length() <= name.length()) {
      return Optional.empty();
    }
    String words = "-" + copy.toLowerCase(Locale.ROOT) + "-";
    int at = words.indexOf("-" + name + "-");
    if (at < 0) {
      return Optional.empty();
    }
    String pattern =
        words.substring(1, at + 1)
            + "|"
            + words.substring(at + name.length() + 1, words.length() - 1);
    return Optional.of(pattern).filter(it -> !OTHERS.contains(it));
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
