package differential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Awkward bodies by name; one octet a character. */
final class Bodies {

  private static final int MEBIBYTE = 1 << 20;

  private Bodies() {}

  static Map<String, String> all() {
    Map<String, String> bodies = new LinkedHashMap<>();
    addLineEnds(bodies);
    addWhiteSpace(bodies);
    addOctets(bodies);
    addLongLines(bodies);
    addBareLineEnds(bodies);
    return bodies;
  }

  static Map<String, String> large() {
    Map<String, String> bodies = new LinkedHashMap<>();
    bodies.put("1 MiB of prose", prose());
    bodies.put("1 MiB of base64", base64());
    return bodies;
  }

  private static void addLineEnds(Map<String, String> bodies) {
    bodies.put("one empty line", "\r\n");
    bodies.put("five empty lines", "\r\n".repeat(5));
    bodies.put("5000 empty lines", "\r\n".repeat(5000));
    bodies.put("text without CRLF", "one\r\ntwo");
    bodies.put("text after an empty line without CRLF", "one\r\n\r\ntwo");
    bodies.put("empty lines first", "\r\n\r\none\r\n");
    bodies.put("empty lines last", "one\r\n" + "\r\n".repeat(40));
    bodies.put("5000 empty lines in the middle", "one" + "\r\n".repeat(5000) + "two\r\n");
    bodies.put("one octet without CRLF", "x");
    bodies.put("one line", "x\r\n");
  }

  private static void addWhiteSpace(Map<String, String> bodies) {
    bodies.put("a line of a space", " \r\n");
    bodies.put("a line of a tab", "\t\r\n");
    bodies.put("a line of a space without CRLF", " ");
    bodies.put("text and a line of a tab without CRLF", "one\r\n\t");
    bodies.put("lines of white space", " \r\n\t\r\n \t \r\n\r\n");
    bodies.put("lines of white space last", "one\r\n \r\n\t\t\r\n");
    bodies.put("white space and empty lines last", "one\r\n\r\n \r\n\r\n\t\r\n\r\n");
    bodies.put("lines of white space in the middle", "one\r\n \r\n\t\r\ntwo\r\n");
    bodies.put("trailing white space", "one \r\ntwo\t\r\nthree \t \r\n");
    bodies.put("text and white space without CRLF", "one \t");
    bodies.put("leading white space", " one\r\n\ttwo\r\n   three\r\n");
    bodies.put("runs of white space", "a  b\tc \t d\t\te\r\n");
    bodies.put("2000 spaces", "a" + " ".repeat(2000) + "b\r\n");
    bodies.put("2000 trailing spaces", "a" + " ".repeat(2000) + "\r\n");
    bodies.put("form feed and vertical tab", "a\f\r\n\u000bb\r\nc \f \u000b\r\n\f\r\n");
    bodies.put("no-break spaces", "a\u00a0\r\n\u00a0\u00a0b\r\n\u00a0\r\n");
  }

  private static void addOctets(Map<String, String> bodies) {
    bodies.put("dots", ".\r\n..\r\n.a\r\na.\r\n.\r\n");
    bodies.put("lines that begin with From", "From here\r\n>From there\r\n");
    bodies.put("lines like header fields", "From: eve@example.com\r\nSubject: x\r\n\r\nx\r\n");
    bodies.put("Latin-1", "caf\u00e9 \u00fc \r\n");
    bodies.put("UTF-8", octets("Grüße, \u4f60\u597d \ud83d\ude00 \r\n"));
    bodies.put("every octet but CR and LF", everyOctet() + "\r\n" + everyOctet() + "\r\n");
    bodies.put("NUL octets", "a\0b\r\n\0\r\n\0\r\n");
    bodies.put("random octets", random(20_000));
  }

  private static void addLongLines(Map<String, String> bodies) {
    for (int length : new int[] {76, 998, 999, 1023, 1024, 1025, 4096, 70_000}) {
      bodies.put("a line of " + length, "x".repeat(length) + "\r\n");
    }
    for (int length : new int[] {500, 1024, 4095, 4096, 4097, 5000}) {
      bodies.put("a line of " + length + " without CRLF", "x".repeat(length));
    }
    bodies.put("words to 5000 and white space without CRLF", "word ".repeat(1000));
  }

  private static void addBareLineEnds(Map<String, String> bodies) {
    bodies.put("CR alone", "one\rtwo\r\n");
    bodies.put("LF alone", "one\ntwo\r\n");
    bodies.put("CR alone before CRLF", "one\r\r\ntwo\r\n");
    bodies.put("LF alone before CRLF", "one\n\r\ntwo\r\n");
    bodies.put("CR alone at the end", "one\r\n\r");
    bodies.put("LF alone at the end", "one\r\ntwo\n");
    bodies.put("white space before LF alone", "one \ntwo\r\n");
  }

  private static String prose() {
    StringBuilder prose = new StringBuilder(MEBIBYTE + 100);
    for (int i = 0; prose.length() < MEBIBYTE; i++) {
      prose.append("Call me  Ishmael. Some years ago - never mind how long\tprecisely ").append(i);
      prose.append(i % 9 == 0 ? " \r\n\r\n" : "\r\n");
    }
    return prose.toString();
  }

  private static String base64() {
    byte[] octets = new byte[MEBIBYTE * 3 / 4];
    new Random(8301).nextBytes(octets);
    return Base64.getMimeEncoder().encodeToString(octets) + "\r\n";
  }

  private static String everyOctet() {
    StringBuilder octets = new StringBuilder(256);
    for (char c = 0; c < 256; c++) {
      octets.append(c == '\r' || c == '\n' ? 'x' : c);
    }
    return octets.toString();
  }

  /** Random octets, rich in white space and line ends. */
  private static String random(int length) {
    String[] pieces = {"\r\n", " ", "\t", " \r\n", "a", ".", "\u00e9", "\0", "word"};
    Random random = new Random(8463);
    StringBuilder octets = new StringBuilder(length + 4);
    while (octets.length() < length) {
      octets.append(pieces[random.nextInt(pieces.length)]);
    }
    return octets.toString();
  }

  /** The UTF-8 of a text, one octet a character. */
  static String octets(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }
}
