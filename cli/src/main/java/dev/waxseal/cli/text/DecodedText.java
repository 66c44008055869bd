package dev.waxseal.cli.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Header fields as their reader sees them: encoded words are decoded (RFC 2047), and everything is
 * safe for a terminal. A word that cannot be decoded stays as it is.
 */
public final class DecodedText {

  private static final Pattern WORD =
      Pattern.compile("=\\?([^?*\\s]{1,60}+)(?:\\*[^?\\s]{0,40}+)?\\?([bBqQ])\\?([^?\\s]*+)\\?=");

  /** Characters that mean something in an address (RFC 5322 section 3.2.3). */
  private static final String SPECIALS = "()<>[]:;@\\,\"";

  private final String field;
  private final boolean isAddress;
  private final StringBuilder text = new StringBuilder();

  /** The octets of adjacent words of one character set: some programs divide a character. */
  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

  private Charset charset = UTF_8;
  private int rawStart;

  private DecodedText(String field, boolean isAddress) {
    this.field = field;
    this.isAddress = isAddress;
  }

  /**
   * The text of a field, cut off after a number of characters.
   *
   * @param octets one character per octet, ISO-8859-1
   */
  public static String of(String octets, int limit) {
    return new DecodedText(octets, false).cut(limit);
  }

  /**
   * As {@link #of(String, int)}, for a field with addresses: quotation marks stand around decoded
   * text that looks like a part of an address.
   */
  public static String ofAddress(String octets, int limit) {
    return new DecodedText(octets, true).cut(limit);
  }

  private String cut(int limit) {
    String whole = decoded();
    return whole.length() <= limit ? whole : whole.substring(0, limit) + "...";
  }

  private String decoded() {
    Matcher word = WORD.matcher(field);
    int end = 0;
    while (word.find()) {
      Optional<Charset> set = charset(word.group(1));
      Optional<byte[]> content = set.flatMap(it -> content(word.group(2), word.group(3)));
      if (set.isEmpty() || content.isEmpty()) {
        continue;
      }
      boolean isAdjacent = octets.size() > 0 && field.substring(end, word.start()).isBlank();
      if (!isAdjacent || !charset.equals(set.get())) {
        flush(end);
        text.append(isAdjacent ? "" : SafeText.ofLine(field.substring(end, word.start())));
        rawStart = word.start();
      }
      charset = set.get();
      octets.writeBytes(content.get());
      end = word.end();
    }
    flush(end);
    return text.append(SafeText.ofLine(field.substring(end))).toString().strip();
  }

  /** Writes the words before an offset: decoded, or as they are. */
  private void flush(int end) {
    if (octets.size() == 0) {
      return;
    }
    try {
      String words = charset.newDecoder().decode(ByteBuffer.wrap(octets.toByteArray())).toString();
      String safe = SafeText.of(words);
      boolean looksLikeAddress = isAddress && safe.chars().anyMatch(c -> SPECIALS.indexOf(c) >= 0);
      text.append(looksLikeAddress ? '"' + safe.replace('"', '\'') + '"' : safe);
    } catch (CharacterCodingException e) {
      text.append(SafeText.ofLine(field.substring(rawStart, end)));
    }
    octets.reset();
  }

  private static Optional<Charset> charset(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> content(String encoding, String text) {
    if (!encoding.equalsIgnoreCase("b")) {
      return Optional.of(quoted(text));
    }
    try {
      return Optional.of(Base64.getDecoder().decode(text.getBytes(ISO_8859_1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] quoted(String text) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      boolean isHex = text.charAt(i) == '=' && i + 2 < text.length();
      int high = isHex ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = isHex ? Character.digit(text.charAt(i + 2), 16) : -1;
      if (high >= 0 && low >= 0) {
        octets.write(high << 4 | low);
        i += 2;
      } else {
        octets.write(text.charAt(i) == '_' ? ' ' : text.charAt(i));
      }
    }
    return octets.toByteArray();
  }
}
