package dev.waxseal.diagnosis.body;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Transfer encodings and character sets of text. One character per octet. */
final class Encodings {

  static final int BASE64_LINE = 76;

  /** Java reads the tables of these when they are first named, which takes a while. */
  private static final class Others {

    static final List<Charset> CHARSETS =
        Stream.of(
                "UTF-8",
                "ISO-8859-1",
                "windows-1252",
                "ISO-8859-15",
                "ISO-8859-2",
                "windows-1251",
                "KOI8-R",
                "ISO-2022-JP",
                "Shift_JIS",
                "GBK",
                "Big5",
                "EUC-KR")
            .filter(Charset::isSupported)
            .map(Charset::forName)
            .toList();

    private Others() {}
  }

  private Encodings() {}

  /** The decoded octets; the text itself if it is not encoded. */
  static Optional<String> decoded(String text, String encoding) {
    return switch (encoding) {
      case "quoted-printable" -> QuotedPrintable.decoded(text);
      case "base64" -> base64(text);
      default -> Optional.of(text);
    };
  }

  /** Octets in base64, in lines of 76 that end in CRLF. */
  static String base64(String octets, int lineLength) {
    byte[] lineEnd = {'\r', '\n'};
    int usable = lineLength / 4 * 4;
    int lines = usable == 0 ? 1 : octets.length() / (usable / 4 * 3) + 1;
    byte[] text = new byte[(octets.length() + 2) / 3 * 4 + 2 * lines];
    int length =
        Base64.getMimeEncoder(lineLength, lineEnd).encode(octets.getBytes(ISO_8859_1), text);
    if (length > 0) {
      text[length++] = '\r';
      text[length++] = '\n';
    }
    return new String(text, 0, length, ISO_8859_1);
  }

  /** A text without white space. */
  static String withoutSpace(String text) {
    StringBuilder compact = new StringBuilder(text.length());
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
        compact.append(text, start, i);
        start = i + 1;
      }
    }
    return compact.append(text, start, text.length()).toString();
  }

  /** As {@link #base64(String, int)}, in lines of the usual length. */
  static String inBase64(String octets) {
    return base64(octets, BASE64_LINE);
  }

  private static Optional<String> base64(String text) {
    try {
      String compact = withoutSpace(text);
      byte[] octets = Base64.getDecoder().decode(compact.getBytes(ISO_8859_1));
      return Optional.of(new String(octets, ISO_8859_1));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A text in another character set. */
  record Converted(String octets, String charset) {}

  /**
   * A text in each other character set that has all of its characters.
   *
   * @param charset its character set according to its header; UTF-8 is assumed if that is unknown
   */
  static List<Converted> converted(String octets, Optional<String> charset) {
    List<Converted> converted = new ArrayList<>();
    Optional<Charset> known = charset.flatMap(Encodings::charset);
    if (octets.chars().allMatch(c -> c < 0x80) && known.filter(c -> !isAscii(c)).isEmpty()) {
      return converted;
    }
    Optional<CharBuffer> characters = characters(octets, known.orElse(UTF_8));
    if (characters.isEmpty()) {
      return converted;
    }
    for (Charset other : Others.CHARSETS) {
      octets(characters.get().duplicate(), other)
          .filter(text -> !text.equals(octets))
          .filter(text -> converted.stream().noneMatch(each -> each.octets().equals(text)))
          .ifPresent(
              text -> converted.add(new Converted(text, other.name().toLowerCase(Locale.ROOT))));
    }
    return converted;
  }

  /** Returns true if ASCII text has the same octets in it. */
  private static boolean isAscii(Charset charset) {
    return !charset.name().startsWith("UTF-16") && !charset.name().startsWith("ISO-2022");
  }

  private static Optional<Charset> charset(String name) {
    try {
      return Charset.isSupported(name) ? Optional.of(Charset.forName(name)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A text in UTF-8; the text itself if its character set is unknown or does not fit. */
  static String inUtf8(String octets, Optional<String> charset) {
    return charset
        .flatMap(Encodings::charset)
        .filter(known -> !known.equals(UTF_8))
        .flatMap(known -> characters(octets, known))
        .flatMap(characters -> octets(characters, UTF_8))
        .orElse(octets);
  }

  /** A text with other line ends: each LF with the CR before it is replaced. */
  static String withLineEnds(String text, String lineEnd) {
    StringBuilder other = new StringBuilder(text.length());
    int start = 0;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', start)) {
      int end = at;
      while (end > start && text.charAt(end - 1) == '\r') {
        end--;
      }
      other.append(text, start, end).append(lineEnd);
      start = at + 1;
    }
    return other.append(text, start, text.length()).toString();
  }

  /** Returns true if these octets are UTF-8. */
  static boolean isUtf8(String octets) {
    return characters(octets, UTF_8).isPresent();
  }

  private static Optional<CharBuffer> characters(String octets, Charset charset) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(octets.getBytes(ISO_8859_1))));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> octets(CharBuffer characters, Charset charset) {
    try {
      ByteBuffer encoded = charset.newEncoder().encode(characters);
      return Optional.of(
          new String(encoded.array(), encoded.arrayOffset(), encoded.remaining(), ISO_8859_1));
    } catch (CharacterCodingException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }
}
