package dev.waxseal.diagnosis.header;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.mime.HeaderField;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Guesses for the fields that describe a body (RFC 2045), which change when it is re-encoded. */
final class ContentGuesses {

  private static final List<String> CHARSETS =
      List.of("utf-8", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252", "iso-8859-2");

  private static final List<String> ENCODINGS =
      List.of("7bit", "8bit", "quoted-printable", "base64", "binary");

  private static final String CHARSET = "(?i)(;\\s*charset=)\"?([^\";\\s]+)\"?";

  private ContentGuesses() {}

  /**
   * The guesses for a field.
   *
   * @param name its name, lower case
   * @param value its value; empty if the message does not have the field
   */
  static List<Guess> of(String name, String value, HeaderContext context) {
    Set<String> values = new LinkedHashSet<>();
    for (List<HeaderField> part : context.parts()) {
      part.stream()
          .filter(field -> field.isNamed(name))
          .forEach(field -> values.add(field.value()));
    }
    switch (name) {
      case "content-type" -> types(value, values);
      case "content-transfer-encoding" -> {
        ENCODINGS.forEach(word -> values.add(" " + word));
        ENCODINGS.forEach(word -> values.add(" " + word.toUpperCase(Locale.ROOT)));
      }
      case "mime-version" -> values.addAll(List.of(" 1.0", " 1.0 (1.0)"));
      default -> {}
    }
    List<Guess> guesses = new ArrayList<>();
    for (String other : values) {
      guesses.add(
          new Guess(
              Change.Kind.CONTENT_FIELD_REWRITTEN,
              other,
              "was \"" + other.replaceAll("\\s+", " ").strip() + "\" and was rewritten"));
    }
    return guesses;
  }

  private static void types(String value, Set<String> values) {
    String base = value.isEmpty() ? " text/plain" : value;
    Set<String> forms = new LinkedHashSet<>(List.of(base));
    forms.add(base.replaceFirst("(?i);\\s*format=\"?flowed\"?(;\\s*delsp=\"?\\w++\"?)?+", ""));
    forms.add(base.replaceAll("\"", ""));
    forms.add(base.replaceAll("=([^\";\\s]+)", "=\"$1\""));
    forms.add(base.replaceAll(";\\s*", "; "));
    forms.add(base.replaceAll(";\\s*", ";"));
    forms.add(base.replaceFirst(";.*(?s)$", ""));
    values.addAll(forms);
    forms.forEach(form -> values.add(form.replaceFirst(CHARSET, "")));
    List<String> charsets = charsets(base);
    if (base.strip().regionMatches(true, 0, "multipart/", 0, 10)) {
      texts(charsets, values);
    }
    forms.forEach(form -> inCharsets(form.replaceFirst(CHARSET, ""), charsets, values));
    texts(charsets, values);
  }

  /** A text, of which a multipart may have been made. */
  private static void texts(List<String> charsets, Set<String> values) {
    inCharsets(" text/plain", charsets, values);
    inCharsets(" text/html", charsets, values);
  }

  /** The character sets to try, that of a value first. */
  private static List<String> charsets(String value) {
    Set<String> charsets = new LinkedHashSet<>();
    Matcher named = Pattern.compile(CHARSET).matcher(value);
    if (named.find()) {
      charsets.add(named.group(2).toLowerCase(Locale.ROOT));
    }
    charsets.addAll(CHARSETS);
    return List.copyOf(charsets);
  }

  /** A media type with each character set, in the spellings of common programs. */
  private static void inCharsets(String type, List<String> charsets, Set<String> values) {
    int end = type.indexOf(';');
    String first = end < 0 ? type : type.substring(0, end);
    String rest = end < 0 ? "" : type.substring(end);
    List<String> parameters = new ArrayList<>();
    for (String charset : charsets) {
      for (String word : List.of(charset, charset.toUpperCase(Locale.ROOT))) {
        parameters.add("charset=" + word);
        parameters.add("charset=\"" + word + "\"");
      }
    }
    parameters.forEach(parameter -> values.add(first + "; " + parameter + rest));
    for (String parameter : parameters) {
      values.add(first + rest + "; " + parameter);
      values.add(first + "; " + parameter + rest + "; format=flowed");
      values.add(first + ";" + parameter + rest);
    }
  }
}
