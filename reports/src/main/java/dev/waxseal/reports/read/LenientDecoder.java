package dev.waxseal.reports.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waxseal.reports.ReportNote.Kind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes XML whose encoding is wrong or missing. What is not valid in UTF-8 is read as
 * Windows-1252, octet by octet, as browsers do.
 */
final class LenientDecoder extends Reader {

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final int DECLARATION = 256;
  private static final Pattern DECLARED =
      Pattern.compile("^<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([^\"'>]*)[\"']");

  /** The encodings of one octet a character; no other name is looked up. */
  private static final Pattern SINGLE =
      Pattern.compile("(iso-8859-[0-9]{1,2}|windows-125[0-9]|us-ascii)");

  private final InputStream in;
  private final Notes notes;
  private final Charset charset;
  private final CharsetDecoder decoder;
  private final ByteBuffer octets = ByteBuffer.allocate(8192).flip();
  private boolean ended;

  LenientDecoder(InputStream xml, Notes notes) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(xml);
    this.in = buffered;
    this.notes = notes;
    buffered.mark(DECLARATION);
    byte[] head = buffered.readNBytes(DECLARATION);
    buffered.reset();
    this.charset = charset(head);
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
  }

  private Charset charset(byte[] head) {
    if (FirstOctets.isUtf16(head)) {
      boolean little = (head[0] & 0xFF) == 0xFF || head[0] == '<';
      return little ? UTF_16LE : UTF_16BE;
    }
    int start = FirstOctets.start(head);
    Matcher declared = DECLARED.matcher(new String(head, start, head.length - start, ISO_8859_1));
    String name = declared.find() ? declared.group(1).toLowerCase(Locale.ROOT) : "utf-8";
    if (name.equals("utf-8")) {
      return UTF_8;
    }
    if (SINGLE.matcher(name).matches() && Charset.isSupported(name) && !name.equals("us-ascii")) {
      return Charset.forName(name);
    }
    notes.add(Kind.REPAIRED_ENCODING, name);
    return UTF_8;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    CharBuffer chars = CharBuffer.wrap(buffer, offset, length);
    while (chars.position() == 0) {
      if (!octets.hasRemaining() || (!ended && octets.remaining() < 8)) {
        fill();
      }
      if (!octets.hasRemaining()) {
        return -1;
      }
      CoderResult result = decoder.decode(octets, chars, ended);
      if (result.isMalformed()) {
        notes.add(Kind.REPAIRED_ENCODING, "");
        replace(result.length(), chars);
      }
      if (result.isOverflow() && chars.position() == 0) {
        return 0;
      }
    }
    return chars.position();
  }

  /** Takes the first octet that does not fit; of UTF-16 the whole unit. */
  private void replace(int malformed, CharBuffer chars) {
    if (!charset.equals(UTF_8)) {
      if (octets.remaining() < 2) {
        octets.position(octets.limit()); // half a character at the end
        return;
      }
      octets.position(octets.position() + Math.min(malformed, octets.remaining()));
      chars.put('\uFFFD');
      return;
    }
    byte octet = octets.get();
    chars.put(WINDOWS_1252.decode(ByteBuffer.wrap(new byte[] {octet})).get());
  }

  private void fill() throws IOException {
    octets.compact();
    int count = in.readNBytes(octets.array(), octets.position(), octets.remaining());
    ended = count < octets.remaining();
    octets.position(octets.position() + count);
    octets.flip();
  }

  @Override
  public void close() {}
}
