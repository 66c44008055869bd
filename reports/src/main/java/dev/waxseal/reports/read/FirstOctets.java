package dev.waxseal.reports.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.regex.Pattern;

/** The kinds of input and part, told by the first octets. */
enum FirstOctets {
  XML,
  JSON,
  GZIP,
  ZIP,
  MAIL,
  OTHER;

  /** The number of octets that are looked at. */
  private static final int LOOKED_AT = 1024;

  /** A field name and a colon, or the line between messages of an mbox file. */
  private static final Pattern HEADER =
      Pattern.compile("^\\s*(>?From |[!-9;-~]+[ \\t]*:).*", Pattern.DOTALL);

  /** The first octets of a stream, which stay in it; white space that fills them is dropped. */
  static byte[] peek(BufferedInputStream in) throws IOException {
    while (true) {
      in.mark(LOOKED_AT);
      byte[] first = in.readNBytes(LOOKED_AT);
      if (first.length < LOOKED_AT || start(first) < LOOKED_AT) {
        in.reset();
        return first;
      }
    }
  }

  static FirstOctets of(byte[] octets) {
    if (starts(octets, 0, 0x1F, 0x8B)) {
      return GZIP;
    }
    if (starts(octets, 0, 'P', 'K', 3, 4) || starts(octets, 0, 'P', 'K', 5, 6)) {
      return ZIP;
    }
    if (isUtf16(octets)) {
      return XML;
    }
    int at = start(octets);
    if (starts(octets, at, '<')) {
      return XML;
    }
    if (starts(octets, at, '{')) {
      return JSON;
    }
    return HEADER.matcher(new String(octets, ISO_8859_1)).matches() ? MAIL : OTHER;
  }

  /** The number of octets before the first that counts: byte order marks and white space. */
  static int start(byte[] octets) {
    int at = 0;
    while (at < octets.length) {
      if (starts(octets, at, 0xEF, 0xBB, 0xBF)) {
        at += 3;
      } else if (isSpace(octets[at])) {
        at++;
      } else {
        break;
      }
    }
    return at;
  }

  /** Returns true for XML in UTF-16, with a byte order mark or without. */
  static boolean isUtf16(byte[] octets) {
    return starts(octets, 0, 0xFE, 0xFF)
        || starts(octets, 0, 0xFF, 0xFE)
        || starts(octets, 0, 0, '<', 0)
        || starts(octets, 0, '<', 0);
  }

  private static boolean isSpace(byte octet) {
    return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
  }

  private static boolean starts(byte[] octets, int at, int... expected) {
    if (octets.length < at + expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((octets[at + i] & 0xFF) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
