package dev.waxseal.cli.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Optional;

/**
 * Files that people give in place of a message: recognized by their first octets, and named with
 * what to do.
 *
 * @param beginning the first octets, one character each, lower case
 * @param words what it is, and what to do
 */
record ForeignFile(String beginning, String words) {

  private static final int HEAD = 64;

  private static final String SOURCE =
      "give the source of the message (\"show original\", \"view source\", or save as .eml)";
  private static final String UNPACK = "unpack it and give the message in it";

  private static final List<ForeignFile> ALL =
      List.of(
          new ForeignFile(
              "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1",
              "a file of Outlook (.msg), which does not keep the octets that were signed; "
                  + "save the message as .eml, or get its source from the server"),
          new ForeignFile(
              "!bdn", "a data file of Outlook (.pst); export the message from it as .eml"),
          new ForeignFile(
              "x\u009F>\"",
              "an attachment of Outlook (winmail.dat, TNEF); give the message that had it"),
          new ForeignFile("<!doctype", "a web page; " + SOURCE),
          new ForeignFile("<html", "a web page; " + SOURCE),
          new ForeignFile("<head", "a web page; " + SOURCE),
          new ForeignFile("<body", "a web page; " + SOURCE),
          new ForeignFile("<!-- saved from", "a web page; " + SOURCE),
          new ForeignFile("<?xml", "an XML file; " + SOURCE),
          new ForeignFile("%pdf-", "a PDF file; " + SOURCE),
          new ForeignFile("{\\rtf", "a text with formats (RTF); " + SOURCE),
          new ForeignFile("\u0089png", "a picture; " + SOURCE),
          new ForeignFile("\u00FF\u00D8\u00FF", "a picture; " + SOURCE),
          new ForeignFile("gif8", "a picture; " + SOURCE),
          new ForeignFile("pk\u0003\u0004", "a ZIP archive; " + UNPACK),
          new ForeignFile(
              "\u001F\u008B", "compressed by gzip; gunzip -c FILE | waxseal verify - reads it"),
          new ForeignFile(
              "bzh", "compressed by bzip2; bunzip2 -c FILE | waxseal verify - reads it"),
          new ForeignFile(
              "\u00FD7zxz\0", "compressed by xz; xz -dc FILE | waxseal verify - reads it"),
          new ForeignFile(
              "(\u00B5/\u00FD", "compressed by zstd; zstd -dc FILE | waxseal verify - reads it"),
          new ForeignFile("7z\u00BC\u00AF'\u001C", "an archive of 7-Zip; " + UNPACK),
          new ForeignFile("rar!\u001A", "a RAR archive; " + UNPACK));

  /** The words for a file, if it is one of these. */
  static Optional<String> at(byte[] head) {
    String raw = new String(head, 0, Math.min(head.length, HEAD), ISO_8859_1);
    String text = lower(raw.replaceFirst("^[ \\t\\r\\n]+", ""));
    return ALL.stream()
        .filter(it -> text.startsWith(it.beginning))
        .map(ForeignFile::words)
        .findFirst()
        .or(() -> isJson(text) ? Optional.of("a JSON file; " + SOURCE) : Optional.empty());
  }

  /** As in Unicode for ASCII, and no change for other octets. */
  private static String lower(String octets) {
    StringBuilder lower = new StringBuilder(octets);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      lower.setCharAt(i, c < 0x80 ? Character.toLowerCase(c) : c);
    }
    return lower.toString();
  }

  private static boolean isJson(String text) {
    if (text.isEmpty() || (text.charAt(0) != '{' && text.charAt(0) != '[')) {
      return false;
    }
    String rest = text.substring(1).stripLeading();
    return rest.startsWith("\"") || rest.startsWith("{");
  }
}
