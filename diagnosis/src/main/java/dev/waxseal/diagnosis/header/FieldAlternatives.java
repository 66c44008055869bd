package dev.waxseal.diagnosis.header;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Collects the guesses for the fields of one name, the most likely first. */
final class FieldAlternatives {

  private static final int MOST = 800;

  /** The octets of all guesses for one name: 800 of the usual length, fewer of very long fields. */
  static final int MOST_OCTETS = 1 << 20;

  /**
   * Longer fields, and names with more fields, are not searched: honest mail does not have them.
   */
  static final int LONGEST = 2_000;

  private static final int MOST_FIELDS = 20;

  private static final int SHOWN = 200;

  static final Set<String> ADDRESSES =
      Set.of("from", "to", "cc", "reply-to", "sender", "resent-to", "resent-cc", "resent-from");

  /** Fields that a list or a mail server often adds. */
  private static final Set<String> OFTEN_ADDED =
      Set.of(
          "reply-to",
          "cc",
          "sender",
          "precedence",
          "mime-version",
          "content-type",
          "content-transfer-encoding");

  /** The length of the lines that mail servers break: 998 octets, or nearly as many. */
  private static final int FULL_LINE = 990;

  private static final int LONGEST_LINE = 998;

  private final String name;
  private final List<HeaderField> fields;
  private final HeaderContext context;
  private final Canonicalization form;
  private final int mostOctets;

  /** By canonical form, so that each is tried once. */
  private final Map<String, Alternative> alternatives = new LinkedHashMap<>();

  private int octets;

  private FieldAlternatives(
      String name,
      List<HeaderField> fields,
      HeaderContext context,
      Canonicalization form,
      int mostOctets) {
    this.name = name;
    this.fields = fields;
    this.context = context;
    this.form = form;
    this.mostOctets = mostOctets;
  }

  /**
   * The alternatives; the first is the fields that arrived.
   *
   * @param name the name, lower case
   * @param fields the fields with this name, from the top down
   * @param signed the number of them that the signature covers
   * @param mostOctets the octets of all guesses together
   */
  static List<Alternative> of(
      String name,
      List<HeaderField> fields,
      int signed,
      HeaderContext context,
      Canonicalization form,
      int mostOctets) {
    FieldAlternatives all = new FieldAlternatives(name, fields, context, form, mostOctets);
    all.add(new Alternative(fields, List.of()));
    if (fields.size() > MOST_FIELDS) {
      return List.copyOf(all.alternatives.values());
    }
    all.joined();
    if (fields.stream().anyMatch(field -> field.valueLength() > LONGEST)) {
      return List.copyOf(all.alternatives.values());
    }
    if (isOftenAdded(name) || Combinations.ADDED_IF_MISSING.contains(name) || fields.size() > 1) {
      all.added(signed);
    }
    all.replaced();
    all.added(signed);
    all.moved();
    if (fields.size() < signed) {
      all.removed();
    }
    if (form == Canonicalization.SIMPLE) {
      all.renamed();
    }
    return all.alternatives.values().stream().limit(MOST).toList();
  }

  static boolean isOftenAdded(String name) {
    return OFTEN_ADDED.contains(name) || Combinations.FAMILIES.stream().anyMatch(name::startsWith);
  }

  /** One of the fields was added after signing. */
  private void added(int signed) {
    for (int i = 0; i < fields.size(); i++) {
      List<HeaderField> rest = new ArrayList<>(fields);
      HeaderField gone = rest.remove(i);
      String which = fields.size() > 1 ? "another " + gone.name() : gone.name();
      add(
          new Alternative(
              rest,
              List.of(
                  new Change(
                      Change.Kind.FIELD_ADDED,
                      which
                          + " was added"
                          + (rest.size() < signed ? "" : ", or those of this name changed places"),
                      List.of(),
                      List.of(text(gone))))));
    }
  }

  /** The fields changed places. */
  private void moved() {
    if (fields.size() > 1) {
      List<HeaderField> reversed = new ArrayList<>(fields);
      Collections.reverse(reversed);
      add(
          new Alternative(
              reversed,
              List.of(
                  new Change(
                      Change.Kind.FIELDS_MOVED,
                      "the fields " + fields.get(0).name() + " changed places",
                      reversed.stream().map(FieldAlternatives::text).toList(),
                      fields.stream().map(FieldAlternatives::text).toList()))));
    }
  }

  /** A mail server broke lines of more than 998 octets (RFC 5322 section 2.1.1). */
  private void joined() {
    for (int i = 0; i < fields.size(); i++) {
      HeaderField field = fields.get(i);
      String value = joined(field.name().length() + 1, field.value());
      if (value.length() < field.valueLength()) {
        replace(
            i,
            new Guess(
                Change.Kind.FIELD_BROKEN,
                value,
                "was broken after 998 octets, as mail servers do with longer lines"));
      }
    }
  }

  /**
   * A value without the folds behind full lines.
   *
   * @param before the octets before the value on its first line
   */
  private static String joined(int before, String value) {
    String[] lines = value.split("\r\n", -1);
    StringBuilder joined = new StringBuilder(lines[0]);
    int length = before + lines[0].length();
    for (String line : List.of(lines).subList(1, lines.length)) {
      boolean isFull = length >= FULL_LINE && length <= LONGEST_LINE && !line.isEmpty();
      joined.append(isFull ? line.substring(1) : "\r\n" + line);
      length = line.length();
    }
    return joined.toString();
  }

  private void replaced() {
    for (int i = 0; i < fields.size(); i++) {
      int place = i;
      guesses(fields.get(i).value())
          .takeWhile(guess -> alternatives.size() < MOST && octets < mostOctets)
          .forEach(guess -> replace(place, guess));
    }
  }

  private void replace(int place, Guess guess) {
    HeaderField arrived = fields.get(place);
    HeaderField signed = field(arrived.name(), guess.value());
    List<HeaderField> others = new ArrayList<>(fields);
    others.set(place, signed);
    add(new Alternative(others, () -> List.of(change(signed, arrived, guess))));
  }

  private static Change change(HeaderField signed, HeaderField arrived, Guess guess) {
    boolean isRefolded =
        Arrays.equals(
            Canonicalization.RELAXED.header(signed), Canonicalization.RELAXED.header(arrived));
    String sentence =
        arrived.name()
            + " "
            + (isRefolded ? "was folded differently" : shortened(guess.sentence()));
    return new Change(
        isRefolded ? Change.Kind.FIELD_REFOLDED : guess.kind(),
        sentence,
        List.of(text(signed)),
        List.of(text(arrived)));
  }

  private void removed() {
    List<Guess> guesses = new ArrayList<>(CopyGuesses.of(name, context));
    guesses.addAll(ContentGuesses.of(name, "", context));
    UsualValues.of(name)
        .forEach(value -> guesses.add(new Guess(Change.Kind.FIELD_REMOVED, " " + value, "")));
    for (Guess guess : guesses) {
      HeaderField gone = field(FieldSpelling.usual(name), guess.value());
      List<HeaderField> more = new ArrayList<>(fields);
      more.add(gone);
      add(
          new Alternative(
              more,
              List.of(
                  new Change(
                      Change.Kind.FIELD_REMOVED,
                      "a field was removed: " + shortened(text(gone)),
                      List.of(text(gone)),
                      List.of()))));
    }
  }

  private void renamed() {
    for (int i = 0; i < fields.size(); i++) {
      HeaderField arrived = fields.get(i);
      for (String spelling : FieldSpelling.of(arrived.name())) {
        HeaderField signed = field(spelling, arrived.value());
        List<HeaderField> others = new ArrayList<>(fields);
        others.set(i, signed);
        add(
            new Alternative(
                others,
                List.of(
                    new Change(
                        Change.Kind.FIELD_NAME_REWRITTEN,
                        arrived.name() + " was spelled " + spelling + " when it was signed",
                        List.of(text(signed)),
                        List.of(text(arrived))))));
      }
    }
  }

  /** The guesses for a value, made when they are needed. */
  private Stream<Guess> guesses(String value) {
    return Stream.<Supplier<Stream<Guess>>>of(
            () -> CopyGuesses.of(name, context).stream(),
            () -> ofName(value),
            () ->
                ADDRESSES.contains(name)
                    ? AddressGuesses.of(value, context.headers()).stream()
                    : Stream.empty(),
            () -> EncodedWords.areIn(value) ? inOtherWords(value) : Stream.empty(),
            () ->
                form == Canonicalization.SIMPLE
                    ? FoldGuesses.of(name, value).stream()
                    : Stream.empty())
        .flatMap(Supplier::get);
  }

  private Stream<Guess> ofName(String value) {
    return switch (name) {
      case "subject" -> SubjectGuesses.of(value, context.headers());
      case "from" -> AuthorGuesses.of(value, context.headers()).stream();
      case "date" -> DateGuesses.of(value).stream();
      default -> ContentGuesses.of(name, value, context).stream();
    };
  }

  private Stream<Guess> inOtherWords(String value) {
    return EncodedWords.rewritten(EncodedWords.decoded(value).strip(), name.length() + 2)
        .map(
            words ->
                new Guess(
                    Change.Kind.ENCODED_WORDS_REWRITTEN,
                    " " + words,
                    "had its encoded words rewritten"));
  }

  private void add(Alternative alternative) {
    String key =
        alternative.fields().stream()
            .map(field -> new String(form.header(field), ISO_8859_1))
            .reduce("", String::concat);
    octets += key.length();
    alternatives.putIfAbsent(key, alternative);
  }

  /** A field with a guessed value. */
  private static HeaderField field(String name, String value) {
    return HeaderField.parse((name + ":" + value).getBytes(ISO_8859_1));
  }

  /** A field as text, without its line end. */
  static String text(HeaderField field) {
    String text = new String(field.bytes(), ISO_8859_1);
    return text.substring(0, text.length() - 2);
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
  }

  /** The names in {@code h=}, each once, lower case. */
  static List<String> distinct(List<String> names) {
    return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct().toList();
  }
}
