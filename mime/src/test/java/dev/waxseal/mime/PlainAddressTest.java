package dev.waxseal.mime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where only one parser is asked, the other would have said the same. */
class PlainAddressTest {

  private static final byte[] ALPHABET = "aZ0 .-_<>@".getBytes(US_ASCII);

  private static final String[] PARTS = {
    "joe",
    "Joe",
    "JOE",
    "7",
    ".",
    "..",
    "-",
    "_",
    " ",
    "  ",
    "<",
    ">",
    "@",
    "example.org",
    "a.b",
    "\"",
    ",",
    "+",
    "=?",
    "(",
    ")",
    ";",
    ":",
    "\\",
    "\t",
    "\u00e9",
    "%",
    "[1.2.3.4]"
  };

  private int plain;

  @Test
  void everyShortTextIsReadAlike() {
    for (int length = 1; length <= 6; length++) {
      all(new byte[length], 0);
    }
    assertTrue(plain > 5_000);
  }

  @Test
  void longerTextsAreReadAlike() {
    Random random = new Random(17);
    for (int i = 0; i < 300_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int parts = 1 + random.nextInt(9); parts > 0; parts--) {
        // mostly the first ones, so that some are plain
        text.append(PARTS[random.nextInt(random.nextInt(8) == 0 ? PARTS.length : 15)]);
      }
      check(text.toString().getBytes(US_ASCII));
    }
    assertTrue(plain > 1_000);
  }

  @Test
  void theUsualFieldsArePlain() {
    for (String text :
        List.of("joe@example.org", " Joe User <joe.user@mail.example.org> ", "<j_1-a@a.b>")) {
      assertTrue(PlainAddress.isAll(text.getBytes(US_ASCII)), text);
    }
  }

  @Test
  void whateverReadersMayPartInIsNot() {
    for (String text :
        List.of(
            "",
            "joe",
            "joe@",
            "@example.org",
            "joe @example.org",
            "joe@example.org <a@b>",
            "joe@example.org, a@b",
            "\"joe\" <joe@example.org>",
            "<joe@example.org",
            "joe@example.org>",
            "<@a:joe@example.org>",
            "joe@example.org;",
            "J. User <joe@example.org>",
            "(c) joe@example.org",
            "=?utf-8?q?joe?= <joe@example.org>")) {
      assertFalse(PlainAddress.isAll(text.getBytes(US_ASCII)), text);
    }
  }

  private void all(byte[] text, int from) {
    if (from == text.length) {
      check(text);
      return;
    }
    for (byte octet : ALPHABET) {
      text[from] = octet;
      all(text, from + 1);
    }
  }

  /** If both are asked, they agree, or the first refuses. */
  private void check(byte[] text) {
    if (!PlainAddress.isAll(text)) {
      return;
    }
    plain++;
    MailboxScanner scanned;
    try {
      scanned = MailboxScanner.scan(text, 10);
    } catch (NoAuthor refused) {
      return;
    }
    List<String> domains = new ArrayList<>();
    scanned.mailboxes().forEach(mailbox -> domains.add(mailbox.domain()));
    try {
      assertEquals(
          domains, Mime4jAddresses.domains(scanned.plain()), () -> new String(text, US_ASCII));
    } catch (NoAuthor other) {
      throw new AssertionError(new String(text, US_ASCII), other);
    }
  }
}
