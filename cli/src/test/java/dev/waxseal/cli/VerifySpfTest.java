package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.terminal.ExitStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SPF on the command line: where the client comes from, and what is said about it. */
class VerifySpfTest {

  private static final String ZONE =
      """
      _dmarc.example.org. TXT "v=DMARC1; p=reject"
      example.org. TXT "v=spf1 ip4:192.0.2.1 ip6:2001:db8::/32 -all exp=why.example.org"
      why.example.org. TXT "No %{i} \\"quoted\\" %{l} of %{h}"
      soft.example.org. TXT "v=spf1 ~all"
      broken.example.org. TXT "v=spf1 nonsense"
      """;

  private final Mailbox mailbox;
  private final Path zone;
  private final Path unsigned;

  VerifySpfTest(@TempDir Path directory) throws IOException {
    mailbox = new Mailbox(directory);
    zone = mailbox.write("spf.zone", ZONE);
    unsigned = mailbox.write("m.eml", Mailbox.MESSAGE);
  }

  private CliRun verify(Object... options) {
    Object[] all = new Object[options.length + 3];
    all[0] = "--dns-zone";
    all[1] = zone;
    all[2] = unsigned;
    System.arraycopy(options, 0, all, 3, options.length);
    return mailbox.verify(all);
  }

  private static Json spf(CliRun run) {
    return run.json().get(0).at("spf");
  }

  @Test
  void aPassHasTheFieldsOfTheContract() {
    CliRun run =
        verify("--json", "--client-ip", "192.0.2.1", "--mail-from", "joe@example.org")
            .ended(ExitStatus.OK);
    Json spf = spf(run);
    assertTrue(
        spf.names().containsAll(List.of("result", "domain", "scope", "explanation")),
        spf::toString);
    assertEquals("pass", spf.at("result").value());
    assertEquals("example.org", spf.at("domain").value());
    assertEquals("mfrom", spf.at("scope").value());
    assertEquals(
        "null null null", spf.at("explanation") + " " + spf.at("reason") + " " + spf.at("detail"));
    Json dmarc = run.json().get(0).at("dmarc");
    assertEquals("pass", dmarc.at("result").value());
    assertEquals("spf", dmarc.at("aligned").at(0).at("method").value());
    assertEquals("example.org", dmarc.at("aligned").at(0).at("domain").value());
  }

  @Test
  void withoutAClientSpfIsNull() {
    CliRun run = verify("--json").ended(ExitStatus.NO);
    assertEquals("null", spf(run).toString());
    assertFalse(verify().out().contains("SPF"));
    assertFalse(run.json().get(0).at("authenticationResults").toString().contains("spf"));
  }

  /** A field of the very service that was named is there, and that it cannot be read is told. */
  @Test
  void reportedResultsThatCannotBeReadAreNoAbsence() throws IOException {
    String field = "Authentication-Results: mx.example.net; spf=pass; dmarc=pass header.from=\r\n";
    Path file = mailbox.write("unreadable", field + Mailbox.MESSAGE);
    Object[] options = {"--dns-zone", zone, "--spf-from", "mx.example.net", file};
    Json finding =
        mailbox
            .verify(Stream.concat(Stream.of("--json"), Stream.of(options)).toArray())
            .json()
            .get(0)
            .at("findings")
            .at(0);
    assertEquals(
        "unreadable-results warning Authentication-Results",
        finding.at("id") + " " + finding.at("severity") + " " + finding.at("field"));
    String sentence =
        "the Authentication-Results field of mx.example.net cannot be read at 'header.from=':";
    assertTrue(finding.at("detail").toString().startsWith(sentence), finding::toString);
    String text = mailbox.verify(options).out().replaceAll("\\s+", " ");
    assertTrue(text.contains(sentence), text);
  }

  /** RFC 7208 section 6.2: the explanation is a stranger's text. */
  @Test
  void theExplanationOfAFailIsHarmless() {
    String mailFrom = "\u001b[31m\r\n250 \u202e@example.org";
    String helo = "\u001b]0;x\u0007\u009b\n";
    Object[] client = {"--client-ip", "198.51.100.1", "--mail-from", mailFrom, "--helo", helo};
    CliRun text = verify(client).ended(ExitStatus.NO);
    CliRun json =
        verify("--json", client[0], client[1], client[2], client[3], client[4], client[5])
            .ended(ExitStatus.NO);
    assertEquals("fail", spf(json).at("result").value());
    String words = spf(json).at("explanation").toString();
    assertTrue(words.startsWith("No 198.51.100.1 \"quoted\" "), words);
    String unfolded = text.out().replaceAll("\n +", " ");
    assertTrue(unfolded.contains("the domain's own words: \"No 198.51.100.1"), unfolded);
    for (String each : new String[] {words, text.out(), text.err(), json.err(), json.out()}) {
      assertFalse(each.chars().anyMatch(VerifySpfTest::isHostile), each);
    }
    assertFalse(text.out().contains("\n250"), text.out());
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, joe@example.org, pass, example.org",
    "2001:db8::1, joe@example.org, pass, example.org",
    "2001:DB8:0:0:0:0:0:1, <joe@example.org>, pass, example.org",
    "::ffff:192.0.2.1, joe@example.org, pass, example.org",
    "2001:db9::1, joe@example.org, fail, example.org",
    "192.0.2.1, joe@soft.example.org, softfail, soft.example.org",
    "192.0.2.1, joe@broken.example.org, permerror, broken.example.org",
    "192.0.2.1, joe@nothing.example.org, none, nothing.example.org",
    "192.0.2.1, joe, none, null",
  })
  void theClientAndItsMailFrom(String address, String mailFrom, String result, String domain) {
    Json spf = spf(verify("--json", "--client-ip", address, "--mail-from", mailFrom));
    assertEquals(result + " " + domain, spf.at("result") + " " + spf.at("domain"));
    assertEquals(result.equals("pass"), spf.at("reason").toString().equals("null"), spf.toString());
  }

  /** RFC 7208 section 2.4; DMARC then takes the HELO name (RFC 9989 section 4.4.2). */
  @Test
  void withANullReversePathItIsTheHelo() {
    CliRun run =
        verify("--json", "--client-ip", "192.0.2.1", "--helo", "example.org", "--mail-from", "<>")
            .ended(ExitStatus.OK);
    assertEquals(
        "pass example.org mfrom",
        spf(run).at("result") + " " + spf(run).at("domain") + " " + spf(run).at("scope"));
    verify("--client-ip", "192.0.2.1", "--helo", "example.org").ended(ExitStatus.OK);
    verify("--client-ip", "192.0.2.1", "--helo", "example.org", "--mail-from", "x@example.com")
        .ended(ExitStatus.NO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--helo example.org",
        "--mail-from joe@example.org",
        "--client-ip 192.0.2.1",
        "--client-ip 192.0.2 --helo x",
        "--client-ip 192.0.2.256 --helo x",
        "--client-ip 999.0.2.1 --helo x",
        "--client-ip 1.2.3.4:25 --helo x",
        "--client-ip .::1 --helo x",
        "--client-ip :::1 --helo x",
        "--client-ip [::1] --helo x",
        "--client-ip fe80::1%1 --helo x",
        "--client-ip localhost --helo x",
        "--client-ip 192.0.2.1/24 --helo x",
        "--client-ip 0x7f.1 --helo x",
        "--client-ip 192.0.2.1 --client-ip 192.0.2.2 --helo x",
        "--client-ip",
      })
  void whatIsWrongOnTheCommandLine(String options) {
    CliRun run = verify((Object[]) options.split(" ")).ended(ExitStatus.USAGE);
    assertEquals("", run.out());
    assertTrue(run.err().startsWith("waxseal: ") && run.err().contains("--help"), run.err());
  }

  @Test
  void hostileIdentitiesStayOneLine() {
    for (String hostile :
        new String[] {"a\r\nX: y", "\u001b[31m@example.org", "\";x@\u202e", "(x"}) {
      CliRun json =
          verify("--json", "--client-ip", "192.0.2.1", "--helo", hostile, "--mail-from", hostile);
      assertEquals(1, json.out().lines().count());
      CliRun text = verify("--client-ip", "192.0.2.1", "--helo", hostile, "--mail-from", hostile);
      String all = json.out() + json.err() + text.out() + text.err();
      assertFalse(all.chars().anyMatch(VerifySpfTest::isHostile), all);
      assertFalse(text.out().contains("\nX: y"), text.out());
    }
  }

  /** What the mail server wrote down itself. */
  @Test
  void spfFromTheMailServersOwnField() throws IOException {
    Path file =
        mailbox.write(
            "ar.eml",
            "Authentication-Results: MTA.example; spf=pass smtp.mailfrom=joe@example.org\r\n"
                + Mailbox.MESSAGE);
    CliRun run =
        mailbox
            .verify("--json", "--dns-zone", zone, "--spf-from", "mta.example", file)
            .ended(ExitStatus.OK);
    Json spf = spf(run);
    assertEquals(
        "pass example.org mfrom",
        spf.at("result") + " " + spf.at("domain") + " " + spf.at("scope"));
    assertEquals(
        "null null null", spf.at("reason") + " " + spf.at("explanation") + " " + spf.at("lookups"));
    String text = mailbox.verify("--dns-zone", zone, "--spf-from", "mta.example", file).out();
    assertTrue(
        text.contains("pass  SPF of example.org (mfrom)\n    as reported by the mail server"),
        text);
    mailbox.verify("--dns-zone", zone, file).ended(ExitStatus.NO);
    mailbox.verify("--dns-zone", zone, "--spf-from", "other.example", file).ended(ExitStatus.NO);
    mailbox
        .verify(
            "--dns-zone", zone, "--spf-from", "other.example", "--spf-from", "mta.example", file)
        .ended(ExitStatus.OK);
    mailbox.verify("--dns-zone", zone, "--spf-from", "", file).ended(ExitStatus.USAGE);
  }

  private static boolean isHostile(int c) {
    return (Character.isISOControl(c) && c != '\n') || c == 0x202e;
  }
}
