package dev.waxseal.benchmarks;

import dev.waxseal.arc.ArcResult;
import dev.waxseal.arc.ChainStatus;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.spf.SpfClient;
import java.security.GeneralSecurityException;
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
 * What everything costs for an inbound message: DKIM with one signature, ARC, SPF and DMARC in one
 * pass, with answers from memory. The limit is SHA-256 of the body, one RSA verification, and two
 * more for each hop, as nothing was changed between the hops.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 8, time = 750, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class InboundBenchmark {

  /** The length of the chain. */
  @Param({"0", "2"})
  public int hops = 0;

  /** What the messages are like. */
  @Param({"PROSE_2", "PROSE_50"})
  public Sample message = Sample.PROSE_2;

  private final TestKeys keys = new TestKeys();
  private final SpfClient client = Delivery.client();
  private final InboundAuthenticator authenticator = Delivery.authenticator(Delivery.dns(keys));
  private final List<Case> cases = new ArrayList<>();
  private int next;

  private static final class Case {

    private final SignedMail signed;
    private final byte[] message;

    Case(SignedMail signed, byte[] message) {
      this.signed = signed;
      this.message = message;
    }
  }

  /** Makes the messages, and makes sure that all passes and a forgery is seen. */
  @Setup
  public void setUp() throws GeneralSecurityException, SigningException {
    cases.clear();
    Chains chains = new Chains(keys);
    for (SignedMail signed : SignedMail.some(keys, message)) {
      byte[] sealed = chains.on(signed.mail(), signed.signatures(), hops);
      cases.add(new Case(signed, sealed));
      InboundReport report = authenticator.authenticate(sealed, client);
      Delivery.requirePasses(report, message.signatures);
      Checks.require(passingHops(report) == hops, "all signatures of the chain pass");
      InboundReport forged = authenticator.authenticate(SignedMail.forged(sealed), client);
      Checks.require(forged.dkim().passes().isEmpty(), "DKIM sees the forgery");
      boolean seen = hops == 0 || forged.arc().result().status() == ChainStatus.FAIL;
      Checks.require(seen, "ARC sees the forgery");
    }
  }

  /** SHA-256 of the body, and the RSA verifications by the JCA. */
  @Benchmark
  public void limit(Blackhole blackhole) throws GeneralSecurityException {
    int verifications = message.signatures + 2 * hops;
    next().signed.limit(keys, verifications, blackhole);
  }

  /** Waxseal. */
  @Benchmark
  public InboundReport waxseal() {
    return authenticator.authenticate(next().message, client);
  }

  private Case next() {
    next = (next + 1) % cases.size();
    return cases.get(next);
  }

  private static int passingHops(InboundReport report) {
    return report.arc().result() instanceof ArcResult.Pass pass && pass.oldestPass() == 0
        ? pass.sealers().size()
        : 0;
  }
}
