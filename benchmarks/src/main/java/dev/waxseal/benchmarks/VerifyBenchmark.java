package dev.waxseal.benchmarks;

import dev.waxseal.dkim.DkimReport;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dkim.SigningException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
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
 * header, prose in the body. The limit is what nobody can go without: SHA-256 of the body and one
 * RSA verification over the signed fields.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 8, time = 750, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class VerifyBenchmark {

  private static final int MESSAGES = 8;

  /** The length of the body in KiB. */
  @Param({"2", "50", "1024"})
  public int bodyKib = 2;

  private final TestKeys keys = new TestKeys();
  private final DkimVerifier verifier = keys.verifier();
  private final Jdkim jdkim = new Jdkim(keys.rsaRecord(), keys.rsaPrivateKey());
  private final List<Case> cases = new ArrayList<>();
  private int next;

  /** A signed message, and a plain signature over the fields that the signature covers. */
  private static final class Case {

    private final Mail mail;
    private final byte[] signed;
    private final byte[] plainSignature;

    Case(Mail mail, byte[] signed, byte[] plainSignature) {
      this.mail = mail;
      this.signed = signed;
      this.plainSignature = plainSignature;
    }
  }

  /** Signs the messages, and makes sure that both libraries let them pass and see a forgery. */
  @Setup
  public void setUp() throws GeneralSecurityException, SigningException, IOException {
    cases.clear();
    for (Mail mail : Mail.some(MESSAGES, bodyKib * 1024)) {
      byte[] signature = TestKeys.bytes(keys.rsaSigner().sign(mail.message()));
      byte[] signed = mail.below(signature);
      cases.add(new Case(mail, signed, keys.rsaSign(mail.fields())));
      Checks.require(passes(signed), "Waxseal lets the message pass");
      Checks.require(jdkimPasses(signed), "jDKIM lets the message pass");
      byte[] forged = signed.clone();
      forged[forged.length - 3] ^= 1;
      Checks.require(!passes(forged), "Waxseal sees the forgery");
      Checks.require(!jdkimPasses(forged), "jDKIM sees the forgery");
    }
  }

  /** SHA-256 of the body and one RSA verification by the JCA. */
  @Benchmark
  public boolean limit(Blackhole blackhole) throws GeneralSecurityException {
    Case message = next();
    blackhole.consume(MessageDigest.getInstance("SHA-256").digest(message.mail.body()));
    return keys.rsaVerify(message.mail.fields(), message.plainSignature);
  }

  /** Waxseal. */
  @Benchmark
  public DkimReport waxseal() {
    return verifier.verify(next().signed);
  }

  /** Apache James jDKIM. */
  @Benchmark
  public List<SignatureRecord> jdkim() throws IOException, FailException {
    return jdkim.verify(next().signed);
  }

  private Case next() {
    next = (next + 1) % MESSAGES;
    return cases.get(next);
  }

  private boolean passes(byte[] message) {
    return verifier.verify(message).passes().size() == 1;
  }

  private boolean jdkimPasses(byte[] message) throws IOException {
    try {
      return jdkim.verify(message).size() == 1;
    } catch (FailException e) {
      return false;
    }
  }
}
