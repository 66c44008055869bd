package dev.waxseal.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SipHashTest {

  /** What Python 3.11 and later say with PYTHONHASHSEED=0, where the key is all zeros. */
  @ParameterizedTest
  @CsvSource({
    "a, 407448d2b89b1813",
    "subject, c49781290a0a7ce3",
    "received, 61f6986f1465fcc3",
    "content-type, 478b25eb91cddb6b",
    "content-transfer-encoding, 9231b2516c1ee74a",
    "xxxxxxxxxxxxxxxx, 6183d0c874877ba3"
  })
  void itIsSipHash13(String text, String hash) {
    byte[] octets = text.getBytes(ISO_8859_1);
    assertEquals(hash, Long.toHexString(new SipHash(0, 0).ofLowerCase(octets, 0, octets.length)));
  }

  @Test
  void caseDoesNotCount() {
    byte[] octets = "xRECEIVED".getBytes(ISO_8859_1);
    assertEquals(
        "61f6986f1465fcc3",
        Long.toHexString(new SipHash(0, 0).ofLowerCase(octets, 1, octets.length)));
  }

  @Test
  void eachProcessHasItsOwn() {
    assertNotEquals(
        SipHash.ofThisProcess().ofLowerCase(new byte[0], 0, 0),
        SipHash.ofThisProcess().ofLowerCase(new byte[0], 0, 0));
  }

  /**
   * Names that differ in the highest bits of neighbouring words, which cancel out where words are
   * multiplied: none of them may meet.
   */
  @Test
  void highBitsDoNotCancelOut() {
    int pairs = 10;
    Set<Integer> hashes = new HashSet<>();
    for (int choice = 0; choice < 1 << pairs; choice++) {
      byte[] name = "abcdefghijklmnop".repeat(pairs).getBytes(ISO_8859_1);
      for (int pair = 0; pair < pairs; pair++) {
        if ((choice >> pair & 1) != 0) {
          for (int octet : new int[] {7, 11, 15}) {
            name[16 * pair + octet] ^= (byte) 0x80;
          }
        }
      }
      hashes.add(FieldIndex.hash(name, 0, name.length));
      assertEquals(
          FieldIndex.hash(new String(name, ISO_8859_1)), FieldIndex.hash(name, 0, name.length));
    }
    assertEquals(1 << pairs, hashes.size(), 2.0); // chance: once in 8,000 runs two meet
  }
}
