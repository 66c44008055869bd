package dev.waxseal.benchmarks;

import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.spf.SpfClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long an inbound message waits for DNS if every answer takes 20 ms: three signatures of three
 * domains, SPF and DMARC, 2 KiB of prose. The limit is one answer. SPF has an {@code include}, so
 * that two questions cannot be asked at once, and nobody can do with less than twice the limit.
 *
 * <p>The wall is what counts here: nearly all the time is spent waiting.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DnsLatencyBenchmark {

  private static final Duration DELAY = Duration.ofMillis(20);

  private final TestKeys keys = new TestKeys();
  private final SpfClient client = Delivery.client();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(DnsLatencyBenchmark::daemon);
  private final Dns dns = new DelayedDns(Delivery.dns(keys), DELAY, executor);
  private final InboundAuthenticator authenticator = Delivery.authenticator(dns);
  private final InboundAuthenticator oneAtATime = Delivery.authenticator(new OneAtATimeDns(dns));
  private List<SignedMail> mails = List.of();
  private int next;

  /** Signs the messages, and makes sure that all passes both ways. */
  @Setup
  public void setUp() throws GeneralSecurityException, SigningException {
    mails = SignedMail.some(keys, Sample.PROSE_2_SIGNED_THRICE);
    for (SignedMail mail : mails) {
      Delivery.requirePasses(authenticator.authenticate(mail.message(), client), 3);
      Delivery.requirePasses(oneAtATime.authenticate(mail.message(), client), 3);
    }
  }

  /** Ends the thread that answers. */
  @TearDown
  public void tearDown() {
    executor.shutdownNow();
  }

  /** One answer. */
  @Benchmark
  public DnsAnswer<DnsRecord.Txt> limit() {
    return dns.lookup(DomainName.of(TestKeys.DOMAIN), RecordType.TXT).toCompletableFuture().join();
  }

  /** Waxseal, which asks all that it can ask at once. */
  @Benchmark
  public InboundReport waxseal() {
    return authenticator.authenticate(next(), client);
  }

  /** The same questions, each put when the one before it is answered. */
  @Benchmark
  public InboundReport oneAfterAnother() {
    return oneAtATime.authenticate(next(), client);
  }

  private byte[] next() {
    next = (next + 1) % mails.size();
    return mails.get(next).message();
  }

  private static Thread daemon(Runnable answers) {
    Thread thread = new Thread(answers, "answers");
    thread.setDaemon(true);
    return thread;
  }
}
