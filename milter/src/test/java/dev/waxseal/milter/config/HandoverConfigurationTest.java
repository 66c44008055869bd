package dev.waxseal.milter.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The section [handover], and what it demands of others. */
class HandoverConfigurationTest {

  private static final String HANDOVER =
      """
      [[listen]]
      socket = "inet:127.0.0.1:8894"
      role = "handover"
      [handover]
      authserv-id = "handover.lists.example.org"
      sealers = [ { domain = "mx.example.org", selector = "s1", file = "mx.pub" } ]
      """;

  private static final String SEAL =
      """
      [seal]
      authserv-id = "lists.example.org"
      domain = "lists.example.org"
      keys = [ { selector = "s1", file = "keys/s1.pem" } ]
      trusted-ids = ["handover.lists.example.org"]
      """;

  private final ConfigurationFolder folder;

  HandoverConfigurationTest(@TempDir Path directory) throws IOException {
    this.folder = new ConfigurationFolder(directory);
    folder.write("mx.pub", folder.key("keys/s1.pem").key().keyRecord().orElseThrow());
  }

  @Test
  void whatIsNotSaidHasItsDefault() throws IOException, ConfigurationException {
    Configuration read = folder.read(HANDOVER + SEAL);
    assertEquals(List.of(), read.warnings());
    HandoverSettings settings = read.handover().orElseThrow();
    assertEquals(Duration.ofDays(6), settings.maxAge());
    assertEquals(Action.ACCEPT, settings.onMissing());
    assertEquals(Action.ACCEPT, settings.onError());
    assertTrue(read.ownIds().contains("HANDOVER.lists.example.org"));
    assertTrue(folder.read(HANDOVER).seal().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "max-age-hours = 0 | max-age-hours is 0; write a number from 1 to 720",
        "max-age-hours = 721 | write a number from 1 to 720",
        "max-age = \"5d\" | unknown key max-age; known keys: authserv-id, max-age-hours,",
        "on-missing = \"hold\" | on-missing is \"hold\"; write one of: \"accept\", \"tempfail\","
            + " \"reject\"",
        "on-error = \"reject\" | write one of: \"accept\", \"tempfail\"",
        "other-ids = [\"\"] | other-ids: An authserv-id is not empty",
      })
  void aLineThatIsWrong(String line, String expected) throws IOException {
    List<String> wrong = folder.wrong(HANDOVER + line + "\n");
    assertTrue(wrong.get(0).startsWith("7: [handover]: "), wrong.toString());
    assertTrue(wrong.get(0).contains(expected), wrong.toString());
    assertEquals(1, wrong.size(), wrong.toString());
  }

  @Test
  void withoutASealer() throws IOException {
    String none = HANDOVER.substring(0, HANDOVER.indexOf("sealers"));
    String expected =
        "[handover]: no sealer; add sealers = [ { domain = \"mx.example.org\", selector = \"s1\","
            + " file = \"mx.pub\" } ]";
    assertEquals(List.of("4: " + expected), folder.wrong(none));
    assertEquals(List.of("6: " + expected), folder.wrong(none + "sealers = []\n"));
    List<String> wrong = folder.wrong(none + "sealers = [ { domain = \"mx\" } ]\n");
    assertTrue(wrong.get(0).contains("is not a domain of two labels"), wrong.toString());
    assertEquals(3, wrong.size(), wrong.toString());
  }

  @Test
  void theRoleNeedsItsSection() throws IOException {
    assertEquals(
        List.of(
            "3: the role \"handover\" needs a section of its own; add [handover] with authserv-id"
                + " and sealers"),
        folder.wrong(HANDOVER.substring(0, HANDOVER.indexOf("[handover]"))));
  }

  /** What others write under the id would be taken for what was checked. */
  @Test
  void anIdThatOthersWrite() throws IOException {
    String verify = "[verify]\nauthserv-id = \"Handover.lists.example.org\"\n";
    String seal = SEAL.replace("authserv-id = \"lists", "authserv-id = \"handover.lists");
    String sign =
        """
        [sign]
        submission-id = "handover.lists.example.org"
        [[sign.domain]]
        name = "example.org"
        keys = [ { selector = "s1", file = "keys/s1.pem" } ]
        """;
    for (String other : List.of(verify, seal, sign)) {
      List<String> wrong = folder.wrong(HANDOVER + other);
      assertTrue(
          wrong.get(0).startsWith("5: [handover]: authserv-id is \"handover.lists.example.org\""),
          wrong.toString());
      assertEquals(1, wrong.size(), wrong.toString());
    }
  }

  @Test
  void anIdThatSealDoesNotTrust() throws IOException {
    assertEquals(
        List.of(
            "11: [seal]: trusted-ids lacks the id of [handover], so nothing is sealed; write"
                + " trusted-ids = [\"handover.lists.example.org\"]"),
        folder.wrong(HANDOVER + SEAL.replace("[\"handover.lists", "[\"mx")));
  }
}
