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
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

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
        join(SpfVerifier.of(Dns.zone()).checkHelo(SpfClient.of(IP, "[192.0.2.3]\r\nX: y", "")));
    assertEquals(
        "none helo NO_DOMAIN: the identity has no domain name that could be asked about:"
            + " [192.0.2.3]??X: y",
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
  @Test
  void theTimeLimitIsThatOfTheDns() {
    ZoneDns zone =
        ZoneDns.of(
            "example.com. TXT \"v=spf1 a:slow.example.com +all\"", "x.example.com. A 192.0.2.1");
    ZoneDns silent = zone.silent(DomainName.of("slow.example.com"));
    SpfVerifier verifier = SpfVerifier.of(zone);
    CompletableFuture<SpfResult> pending =
        verifier.checkMailFrom(CLIENT, silent).toCompletableFuture();
    assertFalse(pending.isDone());
    SpfResult result = join(verifier.checkMailFrom(CLIENT, new Impatient(silent)));
    assertEquals(SpfStatus.TEMPERROR, result.status());
    assertEquals(SpfStatus.PASS, join(verifier.checkMailFrom(CLIENT)).status());
    ZoneDns allSilent = zone.silent(DomainName.of("example.com"));
    assertEquals(
        "temperror mfrom example.com DNS_UNAVAILABLE: DNS did not answer a question:"
            + " example.com: timeout",
        join(verifier.checkMailFrom(CLIENT, new Impatient(allSilent))).toString());
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
          SpfVerifier.of(dns)
              .explain(DomainName.of("example.com"))
              .toCompletableFuture()
              .join()
              .root()
              .state());
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
                    join(
                        SpfVerifier.of(dns)
                            .checkMailFrom(SpfClient.of(IP, "x", "a@d0.example.com")))),
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
        join(
            SpfVerifier.of(dns)
                .checkMailFrom(
                    SpfClient.of(
                        IP, "h".repeat(1_000_000), "a".repeat(1_000_000) + "@example.com")));
    SpfResult.Failure failure = assertInstanceOf(SpfResult.Failure.class, result);
    assertEquals(500, failure.explanation().orElseThrow().length());
    assertTrue(
        join(SpfVerifier.of(dns).checkHelo(SpfClient.of(IP, "h".repeat(1_000_000), "")))
                .toString()
                .length()
            < 400);
  }

  private static SpfResult mailFrom(Dns dns) {
    return join(SpfVerifier.of(dns).checkMailFrom(CLIENT));
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

  /** Gives up soon, as a deadline does. */
  private record Impatient(Dns dns) implements Dns {
    @Override
    public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
        DomainName name, RecordType<R> type) {
      return dns.lookup(name, type)
          .toCompletableFuture()
          .completeOnTimeout(
              new DnsAnswer.Unavailable<>(DnsAnswer.Cause.TIMEOUT), 20, TimeUnit.MILLISECONDS);
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
