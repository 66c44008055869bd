package dev.waxseal.diagnosis.body;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.diagnosis.change.Change;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The header of each part as programs write it again: the quotation marks, capitals and folds of
 * its fields, and fields that they add. One way or two at a time, in all parts at once.
 */
final class PartHeaderRewritings {

  private static final Pattern QUOTED =
      Pattern.compile("(?i)(charset=)\"([!#-'*+.0-9A-Z^_`{|}~-]+)\"");
  private static final Pattern UNQUOTED = Pattern.compile("(?i)(charset=)([^\"\\s;]+)");
  private static final Pattern CHARSET = Pattern.compile("(?i)(charset=\"?)([^\"\\s;]+)");

  private static final UnaryOperator<List<String>> PLAIN =
      each("content-type", text -> QUOTED.matcher(text).replaceAll("$1$2"));

  private static final UnaryOperator<List<String>> IN_QUOTES =
      each("content-type", text -> UNQUOTED.matcher(text).replaceAll("$1\"$2\""));

  private static final UnaryOperator<List<String>> UNFOLDED =
      each("content-type", text -> text.replaceAll(";\r\n[ \t]+", "; "));

  /** The ways to write the fields of a part again. */
  private static final List<UnaryOperator<List<String>>> WAYS =
      List.of(
          PLAIN,
          IN_QUOTES,
          each("content-type", text -> cased(text, true)),
          each("content-type", text -> cased(text, false)),
          UNFOLDED,
          each("content-type", text -> text.replaceAll("; *(?=[^ \r\n])", ";\r\n\t")),
          each("content-type", text -> text.replaceAll("; *(?=[^ \r\n])", ";\r\n ")),
          each("content-type", text -> text.replaceAll("; *(?=[^ \r\n])", ";")),
          without("content-transfer-encoding: *[78]bit"),
          without("content-disposition: *inline"),
          without("content-type: *text/plain(; *charset=\"?us-ascii\"?)?"),
          without("mime-version: .*"),
          without("x-mime-autoconverted: .*"),
          each("content-transfer-encoding", text -> valueCased(text, true)),
          each("content-transfer-encoding", text -> valueCased(text, false)),
          each("content-", text -> nameCased(text, "Content-type", "Content-transfer-encoding")),
          each("content-", text -> nameCased(text, "Content-Type", "Content-Transfer-Encoding")),
          PartHeaderRewritings::swapped);

  private PartHeaderRewritings() {}

  /** The bodies with other headers of parts. */
  static Stream<Candidate> undo(BodyText arrived) {
    if (arrived.parts().isEmpty()) {
      return Stream.empty();
    }
    Stream<Candidate> pairs =
        IntStream.range(0, WAYS.size())
            .boxed()
            .flatMap(
                i ->
                    WAYS.stream()
                        .skip(i + 1L)
                        .map(
                            other ->
                                candidate(
                                    arrived, fields -> other.apply(WAYS.get(i).apply(fields)))));
    return Stream.concat(WAYS.stream().map(way -> candidate(arrived, way)), pairs)
        .filter(candidate -> !candidate.changes().isEmpty());
  }

  /** The bodies with the headers of parts as most programs write them. */
  static Stream<Candidate> usual(BodyText arrived) {
    return Stream.<UnaryOperator<List<String>>>of(
            fields -> IN_QUOTES.apply(UNFOLDED.apply(fields)),
            UNFOLDED,
            IN_QUOTES,
            PLAIN,
            fields -> PLAIN.apply(UNFOLDED.apply(fields)))
        .map(way -> candidate(arrived, way))
        .filter(candidate -> !candidate.changes().isEmpty());
  }

  private static Candidate candidate(BodyText arrived, UnaryOperator<List<String>> way) {
    List<LineEdit> edits = new ArrayList<>();
    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    for (MimePart part : arrived.parts()) {
      List<String> fields =
          part.header().stream().map(field -> new String(field.bytes(), ISO_8859_1)).toList();
      List<String> others = way.apply(fields);
      if (!others.equals(fields)) {
        int from = part.delimiter() + 1;
        int to = from + fields.stream().mapToInt(PartHeaderRewritings::lineCount).sum();
        edits.add(new LineEdit(from, to, String.join("", others)));
        lines(others, fields, before);
        lines(fields, others, after);
      }
    }
    return new Candidate(
        arrived.with(edits), edits.isEmpty() ? List.of() : List.of(change(edits, before, after)));
  }

  private static Change change(List<LineEdit> edits, List<String> before, List<String> after) {
    return new Change(
        Change.Kind.PART_HEADER_REWRITTEN,
        edits.size() == 1
            ? "the header of a part was rewritten"
            : "the headers of " + edits.size() + " parts were rewritten",
        before,
        after);
  }

  private static int lineCount(String field) {
    return (int) field.chars().filter(c -> c == '\n').count();
  }

  /** The lines of the fields that are not among the others. */
  private static void lines(List<String> fields, List<String> others, List<String> lines) {
    fields.stream()
        .filter(field -> !others.contains(field))
        .flatMap(String::lines)
        .forEach(lines::add);
  }

  private static UnaryOperator<List<String>> each(String name, UnaryOperator<String> edit) {
    return fields ->
        fields.stream()
            .map(field -> lower(field).startsWith(name) ? edit.apply(field) : field)
            .toList();
  }

  private static UnaryOperator<List<String>> without(String pattern) {
    Pattern field = Pattern.compile(pattern + "\\s*");
    return fields -> fields.stream().filter(it -> !field.matcher(lower(it)).matches()).toList();
  }

  /** The fields Content-Type and Content-Transfer-Encoding the other way round. */
  private static List<String> swapped(List<String> fields) {
    int type = indexOf("content-type:", fields);
    int encoding = indexOf("content-transfer-encoding:", fields);
    List<String> others = new ArrayList<>(fields);
    if (type >= 0 && encoding >= 0) {
      Collections.swap(others, type, encoding);
    }
    return others;
  }

  private static int indexOf(String name, List<String> fields) {
    return IntStream.range(0, fields.size())
        .filter(i -> lower(fields.get(i)).startsWith(name))
        .findFirst()
        .orElse(-1);
  }

  private static String cased(String text, boolean upper) {
    return CHARSET
        .matcher(text)
        .replaceAll(
            found ->
                found.group(1)
                    + (upper
                        ? found.group(2).toUpperCase(Locale.ROOT)
                        : found.group(2).toLowerCase(Locale.ROOT)));
  }

  private static String valueCased(String text, boolean upper) {
    int value = text.indexOf(':') + 1;
    String rest = text.substring(value);
    return text.substring(0, value)
        + (upper ? rest.toUpperCase(Locale.ROOT) : rest.toLowerCase(Locale.ROOT));
  }

  private static String nameCased(String text, String... names) {
    for (String name : names) {
      if (text.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
        return name + text.substring(name.length());
      }
    }
    return text;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
