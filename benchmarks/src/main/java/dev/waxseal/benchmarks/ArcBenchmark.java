package dev.waxseal.benchmarks;

import dev.waxseal.arc.ArcReport;
import dev.waxseal.arc.ArcResult;
import dev.waxseal.arc.ArcVerifier;
import dev.waxseal.arc.ChainStatus;
import dev.waxseal.dkim.signature.SigningException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
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
 * What validating a chain costs: rsa-sha256 with a key of 2048 bits, about 4 KB of header besides
 * the chain, prose in the body. The limit is SHA-256 of the body and, for each hop, two RSA
 * verifications over the fields that a message signature covers.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 8, time = 750, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ArcBenchmark {

  private static final int MESSAGES = 8;

  /** The length of the chain. */
  @Param({"1", "5", "50"})
  public int hops = 1;

  /** The length of the body in KiB. */
  @Param({"2", "50"})
  public int bodyKib = 2;

  private final TestKeys keys = new TestKeys();
  private final ArcVerifier verifier = keys.arcVerifier();
  private final List<Case> cases = new ArrayList<>();
  private int next;

  /** A sealed message, and a plain signature over the fields that a signature covers. */
  private static final class Case {

    private final Mail mail;
    private final byte[] sealed;
    private final byte[] plainSignature;

    Case(Mail mail, byte[] sealed, byte[] plainSignature) {
      this.mail = mail;
      this.sealed = sealed;
      this.plainSignature = plainSignature;
    }
  }

  /** Seals the messages, and makes sure that their chains hold and a forgery is seen. */
  @Setup
  public void setUp() throws GeneralSecurityException, SigningException {
    cases.clear();
    Chains chains = new Chains(keys);
    for (Mail mail : Mail.some(MESSAGES, bodyKib * 1024)) {
      byte[] sealed = chains.on(mail, hops);
      cases.add(new Case(mail, sealed, keys.rsaSign(mail.fields())));
      boolean whole =
          verifier.verify(sealed).result() instanceof ArcResult.Pass pass
              && pass.sealers().size() == hops
              && pass.oldestPass() == 0;
      Checks.require(whole, "all signatures of the chain pass");
      byte[] forged = sealed.clone();
      forged[forged.length - 3] ^= 1;
      boolean seen = verifier.verify(forged).result().status() == ChainStatus.FAIL;
      Checks.require(seen, "the forgery is seen");
    }
  }

  /** SHA-256 of the body, and two RSA verifications a hop by the JCA. */
  @Benchmark
  public void limit(Blackhole blackhole) throws GeneralSecurityException {
    Case message = next();
    blackhole.consume(MessageDigest.getInstance("SHA-256").digest(message.mail.body()));
    for (int i = 0; i < 2 * hops; i++) {
      blackhole.consume(keys.rsaVerify(message.mail.fields(), message.plainSignature));
    }
  }

  /** Waxseal. */
  @Benchmark
  public ArcReport waxseal() {
    return verifier.verify(next().sealed);
  }

  private Case next() {
    next = (next + 1) % MESSAGES;
    return cases.get(next);
  }
}
