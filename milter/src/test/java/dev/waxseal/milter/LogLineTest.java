package dev.waxseal.milter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.milter.role.MessageRecord;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogLineTest {

  @Test
  void aMessageIsOneLine() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("i", "2");
    facts.put("cv", "pass");
    MessageRecord message =
        new MessageRecord(
            "4XyZ",
            "<1@author.example>",
            "dev.lists.example.org",
            "dev-bounces@lists.example.org",
            "seal",
            "sealed",
            facts,
            "",
            "2001:db8::1",
            Duration.ofMillis(3),
            5120);
    assertEquals(
        "level=info queue=4XyZ message-id=\"<1@author.example>\" list-id=dev.lists.example.org"
            + " sender=dev-bounces@lists.example.org role=seal result=sealed i=2 cv=pass ms=3"
            + " octets=5120 client=2001:db8::1",
        LogLine.of(message).toString());
  }

  @Test
  void whatIsEmptyIsLeftOut() {
    MessageRecord message =
        new MessageRecord(
            "", "", "", "", "none", "error", Map.of(), "no role", "", Duration.ZERO, 0);
    assertEquals(
        "level=error role=none result=error ms=0 octets=0 reason=\"no role\"",
        LogLine.of(message).toString());
  }

  @Test
  void nothingBreaksOutOfAValue() {
    assertEquals(
        "level=warning event=warning reason=\"a\\\" queue=b\\\\ ??[31m\\\\\"",
        LogLine.event(Level.WARNING, "warning")
            .with("reason", "a\" queue=b\\ \n\u001b[31m\\")
            .toString());
    assertEquals(
        "level=info event=x a=\"b=c\"", LogLine.event(Level.INFO, "x").with("a", "b=c").toString());
  }
}
