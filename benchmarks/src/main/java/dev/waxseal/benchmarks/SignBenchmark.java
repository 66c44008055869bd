package dev.waxseal.benchmarks;

import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.mime.HeaderField;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/**
 * What signing one message costs, relaxed/relaxed, with about 4 KB of header and prose in the body.
 * The limit is one plain RSA signature over the signed fields, with a key of 2048 bits; the body is
 * no part of it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 8, time = 750, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class SignBenchmark {

  private static final int MESSAGES = 8;

  /** The length of the body in KiB. */
  @Param({"2", "50"})
  public int bodyKib = 2;

  /** Whose RSA and Ed25519 the limit and Waxseal sign with; jDKIM takes the first of the JVM. */
  @Param(Providers.JDK)
  public String provider = Providers.JDK;

  private TestKeys keys = new TestKeys();
  private DkimSigner rsa = keys.rsaSigner();
  private DkimSigner ed25519 = keys.ed25519Signer();
  private DkimSigner both = keys.bothSigner();
  private final Jdkim jdkim = new Jdkim(keys.rsaRecord(), keys.rsaPrivateKey());
  private List<Case> cases = List.of();
  private List<String> signedHeaders = List.of();
  private int next;

  private static final class Case {

    private final Mail mail;
    private final byte[] message;

    Case(Mail mail) {
      this.mail = mail;
      this.message = mail.message();
    }
  }

  /** Makes the messages, and makes sure that all signatures pass at both libraries. */
  @Setup
  public void setUp() throws SigningException, IOException, FailException {
    keys = new TestKeys(provider);
    rsa = keys.rsaSigner();
    ed25519 = keys.ed25519Signer();
    both = keys.bothSigner();
    cases = Mail.some(MESSAGES, bodyKib * 1024).stream().map(Case::new).toList();
    for (Case unsigned : cases) {
      requirePasses(unsigned, TestKeys.bytes(rsa.sign(unsigned.message)), 1);
      requirePasses(unsigned, TestKeys.bytes(ed25519.sign(unsigned.message)), 1);
      requirePasses(unsigned, TestKeys.bytes(both.sign(unsigned.message)), 2);
      byte[] byJdkim = TestKeys.bytes(jdkim.sign(unsigned.message, signedHeaders));
      requirePasses(unsigned, byJdkim, 1);
      int passesAtJdkim = jdkim.verify(unsigned.mail.below(byJdkim)).size();
      Checks.require(passesAtJdkim == 1, "jDKIM's signature passes at jDKIM");
    }
  }

  /** One RSA signature by the JCA. */
  @Benchmark
  public byte[] limit() throws GeneralSecurityException {
    return keys.rsaSign(next().mail.fields());
  }

  /** Waxseal with an RSA key. */
  @Benchmark
  public List<HeaderField> waxsealRsa() throws SigningException {
    return rsa.sign(next().message);
  }

  /** Waxseal with an Ed25519 key. */
  @Benchmark
  public List<HeaderField> waxsealEd25519() throws SigningException {
    return ed25519.sign(next().message);
  }

  /** Waxseal with both keys. */
  @Benchmark
  public List<HeaderField> waxsealBoth() throws SigningException {
    return both.sign(next().message);
  }

  /** Apache James jDKIM with the RSA key, over the same fields. */
  @Benchmark
  public String jdkim() throws IOException, FailException {
    return jdkim.sign(next().message, signedHeaders);
  }

  private Case next() {
    next = (next + 1) % MESSAGES;
    return cases.get(next);
  }

  private void requirePasses(Case unsigned, byte[] signatures, int count) {
    List<DkimResult.Pass> passes = keys.verifier().verify(unsigned.mail.below(signatures)).passes();
    Checks.require(passes.size() == count, count + " signatures that pass");
    signedHeaders = passes.get(0).claims().signedHeaders();
  }
}
