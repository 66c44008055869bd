package dev.waxseal.benchmarks;

import dev.waxseal.arc.ArcArrival;
import dev.waxseal.arc.ArcResult;
import dev.waxseal.arc.ArcSealer;
import dev.waxseal.arc.SealResult;
import dev.waxseal.dkim.signature.SigningException;
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
 * What sealing a message costs that was judged before, with an RSA key of 2048 bits, about 4 KB of
 * header besides the chain, and prose in the body. The limit is two RSA signatures over the fields
 * that a message signature covers; the body and the older sets are no part of it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 8, time = 750, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ArcSealBenchmark {

  private static final int MESSAGES = 8;

  /** How many sets the message has already. */
  @Param({"0", "4", "49"})
  public int sets = 0;

  /** The length of the body in KiB. */
  @Param({"2", "50"})
  public int bodyKib = 2;

  /** Whose RSA the limit and Waxseal sign with. */
  @Param(Providers.JDK)
  public String provider = Providers.JDK;

  private TestKeys keys = new TestKeys();
  private ArcSealer sealer = keys.arcSealer();
  private ArcSealer signingFirst = sealer.signingFirst(keys.rsaSigner());
  private final List<Case> cases = new ArrayList<>();
  private int next;

  private static final class Case {

    private final Mail mail;
    private final byte[] message;
    private final ArcArrival arrival;

    Case(Mail mail, byte[] message, ArcArrival arrival) {
      this.mail = mail;
      this.message = message;
      this.arrival = arrival;
    }
  }

  /** Makes the messages, and makes sure that the chains hold with the new set. */
  @Setup
  public void setUp() throws SigningException {
    keys = new TestKeys(provider);
    sealer = keys.arcSealer();
    signingFirst = sealer.signingFirst(keys.rsaSigner());
    cases.clear();
    Chains chains = new Chains(keys);
    for (Mail mail : Mail.some(MESSAGES, bodyKib * 1024)) {
      byte[] message = chains.on(mail, sets);
      ArcArrival arrival = chains.arrival(message);
      cases.add(new Case(mail, message, arrival));
      byte[] sealed = Chains.concat(sealer.seal(message, arrival), message);
      boolean whole =
          keys.arcVerifier().verify(sealed).result() instanceof ArcResult.Pass pass
              && pass.sealers().size() == sets + 1;
      Checks.require(whole, "the chain holds with the new set");
    }
  }

  /** Two RSA signatures by the JCA. */
  @Benchmark
  public void limit(Blackhole blackhole) throws GeneralSecurityException {
    byte[] fields = next().mail.fields();
    blackhole.consume(keys.rsaSign(fields));
    blackhole.consume(keys.rsaSign(fields));
  }

  /** Waxseal. */
  @Benchmark
  public SealResult waxseal() throws SigningException {
    Case message = next();
    return sealer.seal(message.message, message.arrival);
  }

  /** Waxseal, with a DKIM signature first, as for a post of a list: three signatures. */
  @Benchmark
  public SealResult waxsealWithDkim() throws SigningException {
    Case message = next();
    return signingFirst.seal(message.message, message.arrival);
  }

  private Case next() {
    next = (next + 1) % MESSAGES;
    return cases.get(next);
  }
}
