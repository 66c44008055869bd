package dev.waxseal.dkim.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class FieldNamesTest {

  @Test
  void wellKnownNamesAreThereOnce() {
    assertSame(lowerCase("Message-ID"), lowerCase("MESSAGE-id"));
    assertEquals("message-id", lowerCase("Message-ID"));
    assertEquals("from", FieldNames.lowerCase("To:FROM:cc", 3, 7));
  }

  @Test
  void otherNamesComeInLowerCase() {
    assertEquals("x-mailer", lowerCase("X-Mailer"));
    assertEquals("fron", lowerCase("FRON"));
    assertEquals(
        "x-a-name-longer-than-all-that-are-known",
        lowerCase("X-A-Name-Longer-Than-All-That-Are-Known"));
  }

  private static String lowerCase(String name) {
    return FieldNames.lowerCase(name, 0, name.length());
  }
}
