package dev.waxseal.diagnosis.header;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Guesses for Subject: without the prefixes and suffixes of lists and filters. */
final class SubjectGuesses {

  private static final int MOST_PREFIXES = 3;

  /** The octets before the text on its first line. */
  private static final int START = "Subject: ".length();

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

  /**
   * The guesses for a value.
   *
   * @param headers other fields: Outlook keeps the subject in Thread-Topic
   */
  static Stream<Guess> of(String value, Headers headers) {
    String now = EncodedWords.decoded(value).strip();
    Set<String> bare = new LinkedHashSet<>();
    strip(value, bare, 0);
    withoutSuffix(value, bare);
    topics(now, headers, bare);
    Stream<Guess> asTheyAre =
        bare.stream().map(text -> guess(text, EncodedWords.decoded(text).strip(), now));
    return EncodedWords.areIn(value) ? Stream.concat(asTheyAre, inOtherWords(now)) : asTheyAre;
  }

  /** The guesses with encoded words made again, after the prefix was put before the text. */
  private static Stream<Guess> inOtherWords(String now) {
    Set<String> bare = new LinkedHashSet<>();
    strip(now, bare, 0);
    withoutSuffix(now, bare);
    return bare.stream()
        .map(String::strip)
        .flatMap(
            before ->
                EncodedWords.rewritten(before, START).map(form -> guess(" " + form, before, now)));
  }

  /** The copies of the subject in Thread-Topic, if they are the end of what is here. */
  private static void topics(String now, Headers headers, Set<String> bare) {
    for (HeaderField topic : headers.named("Thread-Topic")) {
      String copy = topic.value().stripLeading();
      Stream.of(" " + copy, " Re: " + copy)
          .filter(text -> !copy.isEmpty() && now.endsWith(EncodedWords.decoded(text).strip()))
          .forEach(bare::add);
    }
  }

  /**
   * A guess.
   *
   * @param before the text that it has, decoded
   * @param now the text that is here, decoded
   */
  private static Guess guess(String signed, String before, String now) {
    if (now.equals(before)) {
      return new Guess(
          Change.Kind.ENCODED_WORDS_REWRITTEN, signed, "had its encoded words rewritten");
    }
    if (now.startsWith(before)) {
      String suffix = now.substring(before.length()).strip();
      return new Guess(Change.Kind.SUBJECT_SUFFIXED, signed, "got \"" + suffix + "\" at its end");
    }
    int at = now.indexOf(before);
    String what =
        at > 0 && at + before.length() == now.length()
            ? "got the prefix \"" + now.substring(0, at).strip() + "\""
            : "got a prefix, or a tag behind one";
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
