package dev.waxseal.milter.role;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.Crypto;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.milter.config.Action;
import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.Exemptions;
import dev.waxseal.milter.config.MessageLimits;
import dev.waxseal.milter.config.RoleName;
import dev.waxseal.milter.config.VerifySettings;
import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.milter.protocol.MessageFilter;
import dev.waxseal.milter.protocol.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class RoleFilterTest {

  private final Site site = new Site();

  /** Counts what it is asked. */
  private static final class CountingDns implements Dns {

    private final List<DomainName> asked = new ArrayList<>();

    @Override
    public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
        DomainName name, RecordType<R> type) {
      asked.add(name);
      return Site.DNS.lookup(name, type);
    }
  }

  private static Roles roles(Dns dns) {
    return Roles.of(
        new Configuration(
            List.of(),
            Optional.of(Site.VERIFY),
            Optional.empty(),
            Optional.of(Site.SEAL),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            dns,
            new MessageLimits(1 << 20, Duration.ofMinutes(10), 1),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of()),
        Crypto.standard(),
        false,
        message -> {},
        (settings, entry) -> {});
  }

  /** Sealing asks nothing, not even about the author, and neither about our own seals. */
  @Test
  void behindAListNothingIsAskedOfDns() {
    CountingDns dns = new CountingDns();
    Roles roles = roles(dns);
    Envelope envelope = Mta.envelope("", Site.CLIENT, "ann@author.example");
    String judged =
        Mta.pass(
                roles.begin(Map.of("*", RoleName.VERIFY), envelope),
                Site.signedBy("author.example", Site.MESSAGE))
            .message();
    assertTrue(dns.asked.size() >= 3, dns.asked.toString());
    dns.asked.clear();
    Map<String, RoleName> seal = Map.of("*", RoleName.SEAL);
    Mta.Delivery once = Mta.pass(roles.begin(seal, envelope), Site.listed("dev", judged));
    Mta.Delivery twice = Mta.pass(roles.begin(seal, envelope), Site.listed("all", once.message()));
    assertEquals(2, twice.fields("ARC-Seal").size());
    assertEquals(List.of(), dns.asked);
  }

  @Test
  void theDaemonNamePicksTheRole() {
    Roles roles = roles(Site.DNS);
    Map<String, RoleName> byDaemon = Map.of("SEAL", RoleName.SEAL, "mx", RoleName.VERIFY);
    String message = Site.listed("dev", Site.MESSAGE);
    assertEquals(
        1,
        Mta.pass(roles.begin(byDaemon, Mta.envelope("SEAL", "", "")), message)
            .fields("DKIM-Signature")
            .size());
    assertEquals(
        1,
        Mta.pass(roles.begin(byDaemon, Mta.envelope("mx", "", "")), message)
            .fields("Authentication-Results")
            .size());
    assertEquals(
        List.of(),
        Mta.pass(roles.begin(byDaemon, Mta.envelope("other", "", "")), message).modifications());
  }

  @Test
  void aFaultIsAnError() {
    Dns broken =
        new Dns() {
          @Override
          public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
              DomainName name, RecordType<R> type) {
            throw new IllegalStateException("a fault");
          }
        };
    assertTrue(site.with(broken).verify(Site.MESSAGE).isAccepted());
    // The library makes an answer of that; what it does not know is a missing end of the header.
    MessageFilter filter =
        roles(Site.DNS).begin(Map.of("*", RoleName.VERIFY), Mta.envelope("", "", ""));
    filter.header("Subject", " x");
    assertEquals(Reply.Kind.ACCEPT, filter.finish("").reply().kind());
  }

  /** Whatever goes wrong, a message is not taken with what has to be deleted. */
  @Test
  void aFaultKeepsNothingThatIsDeleted() {
    Dns endless =
        new Dns() {
          @Override
          public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
              DomainName name, RecordType<R> type) {
            throw new StackOverflowError();
          }
        };
    Mta.Delivery delivery =
        site.with(endless)
            .verify("Authentication-Results: mx.example.org; dmarc=pass\r\n" + Site.MESSAGE);
    assertTrue(delivery.isAccepted());
    assertEquals("error", site.logged().result());
    assertFalse(delivery.message().contains("dmarc=pass"), delivery.message());
    MessageFilter filter =
        roles(Site.DNS).begin(Map.of("*", RoleName.VERIFY), Mta.envelope("", "", ""));
    assertEquals(Reply.Kind.TEMP_FAIL, filter.onError().kind());
  }

  @Test
  void aMessageThatIsGivenUpLeavesNoTrace() {
    MessageFilter filter =
        roles(Site.DNS).begin(Map.of("*", RoleName.SEAL), Mta.envelope("", "", ""));
    filter.header("Subject", " x");
    filter.close();
    assertEquals(List.of(), site.log);
  }

  @Test
  void textFromStrangersIsPrintableInTheLog() {
    site.verify(
        Site.MESSAGE.replace("<1@author.example>", "<1\u001b[31m\u00e4\r\n\tqueue=x@a.example>"));
    assertEquals("<1?[31m? queue=x@a.example>", site.logged().messageId());
  }

  private static String dryRun(Mta.Delivery delivery) {
    return delivery.fields(DryRun.FIELD).get(0).replace("\r\n", "");
  }

  @Test
  void aDryRunSaysWhatWouldBeDoneAndDoesNothingElse() {
    site.dry();
    String forged = "Authentication-Results: mx.example.org; dmarc=pass\r\n";
    Mta.Delivery verify = site.verify(forged + Site.MESSAGE);
    assertEquals(1, verify.modifications().size());
    assertEquals(
        "X-Waxseal-Dry-Run: role=verify; result=accepted; dkim=none; dmarc=pass; arc=none;"
            + " would accept it; would insert 1 Authentication-Results; would delete 1 Authentication-Results;"
            + " reason=DMARC pass for author.example",
        dryRun(verify));
    assertTrue(verify.message().endsWith(forged + Site.MESSAGE));
    for (String line : verify.fields(DryRun.FIELD).get(0).split("\r\n", -1)) {
      assertTrue(line.length() <= 78, line);
    }
  }

  /** What has not been done is neither told nor counted as done. */
  @Test
  void aDryRunIsLoggedAsSuch() {
    String judged = site.verify(Site.MESSAGE).message();
    site.dry().seal(Site.listed("dev", judged));
    assertEquals("dry-run", site.logged().result());
    assertEquals(
        "{would=sealed, i=1, cv=none, d=lists.example.org}", site.logged().facts().toString());
    site.verify("Authentication-Results: mx.example.org; dmarc=pass\r\n" + Site.MESSAGE);
    assertEquals("dry-run", site.logged().result());
    assertEquals("accepted", site.logged().facts().get("would"));
    assertEquals("1", site.logged().facts().get("would-delete"));
    assertNull(site.logged().facts().get("deleted"));
  }

  @Test
  void aDryRunNeverRefuses() {
    site.dry()
        .with(
            new VerifySettings(
                Site.MX,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Action.HOLD,
                Action.REJECT,
                Action.TEMPFAIL,
                Action.TEMPFAIL,
                1024,
                Exemptions.NONE));
    Mta.Delivery rejected =
        site.pass(RoleName.VERIFY, "192.0.2.9", "eve@evil.example", Site.MESSAGE);
    assertTrue(rejected.isAccepted());
    assertTrue(dryRun(rejected).contains("would reject it"));
    Mta.Delivery large = site.seal(Site.MESSAGE + "x".repeat(1 << 20));
    assertTrue(large.isAccepted());
    assertTrue(dryRun(large).contains("would reject it"));
  }
}
