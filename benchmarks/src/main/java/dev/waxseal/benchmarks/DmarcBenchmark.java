package dev.waxseal.benchmarks;

import dev.waxseal.dmarc.DmarcResult;
import dev.waxseal.dmarc.DmarcVerifier;
import dev.waxseal.dmarc.MailFromCheck;
import dev.waxseal.dmarc.TreeWalk;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What DMARC costs once the answers are there: the author's name has 2 or 8 labels, the policy
 * stands at the Organizational Domain of two, and SPF has passed for that, aligned in relaxed mode.
 * Everything else of the header is not looked at. The limit is asking the same memory for the
 * records of the author's tree walk.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 8, time = 750, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class DmarcBenchmark {

  private static final int MESSAGES = 8;

  /** The labels of the author domain. */
  @Param({"2", "8"})
  public int labels = 2;

  private final List<Case> cases = new ArrayList<>();
  private Dns dns = new MemoryDns();
  private DmarcVerifier verifier = DmarcVerifier.of(dns);
  private int next;

  private static final class Case {

    private final Headers headers;
    private final MailFromCheck mailFrom;
    private final List<DomainName> policyNames;

    Case(DomainName author, DomainName organization) {
      headers =
          Headers.of(
              List.of(
                  HeaderField.of("From", " Some One <someone@" + author + ">"),
                  HeaderField.of("Subject", " a message of " + author)));
      mailFrom = new MailFromCheck.Pass(organization);
      policyNames =
          TreeWalk.names(author).stream().map(name -> DomainName.of("_dmarc." + name)).toList();
    }
  }

  /** Makes the domains, and makes sure that their messages pass and those of others do not. */
  @Setup
  public void setUp() {
    cases.clear();
    List<String> zone = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      DomainName organization = DomainName.of("organization" + i + ".example");
      String author = "a.b.c.d.e.f.".substring(0, 2 * (labels - 2)) + organization;
      zone.add("_dmarc." + organization + ". 3600 IN TXT \"v=DMARC1; p=reject; sp=none\"");
      zone.add(author + ". 3600 IN A 192.0.2.1");
      cases.add(new Case(DomainName.of(author), organization));
    }
    dns = new MemoryDns(zone.toArray(String[]::new));
    verifier = DmarcVerifier.of(dns);
    for (Case message : cases) {
      DmarcResult result = evaluate(message.headers, message.mailFrom);
      Checks.require(result instanceof DmarcResult.Pass, "DMARC passes");
      int steps = result.facts().walk().orElseThrow().steps().size();
      Checks.require(steps == labels, "the walk has a step for each label");
      DmarcResult forged = evaluate(message.headers, MailFromCheck.none());
      Checks.require(forged instanceof DmarcResult.Failure, "the forgery is seen");
    }
  }

  /** The answers of the tree walk. */
  @Benchmark
  public void limit(Blackhole blackhole) {
    for (DomainName name : next().policyNames) {
      blackhole.consume(dns.lookup(name, RecordType.TXT).toCompletableFuture().join());
    }
  }

  /** Waxseal. */
  @Benchmark
  public DmarcResult waxseal() {
    Case message = next();
    return evaluate(message.headers, message.mailFrom);
  }

  private DmarcResult evaluate(Headers headers, MailFromCheck mailFrom) {
    return verifier.evaluate(headers, List.of(), mailFrom);
  }

  private Case next() {
    next = (next + 1) % MESSAGES;
    return cases.get(next);
  }
}
