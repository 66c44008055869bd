package dev.waxseal.reports.read;

import dev.waxseal.reports.ReportNote.Kind;
import java.io.IOException;
import java.io.Reader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns XML that is almost well-formed into XML that is: leaves out the declaration, whose encoding
 * no longer holds, and characters that XML forbids; makes text of bare {@code &} and {@code <}; and
 * leaves out a tag of XML Schema that never ends. Well-formed XML stays as it is, so what was read
 * of it before stands.
 */
final class RepairReader extends Reader {

  /** Longer tags are not recognized, and are text. */
  private static final int LONGEST_TAG = 4096;

  private static final int WINDOW = 4 * LONGEST_TAG;

  private static final Pattern REFERENCE =
      Pattern.compile("&(amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});");

  private static final String NAME = "[\\p{L}_:][\\p{L}\\p{N}_:.\u00B7-]*+";

  private static final Pattern TAG =
      Pattern.compile(
          "<(?:/"
              + NAME
              + "\\s*+|"
              + NAME
              + "(?:\\s++"
              + NAME
              + "\\s*+=\\s*+(?:\"[^\"<]*+\"|'[^'<]*+'))*+\\s*+/?)>");

  private static final Pattern SCHEMA = Pattern.compile("<(?:[A-Za-z]+:)?schema[\\s>]");
  private static final Pattern DECLARATION = Pattern.compile("^\\s*<\\?xml\\s[^>]{0,1000}\\?>");

  private final Reader in;
  private final Notes notes;
  private final boolean withoutSchema;
  private final StringBuilder window = new StringBuilder();
  private final StringBuilder out = new StringBuilder();
  private final char[] buffer = new char[WINDOW];
  private int given;
  private boolean begun;
  private boolean ended;

  /** Which construct the text is in, until its end. */
  private String until = "";

  RepairReader(Reader in, Notes notes, boolean withoutSchema) {
    this.in = in;
    this.notes = notes;
    this.withoutSchema = withoutSchema;
  }

  @Override
  public int read(char[] chars, int offset, int length) throws IOException {
    while (given == out.length()) {
      out.setLength(0);
      given = 0;
      if (!fill()) {
        return -1;
      }
      repair();
    }
    int count = Math.min(length, out.length() - given);
    out.getChars(given, given + count, chars, offset);
    given += count;
    return count;
  }

  /** Fills the window; false if nothing is left. */
  private boolean fill() throws IOException {
    while (!ended && window.length() < 2 * LONGEST_TAG) {
      int count = in.read(buffer, 0, buffer.length);
      ended = count < 0;
      for (int i = 0; i < count; i++) {
        keep(buffer[i]);
      }
    }
    if (!begun && window.length() > 0) {
      begun = true;
      begin();
    }
    return window.length() > 0;
  }

  private void keep(char c) {
    if (isAllowed(c)) {
      window.append(c);
    } else {
      notes.add(Kind.REPAIRED_CONTROL_CHARACTERS, "");
    }
  }

  private static boolean isAllowed(int c) {
    return c >= ' ' ? c != 0xFFFE && c != 0xFFFF : c == '\t' || c == '\n' || c == '\r';
  }

  private void begin() {
    if (window.charAt(0) == '\uFEFF') {
      window.deleteCharAt(0);
    }
    Matcher declaration = DECLARATION.matcher(window);
    if (declaration.find()) {
      window.delete(0, declaration.end());
    }
  }

  /** Moves text from the window to the output, up to where more has to be seen. */
  private void repair() {
    int end = ended ? window.length() : window.length() - LONGEST_TAG;
    int at = 0;
    while (at < end) {
      at = until.isEmpty() ? markup(at) : inside(at, end);
    }
    window.delete(0, at);
  }

  /** Copies what is inside a comment, a CDATA section or an instruction. */
  private int inside(int at, int end) {
    int close = window.indexOf(until, at);
    int to = close < 0 ? (ended ? end : Math.max(at + 1, end)) : close + until.length();
    if (close >= 0) {
      until = "";
    }
    out.append(window, at, to);
    return to;
  }

  private int markup(int at) {
    char c = window.charAt(at);
    return switch (c) {
      case '<' -> opening(at);
      case '&' -> reference(at);
      default -> plain(at);
    };
  }

  private int plain(int at) {
    int to = at + 1;
    while (to < window.length() && window.charAt(to) != '<' && window.charAt(to) != '&') {
      to++;
    }
    String text = window.substring(at, to);
    if (text.contains("]]>")) {
      notes.add(Kind.REPAIRED_MARKUP, "]]>");
      text = text.replace("]]>", "]]&gt;");
    }
    out.append(text);
    return to;
  }

  private int opening(int at) {
    if (starts(at, "<!--")) {
      return open(at, 4, "-->");
    }
    if (starts(at, "<![CDATA[")) {
      return open(at, 9, "]]>");
    }
    if (starts(at, "<?")) {
      return open(at, 2, "?>");
    }
    if (starts(at, "<!DOCTYPE")) {
      return open(at, 9, ">");
    }
    Matcher tag = TAG.matcher(window).region(at, Math.min(window.length(), at + LONGEST_TAG));
    if (!tag.lookingAt()) {
      return text(at, "&lt;");
    }
    if (withoutSchema && SCHEMA.matcher(window).region(at, tag.end()).lookingAt()) {
      notes.add(Kind.REPAIRED_STRAY_TAG, "");
    } else {
      attributes(window.substring(at, tag.end()));
    }
    return tag.end();
  }

  /** A tag whose attributes may have a bare ampersand. */
  private void attributes(String tag) {
    int from = 0;
    for (int and = tag.indexOf('&'); and >= 0; and = tag.indexOf('&', and + 1)) {
      if (!REFERENCE.matcher(tag).region(and, tag.length()).lookingAt()) {
        notes.add(Kind.REPAIRED_MARKUP, "&");
        out.append(tag, from, and).append("&amp;");
        from = and + 1;
      }
    }
    out.append(tag, from, tag.length());
  }

  private int open(int at, int length, String end) {
    out.append(window, at, at + length);
    until = end;
    return at + length;
  }

  private int reference(int at) {
    Matcher reference = REFERENCE.matcher(window).region(at, Math.min(window.length(), at + 12));
    if (!reference.lookingAt()) {
      return text(at, "&amp;");
    }
    String name = reference.group(1);
    if (name.startsWith("#") && !isCharacter(name)) {
      notes.add(Kind.REPAIRED_CONTROL_CHARACTERS, reference.group());
    } else {
      out.append(reference.group());
    }
    return reference.end();
  }

  private static boolean isCharacter(String reference) {
    int c =
        reference.startsWith("#x")
            ? Integer.parseInt(reference.substring(2), 16)
            : Integer.parseInt(reference.substring(1));
    return isAllowed(c) && c <= Character.MAX_CODE_POINT && (c < 0xD800 || c > 0xDFFF);
  }

  private int text(int at, String escaped) {
    notes.add(Kind.REPAIRED_MARKUP, window.substring(at, at + 1));
    out.append(escaped);
    return at + 1;
  }

  private boolean starts(int at, String text) {
    return at + text.length() <= window.length()
        && window.substring(at, at + text.length()).equals(text);
  }

  @Override
  public void close() {}
}
