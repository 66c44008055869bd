package dev.waxseal.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.diagnosis.Diagnosis;
import dev.waxseal.diagnosis.Diagnostician;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.Canonicalization;
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
 * What it costs to find out why a signature fails. The limit is 300 ms for a message of 50 KB; what
 * cannot be explained costs the most, since everything is tried.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 8, time = 750, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class DiagnosisBenchmark {

  private static final String HEADER =
      """
      From: Ann <ann@author.example>
      To: Talk <talk@lists.example>, bob@members.example
      Cc: Eve <eve@members.example>
      Subject: The boat is back
      Date: Tue, 24 Nov 2026 10:00:00 +0000
      Message-ID: <1@author.example>
      MIME-Version: 1.0
      Content-Type: text/plain; charset="utf-8"
      Content-Transfer-Encoding: 8bit

      """
          .replace("\n", "\r\n");

  /** How large the body is, in KiB. */
  @Param({"2", "50", "1000"})
  public int kibibytes = 50;

  /** What is done to the message. */
  @Param({"LIST", "MUNGED", "WORDS"})
  public Change change = Change.WORDS;

  /** What key signed it. */
  @Param({"RSA", "ED25519"})
  public Key key = Key.RSA;

  private Dns dns = Dns.zone("example. TXT x");
  private InboundReport report =
      InboundAuthenticator.of("mx.example", dns).authenticate(new byte[0]);
  private byte[] body = new byte[0];

  /** What key. */
  public enum Key {
    /** It tells which hash it signed. */
    RSA,
    /** It does not. */
    ED25519
  }

  /** What is done. */
  public enum Change {
    /** A footer and a prefix. */
    LIST,
    /** Another author besides. */
    MUNGED,
    /** Other words in the header and in the body, which nobody can explain. */
    WORDS;

    String made(String message) {
      String list = message.replace("Subject: ", "Subject: [talk] ") + "____\r\ntalk list\r\n";
      return switch (this) {
        case LIST -> list;
        case MUNGED ->
            "Reply-To: Ann <ann@author.example>\r\n"
                + list.replace(
                    "From: Ann <ann@author.example>", "From: Ann via Talk <t@lists.example>");
        case WORDS ->
            message.replace("The boat is back", "Win a boat").replace("Line 7 ", "Line x ");
      };
    }
  }

  /** Signs a message, changes it, and finds that it fails. */
  @Setup
  public void setUp() throws SigningException {
    SigningKey.Generated made =
        key == Key.RSA
            ? SigningKey.generate(SigningAlgorithm.RSA_SHA256)
            : SigningKey.generate(SigningAlgorithm.ED25519_SHA256);
    SigningKey signing = made.key();
    String keyRecord = signing.keyRecord().orElseThrow().replaceAll("(.{1,200})", "\"$1\" ");
    dns = Dns.zone("s._domainkey.author.example. TXT " + keyRecord);
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; text.length() < kibibytes * 1024; i++) {
      text.append("Line ").append(i).append(" of a text about nothing, with words to fill it.\r\n");
    }
    String message = text.toString();
    byte[] signature =
        DkimSigner.of("author.example", "s", signing)
            .withCanonicalization(Canonicalization.RELAXED, Canonicalization.RELAXED)
            .sign(message.getBytes(ISO_8859_1))
            .get(0)
            .bytes();
    String changed = new String(signature, ISO_8859_1) + change.made(message);
    report = InboundAuthenticator.of("mx.example", dns).authenticate(changed.getBytes(ISO_8859_1));
    body = changed.substring(changed.indexOf("\r\n\r\n") + 4).getBytes(ISO_8859_1);
    boolean explained = waxseal().signatures().get(0).isExplained();
    Checks.require(
        key == Key.ED25519 || explained == (change != Change.WORDS), "what can be is explained");
  }

  /** Waxseal. */
  @Benchmark
  public Diagnosis waxseal() {
    return Diagnostician.of(dns).diagnose(report, body);
  }
}
