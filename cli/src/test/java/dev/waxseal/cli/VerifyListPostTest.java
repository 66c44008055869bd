package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.terminal.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trust in sealers, and what is done with what fails (RFC 9989 section 7.4, RFC 8617 7.2). */
class VerifyListPostTest {

  private final Mailbox mailbox;
  private final ListPost post;

  VerifyListPostTest(@TempDir Path directory) throws IOException {
    mailbox = new Mailbox(directory);
    post = ListPost.passed(mailbox);
  }

  @Test
  void withoutTrustItFailsAndIsQuarantined() {
    Json json = post.verify("--json").ended(ExitStatus.NO).json().get(0);
    assertEquals("fail", json.at("dkim").at(0).at("result").value());
    Json arc = json.at("arc");
    assertEquals("pass null 0 false", join(arc, "result", "reason", "oldestPass", "trusted"));
    Json set = arc.at("sets").at(0);
    assertEquals("1 none lists.example.net a1", join(set, "instance", "cv", "domain", "selector"));
    assertTrue(
        set.at("authenticationResults")
            .toString()
            .startsWith("lists.example.net; dmarc=pass header.from=example.org"));
    Json dmarc = json.at("dmarc");
    assertEquals(
        "fail NOT_ALIGNED example.org reject quarantine null []",
        join(dmarc, "result", "reason", "domain", "policy", "disposition", "override", "aligned"));
  }

  @Test
  void withTrustItIsAcceptedAndTheOverrideIsNamed() {
    Json json =
        post.verify("--json", "--trust-sealer", "Lists.Example.NET")
            .ended(ExitStatus.OK)
            .json()
            .get(0);
    assertEquals(true, json.at("arc").at("trusted").value());
    Json dmarc = json.at("dmarc");
    assertEquals("fail NOT_ALIGNED accept", join(dmarc, "result", "reason", "disposition"));
    assertEquals(
        "local_policy lists.example.net 1",
        join(dmarc.at("override"), "type", "sealer", "instance"));
    assertEquals(
        "arc=pass as[1].d=lists.example.net as[1].s=a1",
        dmarc.at("override").at("comment").toString());
    assertTrue(json.at("authenticationResults").toString().contains("dmarc=fail"));
  }

  @Test
  void theTextSaysWhoIsTrusted() {
    String trusted = post.verify("--trust-sealer", ListPost.LIST).ended(ExitStatus.OK).out();
    assertTrue(
        trusted.startsWith("the trusted sealer lists.example.net saw this message pass DMARC\n"),
        trusted);
    assertTrue(trusted.contains("fail  DMARC of example.org\n"), trusted);
    assertTrue(unfolded(trusted).contains("accepted anyway: the trusted sealer"), trusted);
    assertFalse(trusted.contains("disposition"), trusted);
    String untrusted = post.verify().ended(ExitStatus.NO).out();
    assertTrue(
        untrusted.startsWith("nobody vouches for this message in the name of example.org\n"));
    assertTrue(untrusted.contains("disposition: quarantine (RFC 9989 section 7.4)"), untrusted);
    assertFalse(untrusted.contains("accepted"), untrusted);
  }

  @Test
  void itIsRejectedByPolicyOnlyIfTheOperatorSaysSo() {
    CliRun json = post.verify("--json", "--reject-by-policy").ended(ExitStatus.NO);
    assertEquals("reject", json.json().get(0).at("dmarc").at("disposition").value());
    String text = post.verify("--reject-by-policy").ended(ExitStatus.NO).out();
    assertTrue(text.contains("disposition: reject, as the operator chose"), text);
    CliRun both = post.verify("--json", "--reject-by-policy", "--trust-sealer", ListPost.LIST);
    assertEquals(
        "accept", both.ended(ExitStatus.OK).json().get(0).at("dmarc").at("disposition").value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.net", "x.lists.example.net", "example.org", "net"})
  void trustInOthersChangesNothing(String other) {
    Json json = post.verify("--json", "--trust-sealer", other).ended(ExitStatus.NO).json().get(0);
    assertEquals(
        "false quarantine",
        json.at("arc").at("trusted") + " " + json.at("dmarc").at("disposition"));
    post.verify("--trust-sealer", other, "--trust-sealer", ListPost.LIST).ended(ExitStatus.OK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dmarc=fail header.from=example.org",
        "dmarc=pass header.from=example.com",
        "dkim=pass header.d=lists.example.net",
        "none",
      })
  void aTrustedSealerThatDidNotSeeItPassDoesNotHelp(String seen) throws IOException {
    Path other = mailbox.path("other");
    ListPost failed = new ListPost(new Mailbox(Files.createDirectory(other)), seen);
    Json json =
        failed.verify("--json", "--trust-sealer", ListPost.LIST).ended(ExitStatus.NO).json().get(0);
    assertEquals("true", json.at("arc").at("trusted").toString());
    assertEquals("quarantine null", join(json.at("dmarc"), "disposition", "override"));
  }

  /** What is missing is named, and nothing is told of a seal that is not there. */
  @Test
  void aSetThatIsNotWholeIsToldExactly() throws IOException {
    String whole = Files.readString(post.file());
    for (String name : new String[] {"ARC-Message-Signature", "ARC-Seal"}) {
      String without = whole.replaceAll("(?s)" + name + ":.*?\r\n(?=\\S)", "");
      Files.writeString(post.file(), without);
      String text = unfolded(post.verify().ended(ExitStatus.NO).out());
      assertTrue(text.contains("set 1: one of its three fields is missing: " + name), text);
      assertEquals(name.equals("ARC-Seal"), text.contains("(not sealed)"), text);
      assertEquals(!name.equals("ARC-Seal"), text.contains("no chain before it"), text);
    }
  }

  @Test
  void aChainThatIsBrokenIsNotTrusted() throws IOException {
    String changed = Files.readString(post.file()).replace("the list\r\n", "pay here\r\n");
    Files.writeString(post.file(), changed);
    CliRun run = post.verify("--json", "--trust-sealer", ListPost.LIST).ended(ExitStatus.NO);
    assertEquals("fail", run.json().get(0).at("arc").at("result").value());
    assertEquals("false", run.json().get(0).at("arc").at("trusted").toString());
    String text = post.verify("--trust-sealer", ListPost.LIST).ended(ExitStatus.NO).out();
    assertTrue(text.contains("the ARC chain is broken and does not count"), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no domain", "a..b", "lists.example.net.", "@lists.example.net"})
  void whatIsNoDomainIsNoSealer(String sealer) {
    CliRun run = post.verify("--trust-sealer", sealer).ended(ExitStatus.USAGE);
    assertTrue(run.out().isEmpty() && run.err().contains("domain name"), run.err());
  }

  private static String join(Json json, String... names) {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      text.append(text.length() == 0 ? "" : " ").append(json.at(name));
    }
    return text.toString();
  }

  private static String unfolded(String text) {
    return text.replaceAll("\n +", " ");
  }
}
