package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.terminal.ExitStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code lookup spf} says of a client. */
class LookupSpfClientTest {

  private final ZoneLookup zones;

  LookupSpfClientTest(@TempDir Path directory) {
    zones = new ZoneLookup(directory, "spf");
  }

  private CliRun lookup(String zone, Object... arguments) {
    return zones.in(zone, arguments);
  }

  private static String zone(String spfRecord) {
    return "example.org. TXT \"" + spfRecord + "\"\nexample.org. A 192.0.2.1\n";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          192.0.2.1    | pass, by ip4:192.0.2.0/24; look-ups 0, void 0
          203.0.113.9  | fail, by -all
          203.0.113.9  | the domain itself says: "203.0.113.9 of bob may not"
          2001:db8::1  | pass, by ip6:2001:db8::/32
          """)
  void aClientIsChecked(String address, String words) {
    String zone =
        """
        example.org. TXT "v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 -all exp=why.example.org"
        why.example.org. TXT "%{i} of %{l} may not"
        """;
    CliRun run =
        lookup(zone, "example.org", "--client-ip", address, "--mail-from", "bob@example.org")
            .ended(ExitStatus.OK);
    assertTrue(run.out().replaceAll("\\s+", " ").contains(words), run.out());
  }

  @Test
  void theCheckIsInTheJson() {
    Json check =
        lookup(zone("v=spf1 a -all"), "example.org", "--client-ip", "192.0.2.9", "--json")
            .json()
            .get(0)
            .at("check");
    assertEquals("fail", check.at("result").value());
    assertEquals("MATCHED_FAIL", check.at("reason").value());
    assertEquals("-all", check.at("mechanism").value());
    assertEquals("example.org", check.at("domain").value());
    assertEquals(1L, check.at("lookups").value());
    assertNull(check.at("explanation").value());
  }

  @Test
  void theNullReversePathIsCheckedByHelo() {
    CliRun run =
        lookup(
            zone("v=spf1 a -all"),
            "example.org",
            "--client-ip",
            "192.0.2.1",
            "--mail-from",
            "<>",
            "--helo",
            "EXAMPLE.org.");
    assertTrue(run.ended(ExitStatus.OK).out().contains("HELO EXAMPLE.org."), run.out());
    assertTrue(run.out().contains("pass, by a"), run.out());
  }

  @Test
  void aHostileExplanationIsNotShown() {
    String zone =
        """
        example.org. TXT "v=spf1 -all exp=why.example.org"
        why.example.org. TXT "go \\027[31maway"
        """;
    CliRun run = lookup(zone, "example.org", "--client-ip", "192.0.2.1").ended(ExitStatus.OK);
    assertTrue(run.out().contains("fail, by -all"), run.out());
    assertFalse(run.out().contains("\u001b") || run.out().contains("away"), run.out());
  }
}
