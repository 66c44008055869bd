package dev.waxseal.diagnosis.header;

import dev.waxseal.diagnosis.change.Change;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Guesses for Subject: without the prefixes and suffixes of lists and filters. */
final class SubjectGuesses {

  private static final int MOST_PREFIXES = 3;

  private static final Pattern PREFIX =
      Pattern.compile(
          "^\\s*(\\[[^\\]]{1,80}\\]:?|\\{[^}]{1,40}\\}|\\([^)]{1,40}\\)|<[^>]{1,40}>"
              + "|\\*{2,}[^*]{1,40}\\*{2,}|[A-Za-z][A-Za-z -]{1,20}:|[^\\s=]{1,24})");

  /** Of a bounded number, since the JDK matches each repetition on the stack. */
  private static final Pattern REPLY =
      Pattern.compile(
          "^\\s*(?:(?:re|aw|sv|vs|fwd?|wg|antw|rif|tr|r)(?:\\[[0-9]+\\])?\\s?:\\s*){1,100}",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SUFFIX =
      Pattern.compile(
          "\\s*(\\[[^\\]]{1,80}\\]|\\{[^}]{1,40}\\}|\\([^)]{1,40}\\)|<[^>]{1,40}>"
              + "|\\*{2,}[^*]{1,40}\\*{2,}|\\s[-|:~]+\\s\\S{1,24})\\s*$");

  private SubjectGuesses() {}

  /** The guesses for a value. */
  static List<Guess> of(String value) {
    List<Guess> guesses = new ArrayList<>();
    Set<String> bare = new LinkedHashSet<>();
    strip(value, bare, 0);
    withoutSuffix(value, bare);
    bare.forEach(text -> guesses.add(guess(text, value)));
    if (EncodedWords.areIn(value)) {
      String decoded = EncodedWords.decoded(value);
      Set<String> decodedBare = new LinkedHashSet<>();
      strip(decoded, decodedBare, 0);
      withoutSuffix(decoded, decodedBare);
      for (String text : decodedBare) {
        EncodedWords.rewritten(text.strip()).forEach(form -> guesses.add(guess(" " + form, value)));
      }
    }
    return guesses;
  }

  private static Guess guess(String signed, String value) {
    String before = EncodedWords.decoded(signed).strip();
    String now = EncodedWords.decoded(value).strip();
    if (now.startsWith(before)) {
      String suffix = now.substring(before.length()).strip();
      return new Guess(Change.Kind.SUBJECT_SUFFIXED, signed, "got \"" + suffix + "\" at its end");
    }
    int at = now.indexOf(before);
    String what =
        at > 0 && at + before.length() == now.length()
            ? "got the prefix \"" + now.substring(0, at).strip() + "\""
            : "got a prefix";
    return new Guess(Change.Kind.SUBJECT_PREFIXED, signed, what);
  }

  /** Removes what was put at the end. */
  private static void withoutSuffix(String value, Set<String> found) {
    Matcher suffix = SUFFIX.matcher(value);
    if (suffix.find() && suffix.start() > 0) {
      found.add(value.substring(0, suffix.start()));
    }
  }

  /** Removes prefixes, one after another, also after "Re:". */
  private static void strip(String value, Set<String> found, int depth) {
    if (depth == MOST_PREFIXES) {
      return;
    }
    Matcher reply = REPLY.matcher(value);
    if (reply.find()) {
      Matcher inner = PREFIX.matcher(value.substring(reply.end()));
      if (inner.find()) {
        String rest = value.substring(reply.end() + inner.end());
        add(reply.group().stripTrailing() + " " + rest.stripLeading(), found, depth);
        add(" " + rest.stripLeading(), found, depth);
      }
      add(" " + value.substring(reply.end()), found, depth);
    }
    Matcher prefix = PREFIX.matcher(value);
    if (prefix.find()) {
      String rest = value.substring(prefix.end());
      add(" " + rest.stripLeading(), found, depth);
      if (reply.find(0)) {
        return;
      }
      add(" Re: " + rest.stripLeading(), found, depth);
    }
  }

  private static void add(String value, Set<String> found, int depth) {
    if (!value.isBlank() && found.add(value)) {
      strip(value, found, depth + 1);
    }
  }
}
