package dev.waxseal.benchmarks;

import dev.waxseal.dkim.DkimReport;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dkim.signature.SigningException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
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
 * What verifying one message costs: rsa-sha256, relaxed/relaxed, a key of 2048 bits, about 4 KB of
 * header. The limit is what nobody can go without: SHA-256 of the body and, for each signature, one
 * RSA verification over the signed fields.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 8, time = 750, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class VerifyBenchmark {

  /** What the messages are like. */
  @Param public Sample message = Sample.PROSE_2;

  /** Whose RSA the limit and Waxseal verify with; jDKIM takes the first that the JVM has. */
  @Param(Providers.JDK)
  public String provider = Providers.JDK;

  private TestKeys keys = new TestKeys();
  private DkimVerifier verifier = keys.verifier();
  private final Jdkim jdkim = new Jdkim(keys.rsaRecord(), keys.rsaPrivateKey());
  private List<SignedMail> mails = List.of();
  private int next;

  /** Signs the messages, and makes sure that both libraries let them pass and see a forgery. */
  @Setup
  public void setUp() throws GeneralSecurityException, SigningException, IOException {
    keys = new TestKeys(provider);
    verifier = keys.verifier();
    mails = SignedMail.some(keys, message);
    for (SignedMail mail : mails) {
      mail.requireVerifiedBy(verifier, message.signatures);
      Checks.require(passesAtJdkim(mail.message()) == message.signatures, "jDKIM lets it pass");
      Checks.require(passesAtJdkim(mail.forged()) == 0, "jDKIM sees the forgery");
    }
  }

  /** SHA-256 of the body and the RSA verifications by the JCA. */
  @Benchmark
  public void limit(Blackhole blackhole) throws GeneralSecurityException {
    next().limit(keys, message.signatures, blackhole);
  }

  /** Waxseal. */
  @Benchmark
  public DkimReport waxseal() {
    return verifier.verify(next().message());
  }

  /** Apache James jDKIM. */
  @Benchmark
  public List<SignatureRecord> jdkim() throws IOException, FailException {
    return jdkim.verify(next().message());
  }

  private SignedMail next() {
    next = (next + 1) % mails.size();
    return mails.get(next);
  }

  private int passesAtJdkim(byte[] signed) throws IOException {
    try {
      return jdkim.verify(signed).size();
    } catch (FailException e) {
      return 0;
    }
  }
}
