package dev.waxseal.reports.read;

import dev.waxseal.reports.ReportNote.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of a {@code message/feedback-report} (RFC 5965 section 3), by name. */
final class FeedbackFields {

  private static final int MOST_FIELDS = 1_000;
  private static final int LONGEST_FIELD = 64 << 10;
  private static final Pattern FIELD =
      Pattern.compile("([!-9;-~]{1,200})[ \\t]*:(.*)", Pattern.DOTALL);

  private final Map<String, List<String>> fields = new LinkedHashMap<>();
  private final Notes notes;
  private int count;

  private FeedbackFields(Notes notes) {
    this.notes = notes;
  }

  /** The fields of a part; a last line without an end is left out. */
  static FeedbackFields read(InputStream part, Notes notes) throws IOException {
    FeedbackFields fields = new FeedbackFields(notes);
    fields.read(new BufferedReader(new LenientDecoder(part, new Notes())));
    return fields;
  }

  private void read(Reader text) throws IOException {
    StringBuilder field = new StringBuilder();
    StringBuilder line = new StringBuilder();
    boolean empty = false;
    for (int c = text.read(); c >= 0; c = text.read()) {
      if (c != '\n') {
        line.append((char) c);
        if (line.length() + field.length() > LONGEST_FIELD) {
          throw new RefusedException(Refusal.MAIL_TOO_COMPLEX, "a field is too long");
        }
        continue;
      }
      String whole = line.toString().replaceFirst("\r$", "");
      line.setLength(0);
      if (!whole.isBlank() && empty) {
        notes.add(Kind.FIELDS_ODD, "an empty line");
      }
      empty = whole.isBlank();
      boolean folded =
          !empty && field.length() > 0 && (whole.charAt(0) == ' ' || whole.charAt(0) == '\t');
      if (!folded) {
        add(field);
      }
      field.append(whole.isBlank() ? "" : whole);
    }
    add(field);
  }

  private void add(StringBuilder field) throws RefusedException {
    String text = field.toString();
    field.setLength(0);
    if (text.isEmpty()) {
      return;
    }
    Matcher matcher = FIELD.matcher(text);
    if (!matcher.matches()) {
      notes.add(Kind.FIELDS_ODD, text);
      return;
    }
    count++;
    if (count > MOST_FIELDS) {
      throw new RefusedException(Refusal.MAIL_TOO_COMPLEX, "more than " + MOST_FIELDS + " fields");
    }
    fields
        .computeIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
        .add(matcher.group(2).strip());
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  /** All values of a field, unfolded. */
  List<String> all(String name) {
    return fields.getOrDefault(name, List.of());
  }

  /** The value of a field that may be there once; the first counts. */
  Optional<String> one(String name) {
    List<String> values = all(name);
    if (values.size() > 1) {
      notes.add(Kind.REPEATED_FIELD, name);
    }
    return values.stream().findFirst().filter(value -> !value.isEmpty());
  }

  /** The same, without comments. */
  Optional<String> plain(String name) {
    return one(name).map(FeedbackFields::withoutComments).filter(value -> !value.isEmpty());
  }

  /** Notes a field that is not there. */
  void require(String name) {
    if (all(name).stream().allMatch(String::isEmpty)) {
      notes.add(Kind.MISSING_FIELD, name);
    }
  }

  /** A value without its comments (RFC 5322 section 3.2.2), those within quotes apart. */
  static String withoutComments(String value) {
    StringBuilder plain = new StringBuilder();
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && i + 1 < value.length()) {
        if (depth == 0) {
          plain.append(c).append(value.charAt(i + 1));
        }
        i++;
        continue;
      }
      quoted ^= c == '"' && depth == 0;
      if (!quoted && c == '(') {
        depth++;
      } else if (!quoted && c == ')' && depth > 0) {
        depth--;
        plain.append(depth == 0 ? " " : "");
      } else if (depth == 0) {
        plain.append(c);
      }
    }
    return plain.toString().strip();
  }
}
