package dev.waxseal.benchmarks;

import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.internal.BodyHash;
import dev.waxseal.mime.internal.BodyHashes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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

/**
 * What canonical forms cost on top of hashing: a body of 1 MiB that arrives in pieces, or whole.
 * The limit is SHA-256 of the bytes as they are, in pieces of 8 KiB, which is how the JDK is
 * fastest.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class BodyHashBenchmark {

  private static final int LENGTH = 1 << 20;
  private static final int KIB = 1024;
  private static final int LIMIT_PIECE = 8 * KIB;

  /** What the body is made of. */
  @Param public Text text = Text.PROSE;

  /** How much of the body arrives at a time, in KiB. */
  @Param({"8", "64", "1024"})
  public int pieceKib = 8;

  private byte[] body = new byte[0];

  /** Makes the body, and makes sure that the hashes are those of the right forms. */
  @Setup
  public void setUp() throws NoSuchAlgorithmException {
    body = text.body(1, LENGTH);
    Checks.require(simple().canonicalLength() <= LENGTH, "a simple body that grew");
    Checks.require(relaxed().canonicalLength() <= simple().canonicalLength(), "relaxed > simple");
    if (text == Text.BASE64) {
      Checks.require(simple().matches(limit()), "the hash of the simple body");
      Checks.require(relaxed().matches(limit()), "the hash of the relaxed body");
    }
  }

  /** SHA-256 of the bytes alone. */
  @Benchmark
  public byte[] limit() throws NoSuchAlgorithmException {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    for (int offset = 0; offset < body.length; offset += LIMIT_PIECE) {
      sha256.update(body, offset, Math.min(LIMIT_PIECE, body.length - offset));
    }
    return sha256.digest();
  }

  /** The simple form and its SHA-256. */
  @Benchmark
  public BodyHash simple() {
    return hash(Canonicalization.SIMPLE);
  }

  /** The relaxed form and its SHA-256. */
  @Benchmark
  public BodyHash relaxed() {
    return hash(Canonicalization.RELAXED);
  }

  private BodyHash hash(Canonicalization form) {
    BodyHashes.Need need = BodyHashes.Need.whole(form);
    BodyHashes hashes = new BodyHashes(List.of(need));
    int piece = pieceKib * KIB;
    for (int offset = 0; offset < body.length; offset += piece) {
      hashes.write(body, offset, Math.min(piece, body.length - offset));
    }
    hashes.finish();
    return hashes.hash(need);
  }
}
