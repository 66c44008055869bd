package dev.waxseal.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SafeTextTest {

  @Test
  void controlsAreReplacedAndFoldsBecomeSpaces() {
    assertEquals("a?[31mb", SafeText.of("a\u001b[31mb"));
    assertEquals("a b c", SafeText.of("a\r\n b\tc"));
    assertEquals("a??b", SafeText.of("a\r\nb"));
  }

  @Test
  void utf8IsShownAndOtherOctetsAreNot() {
    assertEquals("M\u00fcller", SafeText.ofOctets(" M\u00c3\u00bcller"));
    assertEquals("M?ller", SafeText.ofOctets("M\u00fcller"));
  }

  @Test
  void whatTurnsTheDirectionOfTextIsReplaced() {
    assertEquals("a?b?c", SafeText.of("a\u202eb\u2066c"));
    assertEquals("a?b", SafeText.of("a\u009bb"));
    assertEquals("a?b", SafeText.of("a\u200bb"));
  }
}
