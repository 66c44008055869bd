package properties;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.internal.BodyCanonicalizer;
import dev.waxseal.mime.internal.BodyHash;
import dev.waxseal.mime.internal.BodyHashes;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import vectors.Naive;

/**
 * RFC 6376 sections 3.4.3 and 3.4.4, where a canonicalizer that takes many octets at a time could
 * go wrong: at the edges of its words, blocks and buffers, and where its input is cut.
 */
class BodyFormsTest {

  /** What the rules are about, a letter, and an octet that is white space in other places. */
  private static final String ALPHABET = " \t\r\na\u00a0";

  /** Octets that differ from white space or from a line end by a bit or two, and lone surprises. */
  private static final String NEIGHBOURS =
      "\0\1\b\u000b\f\u000e\u0010!\"()*-0@JM`\177\200\u0081\u0085\u0088\u0089\u008a\u008d\u00a0\u00a9\u00ff";

  /** Texts to put before and after: without blanks, with one now and then, with many to drop. */
  private static final List<String> SURROUNDINGS =
      List.of("abcdefghij", "word and a ", "a  b \r\n\tc\r\n\r\n", NEIGHBOURS);

  /** What stands around a piece in the array of the caller, and is none of the body. */
  private static final int MARGIN = 12;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Every string of up to seven octets, cut in two at every place. */
  @Test
  void allShortBodiesCutInTwo() {
    forAllStrings(7, "", body -> assertForms(body, 0, body.length()));
  }

  /** Every string of up to five octets at every place in a word, cut in two at every place. */
  @Test
  void allShortStringsWithinLongerBodies() {
    String before = "a b\r\ncd";
    String after = "The quick brown\r\nfox ";
    forAllStrings(
        5,
        "",
        middle -> {
          for (int skip = 0; skip < before.length(); skip++) {
            int from = before.length() - skip;
            assertForms(before.substring(skip) + middle + after, from, from + middle.length() + 2);
          }
        });
  }

  /** Every octet before and after what is white space, and what ends a line, at every place. */
  @Test
  void everyOctetBesideWhiteSpace() {
    for (int octet = 0; octet < 256; octet++) {
      String c = String.valueOf((char) octet);
      for (String pair :
          List.of(c + " x", " " + c, "\t" + c, " " + c + "\n", " \r" + c, c + "\n", c + "\r\n")) {
        for (int place = 0; place <= 16; place++) {
          assertForms("0123456789abcdef".substring(place) + pair + "fedcba9876543210", 16, 16);
        }
      }
    }
  }

  /** Bodies that end, or are cut, within some octets of where words, blocks and buffers end. */
  @Test
  void aroundTheEndsOfBuffers() {
    for (String text : SURROUNDINGS) {
      String filler = text.repeat(3 * 8192 / text.length() + 10);
      for (int size : new int[] {0, 8, 16, 64, 128, 1024, 4096, 8192, 2 * 8192, 3 * 8192}) {
        for (int length = Math.max(0, size - 12); length <= size + 12; length++) {
          for (String end :
              List.of("", " ", "\r", "\r\n", " \t\r\n", "  x", "\t\r\n\r\nx", " \r")) {
            String start = filler.substring(0, length);
            assertForms(start + end, length, length);
            assertForms(start + end + filler.substring(0, 100), length + end.length(), length);
          }
        }
      }
    }
  }

  /** Stretches without white space, after and before what the next octet decides about. */
  @Test
  void longStretchesWithoutWhiteSpace() {
    List<String> parts = List.of("", "a", " ", "\t", "\r", "\n", "a \r", " \r\n", "\r\n\r\n");
    for (int length : new int[] {1000, 1023, 1024, 1088, 8192, 9300}) {
      String stretch = "=".repeat(length);
      for (String before : parts) {
        for (String start : parts) {
          for (String end : parts) {
            int from = before.length();
            String body = before + start + stretch + end;
            assertForms(body, from, from + start.length());
            assertForms(body + "x", body.length() - end.length(), body.length() + 1);
          }
        }
      }
    }
  }

  /** Random octets of which many matter, in random pieces. */
  @Property(tries = 2000)
  void randomBodies(@ForAll long seed) {
    Random random = new Random(seed);
    int length = random.nextInt(10) == 0 ? random.nextInt(40_000) : random.nextInt(400);
    StringBuilder body = new StringBuilder();
    while (body.length() < length) {
      appendRandom(body, random);
    }
    int largest = 1 << random.nextInt(15);
    for (Canonicalization form : Canonicalization.values()) {
      assertEquals(
          Naive.body(form.toString(), body.toString()),
          canonical(form, body.toString(), random, largest));
    }
  }

  /** Line ends wait, and come out in one go or never. */
  @Test
  void manyEmptyLines() {
    for (int lines : new int[] {1, 2, 4095, 4096, 4097, 20_000}) {
      String empty = "\r\n".repeat(lines);
      for (String body : List.of(empty, "a" + empty, empty + "b", "a" + empty + "b", empty + " ")) {
        assertForms(body, body.length() / 2, body.length() / 2 + 1);
        assertForms(body, body.length(), body.length());
      }
    }
  }

  /** The hash of each length is that of the canonical body cut there (section 3.5, l=). */
  @Property(tries = 200)
  void hashesOfLengths(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(50_000);
    while (text.length() < length) {
      appendRandom(text, random);
    }
    byte[] body = text.toString().getBytes(ISO_8859_1);
    for (Canonicalization form : Canonicalization.values()) {
      byte[] canonical = Naive.body(form.toString(), text.toString()).getBytes(ISO_8859_1);
      List<BodyHashes.Need> needs = new ArrayList<>(List.of(BodyHashes.Need.whole(form)));
      LongStream.of(0, 1, 63, 64, 65, 8191, 8192, 8193, random.nextInt(50_000))
          .filter(limit -> limit <= canonical.length)
          .forEach(limit -> needs.add(new BodyHashes.Need(form, OptionalLong.of(limit))));
      BodyHashes hashes = new BodyHashes(needs);
      int piece = 1 + random.nextInt(20_000);
      for (int at = 0; at < body.length; at += piece) {
        hashes.write(body, at, Math.min(piece, body.length - at));
      }
      hashes.finish();
      for (BodyHashes.Need need : needs) {
        int limit = (int) need.limit().orElse(canonical.length);
        BodyHash hash = hashes.hash(need);
        assertArrayEquals(sha256(Arrays.copyOf(canonical, limit)), hash.sha256());
        assertEquals(canonical.length, hash.canonicalLength());
      }
    }
  }

  private static void appendRandom(StringBuilder body, Random random) {
    switch (random.nextInt(8)) {
      case 0 -> body.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      case 1 -> body.append(NEIGHBOURS.charAt(random.nextInt(NEIGHBOURS.length())));
      case 2 -> body.append((char) random.nextInt(256));
      case 3 -> body.append("\r\n".repeat(random.nextInt(4)));
      case 4 -> body.append(" ".repeat(random.nextInt(20)));
      case 5 -> body.append("\t ".repeat(random.nextInt(3))).append('\r');
      case 6 -> body.append("letters".repeat(random.nextInt(40)));
      default -> body.append("word");
    }
  }

  private static void forAllStrings(int length, String start, Consumer<String> test) {
    test.accept(start);
    if (length > 0) {
      for (int i = 0; i < ALPHABET.length(); i++) {
        forAllStrings(length - 1, start + ALPHABET.charAt(i), test);
      }
    }
  }

  /** Both forms are the naive ones, with the body in two pieces, cut at each place of a range. */
  private void assertForms(String body, int firstCut, int lastCut) {
    byte[] bytes = body.getBytes(ISO_8859_1);
    for (Canonicalization form : Canonicalization.values()) {
      byte[] expected = Naive.body(form.toString(), body).getBytes(ISO_8859_1);
      for (int cut = firstCut; cut <= lastCut; cut++) {
        BodyCanonicalizer canonicalizer = start(form);
        write(canonicalizer, bytes, 0, cut);
        write(canonicalizer, bytes, cut, bytes.length);
        canonicalizer.finish();
        if (!Arrays.equals(expected, out.toByteArray())) {
          assertEquals(
              Naive.body(form.toString(), body),
              out.toString(ISO_8859_1),
              form + " of '" + body + "' cut at " + cut);
        }
      }
    }
  }

  private String canonical(Canonicalization form, String body, Random random, int largest) {
    byte[] bytes = body.getBytes(ISO_8859_1);
    BodyCanonicalizer canonicalizer = start(form);
    for (int from = 0; from < bytes.length; ) {
      int to = Math.min(bytes.length, from + random.nextInt(largest + 1));
      write(canonicalizer, bytes, from, to);
      from = to;
    }
    canonicalizer.finish();
    return out.toString(ISO_8859_1);
  }

  private BodyCanonicalizer start(Canonicalization form) {
    out.reset();
    return BodyCanonicalizer.of(form, out::write);
  }

  /** Writes a piece from an array that has other octets around it, and others in it afterwards. */
  private static void write(BodyCanonicalizer canonicalizer, byte[] bytes, int from, int to) {
    byte[] array = new byte[MARGIN + (to - from) + MARGIN];
    Arrays.fill(array, (byte) (from % 2 == 0 ? ' ' : '\n'));
    System.arraycopy(bytes, from, array, MARGIN, to - from);
    byte[] before = array.clone();
    canonicalizer.write(array, MARGIN, to - from);
    assertArrayEquals(before, array);
    Arrays.fill(array, (byte) 'X');
  }

  private static byte[] sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }
}
