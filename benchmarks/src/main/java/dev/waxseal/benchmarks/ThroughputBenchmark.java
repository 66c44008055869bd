package dev.waxseal.benchmarks;

import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.spf.SpfClient;
import java.security.GeneralSecurityException;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a second thread gains: verifying by one verifier that the threads share, or everything about
 * an inbound message by one authenticator, against SHA-256 of the body and one RSA verification,
 * which share nothing. {@link GainTable} has the answer. The warm-up is long because the CPU time
 * of the JIT compiler, which is there on one thread, too, would pass for a gain.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 15, time = 1)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ThroughputBenchmark {

  /** What is done for a message. */
  public enum Work {
    /** DKIM. */
    VERIFY,
    /** DKIM, ARC, SPF and DMARC in one pass. */
    INBOUND
  }

  /** What is done. */
  @Param({"VERIFY", "INBOUND"})
  public Work work = Work.VERIFY;

  /** What the messages are like. */
  @Param({"PROSE_2", "PROSE_50"})
  public Sample message = Sample.PROSE_2;

  private final TestKeys keys = new TestKeys();
  private final DkimVerifier verifier = keys.verifier();
  private final SpfClient client = Delivery.client();
  private final InboundAuthenticator authenticator = Delivery.authenticator(Delivery.dns(keys));
  private List<SignedMail> mails = List.of();

  /** Which message a thread has come to. */
  @State(Scope.Thread)
  public static class Turn {

    private int next;

    private SignedMail of(List<SignedMail> mails) {
      next = (next + 1) % mails.size();
      return mails.get(next);
    }
  }

  /** Signs the messages, and makes sure that they pass and a forgery is seen. */
  @Setup
  public void setUp() throws GeneralSecurityException, SigningException {
    mails = SignedMail.some(keys, message);
    mails.forEach(mail -> mail.requireVerifiedBy(verifier, message.signatures));
    mails.forEach(
        mail ->
            Delivery.requirePasses(
                authenticator.authenticate(mail.message(), client), message.signatures));
  }

  /** SHA-256 of the body and one RSA verification by the JCA. */
  @Benchmark
  @Threads(1)
  public void limit(Turn turn, Blackhole blackhole) throws GeneralSecurityException {
    turn.of(mails).limit(keys, message.signatures, blackhole);
  }

  /** The same on two threads. */
  @Benchmark
  @Threads(2)
  public void limitOn2(Turn turn, Blackhole blackhole) throws GeneralSecurityException {
    limit(turn, blackhole);
  }

  /** Waxseal. */
  @Benchmark
  @Threads(1)
  public Object waxseal(Turn turn) {
    byte[] mail = turn.of(mails).message();
    return work == Work.VERIFY ? verifier.verify(mail) : authenticator.authenticate(mail, client);
  }

  /** Waxseal on two threads. */
  @Benchmark
  @Threads(2)
  public Object waxsealOn2(Turn turn) {
    return waxseal(turn);
  }
}
