package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FromLineTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "From a@one.example Sun Nov 29 10:00:00 2026",
        "From a@one.example  Sun Nov  1 10:00:00 2026\n",
        "From a@one.example Sun Nov 29 10:00:00 2026\r\n",
        "From MAILER-DAEMON Sun Nov 29 1:00 2026",
        "From - Sun Nov 29 10:00:00 2026",
        "From  Sun Nov 29 10:00:00 2026",
        "From bob at one.example Sun Nov 29 10:00:00 2026",
        "From \"a b\"@one.example Sun Nov 29 10:00:00 2026",
        "From 1234@xxx Sun Nov 29 10:00:00 +0000 2026",
        "From a@b Sun Nov 29 10:00:00 MET DST 2026",
        "From a@b Sun Nov 29 10:00:00 2026 +0100",
        "From a@b sun nov 29 10:00:00 2026 remote from uucp",
        "From a@b Sun, 29 Nov 2026 10:00:00 +0000",
        "From mboxrd@z Thu Jan  1 00:00:00 1970"
      })
  void standsBeforeAMessage(String line) {
    assertTrue(FromLine.isDated(line));
    assertTrue(FromLine.isOnTop(line));
    assertFalse(FromLine.isDated(">" + line));
    assertTrue(FromLine.isOnTop(">" + line));
    assertFalse(FromLine.isOnTop(">>" + line));
    assertFalse(FromLine.isDated(line.strip() + ", as I said"));
    assertFalse(FromLine.isDated(line.replaceFirst("From ", "from ")));
    assertFalse(FromLine.isDated(line.replaceFirst("From ", "From:")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "From ",
        "From : a@one.example",
        "From here on all is well.",
        "From a@one.example",
        "From Sunday to Monday, 10:00 to 12:00",
        "From a@b Sun Nov 29 2026",
        "From a@b Nov 29 10:00:00 2026",
        "From a@b Xun Nov 29 10:00:00 2026",
        "From a@b Sun Nox 29 10:00:00 2026",
        "From overSun Nov 29 10:00:00 2026",
        "From a@b Sun Nov 29 10:00:00 26"
      })
  void isALineOfText(String line) {
    assertFalse(FromLine.isDated(line));
    assertFalse(FromLine.isOnTop(line));
  }

  @Test
  void aLineOfAnyLengthIsLookedAtInNoTime() {
    String date = " Sun Nov 29 10:00:00 2026";
    String longest = "From " + "x".repeat(FromLine.MOST - 6 - date.length()) + date;
    assertTrue(FromLine.isDated(longest));
    assertFalse(FromLine.isDated(longest.replace("x ", "xx ")));
    assertFalse(FromLine.isDated("From " + "Sun Nov 29 10:00:00 ".repeat(48)));
  }
}
