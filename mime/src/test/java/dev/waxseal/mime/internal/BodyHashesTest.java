package dev.waxseal.mime.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.mime.Canonicalization;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** RFC 6376 sections 3.4.3, 3.4.4, 3.7, and the tag l= of 3.5. */
class BodyHashesTest {

  private static final BodyHashes.Need SIMPLE = BodyHashes.Need.whole(Canonicalization.SIMPLE);
  private static final BodyHashes.Need RELAXED = BodyHashes.Need.whole(Canonicalization.RELAXED);

  /** The hashes of an empty body that sections 3.4.3 and 3.4.4 give, there for SHA-256. */
  @Test
  void emptyBodies() {
    BodyHashes hashes = run("", 1, SIMPLE, RELAXED);
    assertEquals("frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY=", base64(hashes.hash(SIMPLE)));
    assertEquals("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", base64(hashes.hash(RELAXED)));
  }

  /** Canonicalize, then cut to the length, then hash; every length, however the body arrives. */
  @Test
  void lengths() throws Exception {
    String body = "a  b \r\nc\r\n\r\n";
    String canonical = "a b\r\nc\r\n";
    List<BodyHashes.Need> needs = new ArrayList<>(List.of(RELAXED));
    for (long limit = 0; limit <= canonical.length() + 2; limit++) {
      needs.add(limited(limit));
    }
    for (int chunk = 1; chunk <= body.length(); chunk++) {
      BodyHashes hashes = run(body, chunk, needs.toArray(BodyHashes.Need[]::new));
      for (int limit = 0; limit <= canonical.length(); limit++) {
        BodyHash hash = hashes.hash(limited(limit));
        assertArrayEquals(sha256(canonical.substring(0, limit)), hash.sha256());
        assertEquals(limit, hash.hashedLength());
        assertEquals(canonical.length(), hash.canonicalLength());
      }
      BodyHash beyond = hashes.hash(limited(canonical.length() + 2));
      assertEquals(canonical.length(), beyond.hashedLength(), "nothing beyond the end is hashed");
      assertArrayEquals(sha256(canonical), hashes.hash(RELAXED).sha256());
    }
  }

  @Test
  void aLimitAloneHashesNoMoreThanItself() throws Exception {
    BodyHash hash = run("abc\r\n", 1, limited(2)).hash(limited(2));
    assertArrayEquals(sha256("ab"), hash.sha256());
    assertEquals(5, hash.canonicalLength());
    assertTrue(hash.matches(sha256("ab")));
    assertFalse(hash.matches(sha256("abc\r\n")));
    assertFalse(hash.matches(new byte[0]));
  }

  @Test
  void whatWasNotAskedForIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> run("", 1, SIMPLE).hash(RELAXED));
    assertThrows(IllegalArgumentException.class, () -> run("abc", 1, limited(2)).hash(RELAXED));
    assertThrows(IllegalArgumentException.class, () -> run("abc", 1, RELAXED).hash(limited(2)));
  }

  private static BodyHashes.Need limited(long limit) {
    return new BodyHashes.Need(Canonicalization.RELAXED, OptionalLong.of(limit));
  }

  private static BodyHashes run(String body, int chunk, BodyHashes.Need... needs) {
    BodyHashes hashes = new BodyHashes(List.of(needs));
    byte[] bytes = body.getBytes(ISO_8859_1);
    for (int at = 0; at < bytes.length; at += chunk) {
      hashes.write(bytes, at, Math.min(chunk, bytes.length - at));
    }
    hashes.finish();
    return hashes;
  }

  private static byte[] sha256(String text) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(text.getBytes(ISO_8859_1));
  }

  private static String base64(BodyHash hash) {
    return Base64.getEncoder().encodeToString(hash.sha256());
  }
}
