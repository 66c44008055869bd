package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.terminal.ExitStatus;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookupDkimCommandTest {

  private static final String ED25519 = "p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

  private final Mailbox mailbox;

  LookupDkimCommandTest(@TempDir Path directory) throws IOException {
    mailbox = new Mailbox(directory);
  }

  private CliRun lookup(String keyRecord, Object... more) throws IOException {
    Path zone = mailbox.write("z", "k._domainkey.example.net. TXT \"" + keyRecord + "\"\n");
    Object[] all = new Object[6 + more.length];
    Object[] first = {"lookup", "dkim", "k", "example.net", "--dns-zone", zone};
    System.arraycopy(first, 0, all, 0, 6);
    System.arraycopy(more, 0, all, 6, more.length);
    return CliRun.of(all);
  }

  @Test
  void aGoodKeyIsUsable() {
    for (Object[] name :
        new Object[][] {
          {"s1", "example.org"}, {"s1", "example.org."}, {"s1._domainkey.example.org"}
        }) {
      Object[] all = new Object[4 + name.length];
      Object[] first = {"lookup", "dkim", "--dns-zone", mailbox.zone()};
      System.arraycopy(first, 0, all, 0, 4);
      System.arraycopy(name, 0, all, 4, name.length);
      CliRun run = CliRun.of(all).ended(ExitStatus.OK);
      assertTrue(run.out().startsWith("s1._domainkey.example.org: a key that can be used"));
      assertTrue(run.out().contains("k=ed25519"), run.out());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v=DKIM1; p=                     | NO | revoked
          v=DKIM1; p=AAAA                 | NO | not a key record
          v=DKIM1; k=dsa; p=AAAA          | NO | k=dsa: keys of this type
          v=spf1 -all                     | NO | not a key record
          k=ed25519; s=tlsrpt; %KEY%      | NO | not for e-mail
          k=ed25519; h=sha1; %KEY%        | NO | sha256
          k=ed25519; h=rsa-sha256; %KEY%  | NO | rsa-sha256: the hash is named sha256
          k=ed25519; h=SHA-256; %KEY%     | NO | SHA-256: the hash is named sha256
          k=ed25519; t=y; %KEY%           | OK | only testing
          k=ed25519; t=s; %KEY%           | OK | sub-domain
          k=ed25519; t=z; %KEY%           | OK | t=z: the flag
          k=ed25519; x=1; %KEY%           | OK | x=: the tag is not known
          k=ed25519; g=; %KEY%            | OK | obsolete
          """)
  void whatIsWrongIsTold(String keyRecord, ExitStatus status, String problem) throws IOException {
    String escaped = keyRecord.replace("%KEY%", ED25519);
    CliRun run = lookup(escaped).ended(status);
    assertTrue(run.out().replaceAll("\\s+", " ").contains(problem), run.out());
    Json json = lookup(escaped, "--json").ended(status).json().get(0);
    assertEquals(status == ExitStatus.OK, json.at("usable").value());
    assertEquals(1, json.at("records").elements().size());
  }

  @Test
  void aShortKeyIsNotUsable() throws IOException {
    CliRun run =
        lookup(
            "v=DKIM1; p=MEgCQQC6n+qYsyM1eGJdkrRZmOLuIPCMAEK7OUtVYs+m0qlSIdOXvPdU8CKjMVgm0Ue"
                + "Yb5F4QlCKLMTP3BwMjCoB0x0lAgMBAAE=");
    assertTrue(run.ended(ExitStatus.NO).out().contains("512 bits"), run.out());
  }

  @Test
  void severalRecordsAreWarnedOf() throws IOException {
    String name = "k._domainkey.example.net. TXT ";
    Path zone = mailbox.write("two", name + "\"p=\"\n" + name + "\"k=ed25519; " + ED25519 + "\"\n");
    CliRun run = CliRun.of("lookup", "dkim", "k", "example.net", "--dns-zone", zone, "--json");
    Json json = run.ended(ExitStatus.OK).json().get(0);
    assertEquals(2, json.at("records").elements().size());
    assertEquals("warning", json.at("problems").at(0).at("severity").value());
  }

  @Test
  void aRecordThatIsNotThereIsNotUsable() {
    CliRun run = CliRun.of("lookup", "dkim", "none", "example.org", "--dns-zone", mailbox.zone());
    assertTrue(run.ended(ExitStatus.NO).out().contains("no TXT record"), run.out());
  }

  @Test
  void dnsThatDoesNotAnswerEndsWith75() {
    CliRun.of("lookup", "dkim", "k", "example.net", "--dns-server", "127.0.0.1:1")
        .ended(ExitStatus.TEMPORARY);
  }

  @Test
  void hostileOctetsAreReplaced() throws IOException {
    CliRun run = lookup("k=ed25519; n=\\027[31m\\155; " + ED25519);
    assertFalse(run.out().contains("\u001b") || run.out().contains("\u009b"), run.out());
  }

  @Test
  void wrongNamesEndWith64() {
    CliRun.of("lookup", "dkim").ended(ExitStatus.USAGE);
    CliRun.of("lookup", "dkim", "example.org").ended(ExitStatus.USAGE);
    CliRun.of("lookup", "dkim", "s 1", "example.org").ended(ExitStatus.USAGE);
    CliRun.of("lookup", "dkim", "s1", "example.org", "more").ended(ExitStatus.USAGE);
    CliRun.of("lookup", "mx", "example.org").ended(ExitStatus.USAGE);
  }
}
