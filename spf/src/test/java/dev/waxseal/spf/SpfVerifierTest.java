package dev.waxseal.spf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.dns.ZoneDns;
import dev.waxseal.dns.internal.DnsQueries;
import dev.waxseal.mime.Limits;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpfVerifierTest {

  private static final InetAddress IP = Addresses.ip4("192.0.2.3").orElseThrow();
  private static final SpfClient CLIENT = SpfClient.of(IP, "mail.example.net", "<joe@example.com>");

  private static final String[] INCLUDES = {
    "example.com. TXT \"v=spf1 a include:_spf.%{d} ip4:192.0.2.3 a:x.example.org\"",
    "_spf.example.com. TXT \"v=spf1 mx:none.example.org redirect=other.example.org\"",
    "other.example.org. TXT \"v=spf1 ip4:198.51.100.1 -all\"",
    "example.com. A 192.0.2.9"
  };

  @Test
  void onlyAPassHasADomainThatVouches() {
    SpfResult.Pass pass = assertInstanceOf(SpfResult.Pass.class, mailFrom(Dns.zone(INCLUDES)));
    assertEquals(DomainName.of("example.com"), pass.domain());
    assertEquals("ip4:192.0.2.3", pass.matched());
    assertEquals(SpfScope.MFROM, pass.scope());
    assertEquals("pass mfrom example.com (ip4:192.0.2.3)", pass.toString());
    SpfResult none =
        SpfVerifier.of(Dns.zone()).checkHelo(SpfClient.of(IP, "[192.0.2.3]\r\nX: y", ""));
    assertEquals(
        "none helo NO_DOMAIN: the identity has no domain name to look up:" + " [192.0.2.3]??X: y",
        none.toString());
    assertEquals(Optional.empty(), none.checkedDomain());
  }

  @Test
  void tracesWhatItDid() {
    SpfResult result = mailFrom(Dns.zone(INCLUDES));
    assertEquals(4, result.lookups());
    assertEquals(1, result.voidLookups());
    SpfTrace trace = result.trace();
    assertEquals("example.com", trace.domain());
    assertEquals(
        List.of("a NOT_MATCHED 1", "include:_spf.%{d} NOT_MATCHED 4", "ip4:192.0.2.3 MATCHED 4"),
        steps(trace));
    assertEquals("_spf.example.com", trace.steps().get(1).detail());
    SpfTrace included = trace.steps().get(1).nested().orElseThrow();
    assertEquals(
        Optional.of("v=spf1 mx:none.example.org redirect=other.example.org"), included.record());
    assertEquals(
        List.of("mx:none.example.org NOT_MATCHED 3", "redirect=other.example.org REDIRECTED 4"),
        steps(included));
    assertEquals(
        List.of("ip4:198.51.100.1 NOT_MATCHED 4", "-all MATCHED 4"),
        steps(included.steps().get(1).nested().orElseThrow()));
  }

  @Test
  void tracesErrorsToTheirPlace() {
    Dns dns =
        Dns.zone(
            "example.com. TXT \"v=spf1 include:b.example.com\"",
            "b.example.com. TXT \"v=spf1 +all nonsense\"");
    SpfResult.Failure failure = assertInstanceOf(SpfResult.Failure.class, mailFrom(dns));
    assertEquals(SpfReason.UNKNOWN_MECHANISM, failure.reason());
    assertEquals("b.example.com: \"nonsense\"", failure.about());
    assertEquals(List.of("include:b.example.com ERROR 1"), steps(failure.trace()));
    assertEquals(Optional.empty(), failure.mechanism());
  }

  @Test
  void theTraceIsBounded() {
    StringBuilder zone = new StringBuilder("example.com. TXT \"v=spf1\"");
    for (int i = 0; i < 2500; i++) {
      zone.append(" \" ip4:198.51.100.").append(i % 250).append('"');
    }
    SpfTrace trace =
        mailFrom(Dns.zone(zone + " \" a:" + "x".repeat(60) + ".example.org -all\"")).trace();
    assertEquals(101, trace.steps().size());
    assertEquals(2401, trace.stepsLeftOut());
    assertEquals(1000, trace.record().orElseThrow().length());
  }

  /** RFC 7208 section 4.6.2: "If it matches, processing ends". */
  @Test
  void asksNothingThatItNeedNotKnow() {
    Asked asked = new Asked(Dns.zone(INCLUDES));
    mailFrom(asked);
    assertEquals(
        List.of(
            "example.com TXT",
            "example.com A",
            "_spf.example.com TXT",
            "none.example.org MX",
            "other.example.org TXT"),
        asked.queries);
    Asked mx =
        new Asked(
            Dns.zone(
                "example.com. TXT \"v=spf1 mx ptr -all\"",
                "example.com. MX 1 a.example.com.\nexample.com. MX 2 b.example.com.",
                "a.example.com. A 192.0.2.3\nb.example.com. A 192.0.2.4"));
    mailFrom(mx);
    assertEquals(List.of("example.com TXT", "example.com MX", "a.example.com A"), mx.queries);
    Asked syntax = new Asked(Dns.zone("example.com. TXT \"v=spf1 a mx ptr -al\""));
    mailFrom(syntax);
    assertEquals(List.of("example.com TXT"), syntax.queries);
  }

  /** Errata 5227 and 8596: names that could not match are not validated. */
  @Test
  void validatesOnlyNamesThatCouldMatch() {
    Asked asked =
        new Asked(
            Dns.zone(
                "example.com. TXT \"v=spf1 ptr -all\"",
                "3.2.0.192.in-addr.arpa. PTR a.example.org.",
                "3.2.0.192.in-addr.arpa. PTR b.example.com."));
    mailFrom(asked);
    assertEquals(
        List.of("example.com TXT", "3.2.0.192.in-addr.arpa PTR", "b.example.com A"), asked.queries);
  }

  /** RFC 7208 section 4.6.4: a limit on the time, which ends in temperror. */
  @ParameterizedTest
  @ValueSource(strings = {"slow.example.com", "example.com", "3.2.0.192.in-addr.arpa"})
  void aSilentServerCannotMakeItWaitForEver(String silent) {
    Dns dns =
        ZoneDns.of("example.com. TXT \"v=spf1 a:slow.example.com exists:%{p} +all\"")
            .silent(DomainName.of(silent));
    SpfVerifier verifier =
        SpfVerifier.of(dns).withLimits(Limits.with().dnsDeadline(Duration.ofMillis(50)).build());
    List<SpfResult> results =
        List.of(
            verifier.checkMailFrom(CLIENT),
            join(verifier.checkMailFromAsync(CLIENT)),
            verifier.checkHelo(SpfClient.of(IP, "example.com", "")),
            join(verifier.checkHeloAsync(SpfClient.of(IP, "example.com", ""))));
    results.forEach(
        result -> assertEquals(SpfStatus.TEMPERROR, result.status(), result.toString()));
    DomainName domain = DomainName.of("example.com");
    assertEquals(!silent.endsWith("arpa"), verifier.explain(domain).isIncomplete());
    assertEquals(
        verifier.explain(domain), verifier.explainAsync(domain).toCompletableFuture().join());
  }

  /** DNS that keeps silent about everything ends each of the calls, and no query is sent twice. */
  @Test
  void dnsThatNeverAnswersIsATemperror() {
    Asked silent = new Asked(new Broken(CompletableFuture::new));
    SpfVerifier verifier =
        SpfVerifier.of(silent).withLimits(Limits.with().dnsDeadline(Duration.ZERO).build());
    assertEquals(
        "temperror mfrom example.com DNS_UNAVAILABLE: DNS did not answer a query:"
            + " example.com: timeout",
        verifier.checkMailFrom(CLIENT).toString());
    assertEquals(List.of("example.com TXT"), silent.queries);
    assertFalse(verifier.explain(DomainName.of("example.com")).isUsable());
  }

  /** In a pass, the DNS of the message keeps the deadline. */
  @Test
  void aCheckOfAMessageEndsWithItsDns() {
    DnsQueries queries = new DnsQueries(new Broken(CompletableFuture::new));
    CompletableFuture<SpfResult> pending =
        SpfVerifier.of(Dns.zone()).evaluateMailFrom(CLIENT, queries).toCompletableFuture();
    assertFalse(pending.isDone());
    queries.giveUp();
    assertEquals(SpfStatus.TEMPERROR, join(pending).status());
  }

  @Test
  void survivesABrokenDns() {
    List<Dns> broken =
        List.of(
            new Broken(
                () -> {
                  throw new IllegalStateException("broken");
                }),
            new Broken(() -> CompletableFuture.failedStage(new IllegalStateException("broken"))),
            new Broken(() -> CompletableFuture.completedStage(null)));
    for (Dns dns : broken) {
      assertEquals(SpfStatus.TEMPERROR, mailFrom(dns).status());
      assertEquals(
          SpfTree.NodeState.UNAVAILABLE,
          SpfVerifier.of(dns).explain(DomainName.of("example.com")).root().state());
    }
  }

  /** As deep and as wide as the limits allow, on a small stack. */
  @Test
  void needsLittleStack() throws InterruptedException {
    StringBuilder zone = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      zone.append("d")
          .append(i)
          .append(".example.com. TXT \"v=spf1 include:d")
          .append(i + 1)
          .append(".example.com -all\"\n");
    }
    zone.append("d10.example.com. TXT \"v=spf1\"");
    for (int i = 0; i < 3500; i++) {
      zone.append(" \" ip4:10.0.").append(i / 250).append('.').append(i % 250).append('"');
    }
    Dns dns = Dns.zone(zone.toString());
    List<SpfResult> results = new ArrayList<>();
    Thread small =
        new Thread(
            null,
            () ->
                results.add(
                    SpfVerifier.of(dns).checkMailFrom(SpfClient.of(IP, "x", "a@d0.example.com"))),
            "small stack",
            256 * 1024);
    small.start();
    small.join();
    assertEquals(1, results.size(), "it overflowed");
    assertEquals(10, results.get(0).lookups());
    assertEquals(SpfStatus.FAIL, results.get(0).status());
  }

  @Test
  void takesTheBracketsOff() {
    assertEquals("joe@example.com", CLIENT.mailFrom());
    assertEquals("", SpfClient.of(IP, "", "<>").mailFrom());
    assertEquals("<", SpfClient.of(IP, "", "<").mailFrom());
    assertEquals(">", SpfClient.of(IP, "", ">").mailFrom());
  }

  /** A hostile session does not get into a detail, nor cost more than its length. */
  @Test
  void hugeIdentitiesAreCut() {
    Dns dns =
        Dns.zone(
            "example.com. TXT \"v=spf1 exists:%{l}%{l}%{h}.x.example.com -all exp=e.example.com\"",
            "e.example.com. TXT \"%{s}%{h}\"");
    SpfResult result =
        SpfVerifier.of(dns)
            .checkMailFrom(
                SpfClient.of(IP, "h".repeat(1_000_000), "a".repeat(1_000_000) + "@example.com"));
    SpfResult.Failure failure = assertInstanceOf(SpfResult.Failure.class, result);
    assertEquals(500, failure.explanation().orElseThrow().length());
    assertTrue(
        SpfVerifier.of(dns)
                .checkHelo(SpfClient.of(IP, "h".repeat(1_000_000), ""))
                .toString()
                .length()
            < 400);
  }

  private static SpfResult mailFrom(Dns dns) {
    return SpfVerifier.of(dns).checkMailFrom(CLIENT);
  }

  private static SpfResult join(CompletionStage<SpfResult> result) {
    return result.toCompletableFuture().join();
  }

  private static List<String> steps(SpfTrace trace) {
    return trace.steps().stream()
        .map(step -> step.term() + " " + step.outcome() + " " + step.lookups())
        .toList();
  }

  /** Writes down what is asked. */
  private static final class Asked implements Dns {
    private final Dns dns;
    private final List<String> queries = new ArrayList<>();

    Asked(Dns dns) {
      this.dns = dns;
    }

    @Override
    public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
        DomainName name, RecordType<R> type) {
      queries.add(name + " " + type);
      return dns.lookup(name, type);
    }
  }

  private interface Breakage {
    CompletionStage<?> happens();
  }

  private record Broken(Breakage breakage) implements Dns {
    @Override
    @SuppressWarnings("unchecked")
    public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
        DomainName name, RecordType<R> type) {
      return (CompletionStage<DnsAnswer<R>>) breakage.happens();
    }
  }
}
