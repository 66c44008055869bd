package dev.waxseal.dkim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.dns.ZoneDns;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import dev.waxseal.pass.LineEnds;
import dev.waxseal.pass.MessageSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one pass: what is asked of DNS and when, and what happens when it does not answer. */
class DkimSessionTest {

  private static final String BODY =
      "Hi.\r\n\r\nWe lost the game. Are you hungry yet?\r\n\r\nJoe.\r\n";
  private static final String HEADER =
      new String(Rfc8463.MESSAGE, ISO_8859_1).replace("\r\n\r\n" + BODY, "\r\n\r\n");
  private static final DomainName RSA_KEY = DomainName.of("test._domainkey.football.example.com");

  /** DNS that remembers what it was asked. */
  private static final class Asked implements Dns {
    final List<String> names = new ArrayList<>();

    @Override
    public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
        DomainName name, RecordType<R> type) {
      names.add(name + " " + type);
      return Rfc8463.DNS.lookup(name, type);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static List<DkimSignature.Status> statuses(DkimReport report) {
    return report.results().stream().map(DkimResult::status).toList();
  }

  @Test
  void keysAreAskedForWhenTheHeaderEnds() {
    Asked dns = new Asked();
    MessageSession<DkimReport> session = DkimVerifier.of(dns).begin();
    session.write(bytes(HEADER.substring(0, HEADER.length() - 1)));
    assertEquals(List.of(), dns.names);
    session.write(bytes(HEADER.substring(HEADER.length() - 1)));
    assertEquals(
        List.of(
            "brisbane._domainkey.football.example.com TXT",
            "test._domainkey.football.example.com TXT"),
        dns.names,
        "before any of the body has come");
    session.write(bytes(BODY));
    assertEquals(
        List.of(DkimSignature.Status.PASS, DkimSignature.Status.PASS), statuses(session.finish()));
    assertEquals(2, dns.names.size());
  }

  @Test
  void oneQuestionForOneName() {
    Asked dns = new Asked();
    String signature = HEADER.substring(0, HEADER.indexOf("DKIM-Signature", 1));
    DkimReport report = DkimVerifier.of(dns).verify(bytes(signature.repeat(3) + HEADER + BODY));
    assertEquals(5, report.passes().size());
    assertEquals(2, dns.names.size());
  }

  @Test
  void nothingIsAskedForWhatTheFieldAloneRefuses() {
    Asked dns = new Asked();
    DkimVerifier.of(dns).verify(bytes((HEADER + BODY).replace("i=@football", "i=@basket")));
    assertEquals(List.of(), dns.names);
  }

  /** RFC 6376 section 5.3: a file of Unix is not yet a message; what is read so is told. */
  @Test
  void aFileWithLfIsVerifiedAndTold(@TempDir Path directory) throws IOException {
    DkimVerifier verifier = DkimVerifier.of(Rfc8463.DNS);
    byte[] lf = bytes(new String(Rfc8463.MESSAGE, ISO_8859_1).replace("\r\n", "\n"));
    Path file = Files.write(directory.resolve("m.eml"), lf);
    for (DkimReport report :
        List.of(
            verifier.verify(lf),
            verifier.verify(new ByteArrayInputStream(lf)),
            verifier.verify(file))) {
      assertEquals(List.of(DkimSignature.Status.PASS, DkimSignature.Status.PASS), statuses(report));
      assertEquals(LineEnds.CONVERTED, report.lineEnds());
    }
    assertEquals(LineEnds.KEPT, verifier.verify(Rfc8463.MESSAGE).lineEnds());
  }

  /** One bare LF among lines with CRLF may be an attack; it is not made a line end. */
  @Test
  void aBareLfAmongCrlfIsNotMadeALineEnd() {
    String mixed = new String(Rfc8463.MESSAGE, ISO_8859_1).replaceFirst("\r\n", "\nX: y\r\n");
    DkimReport report = DkimVerifier.of(Rfc8463.DNS).verify(bytes(mixed));
    assertEquals(LineEnds.KEPT, report.lineEnds());
    int fields = DkimVerifier.of(Rfc8463.DNS).verify(Rfc8463.MESSAGE).headers().size();
    assertEquals(fields, report.headers().size());
  }

  @Test
  void signaturesAreCapped() {
    Asked dns = new Asked();
    DkimReport report =
        DkimVerifier.of(dns)
            .withLimits(Limits.with().signatures(1).build())
            .verify(Rfc8463.MESSAGE);
    assertEquals(List.of(DkimSignature.Status.PASS, DkimSignature.Status.POLICY), statuses(report));
    assertEquals(1, dns.names.size());
  }

  @Test
  void dnsThatNeverAnswers() {
    ZoneDns dns = ((ZoneDns) Rfc8463.DNS).silent(RSA_KEY);
    DkimVerifier verifier =
        DkimVerifier.of(dns).withLimits(Limits.with().dnsDeadline(Duration.ofMillis(50)).build());
    assertEquals(
        List.of(DkimSignature.Status.PASS, DkimSignature.Status.TEMPERROR),
        statuses(verifier.verify(Rfc8463.MESSAGE)));
    MessageSession<DkimReport> session = verifier.begin();
    session.write(Rfc8463.MESSAGE);
    assertEquals(
        List.of(DkimSignature.Status.PASS, DkimSignature.Status.TEMPERROR),
        statuses(session.finishAsync(Runnable::run).toCompletableFuture().join()));
  }

  /** A resolver that breaks its promise costs the signature, not the message. */
  @Test
  void dnsThatFails() {
    List<DkimSignature.Status> twice =
        List.of(DkimSignature.Status.TEMPERROR, DkimSignature.Status.TEMPERROR);
    for (Supplier<CompletableFuture<?>> broken :
        List.<Supplier<CompletableFuture<?>>>of(
            () -> CompletableFuture.failedFuture(new IOException("broken")),
            () -> CompletableFuture.completedFuture(null),
            () -> {
              throw new IllegalStateException("broken");
            })) {
      DkimVerifier verifier = DkimVerifier.of(new Broken(broken));
      assertEquals(twice, statuses(verifier.verify(Rfc8463.MESSAGE)));
      MessageSession<DkimReport> session = verifier.begin();
      session.write(Rfc8463.MESSAGE);
      assertEquals(
          twice, statuses(session.finishAsync(Runnable::run).toCompletableFuture().join()));
    }
  }

  private record Broken(Supplier<CompletableFuture<?>> answer) implements Dns {

    @Override
    @SuppressWarnings("unchecked") // it breaks every promise
    public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
        DomainName name, RecordType<R> type) {
      return (CompletionStage<DnsAnswer<R>>) (CompletionStage<?>) answer.get();
    }
  }

  @Test
  void noKeyRecordIsTriedIfNoneMayBe() {
    DkimReport report =
        DkimVerifier.of(Rfc8463.DNS)
            .withLimits(Limits.with().keyRecords(0).build())
            .verify(Rfc8463.MESSAGE);
    assertEquals(List.of(), report.passes());
  }

  @Test
  void anInterruptEndsTheWaiting() {
    ZoneDns dns = ((ZoneDns) Rfc8463.DNS).silent(RSA_KEY);
    Thread.currentThread().interrupt();
    DkimReport report = DkimVerifier.of(dns).verify(Rfc8463.MESSAGE);
    assertTrue(Thread.interrupted(), "the thread still knows that it was interrupted");
    assertEquals(
        List.of(DkimSignature.Status.PASS, DkimSignature.Status.TEMPERROR), statuses(report));
  }

  @Test
  void theAnswerMayComeLater() {
    CompletableFuture<Runnable> late = new CompletableFuture<>();
    Dns dns =
        new Dns() {
          @Override
          public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
              DomainName name, RecordType<R> type) {
            return late.thenCompose(go -> Rfc8463.DNS.lookup(name, type));
          }
        };
    MessageSession<DkimReport> session = DkimVerifier.of(dns).begin();
    session.write(Rfc8463.MESSAGE);
    CompletableFuture<DkimReport> report = session.finishAsync(Runnable::run).toCompletableFuture();
    assertFalse(report.isDone());
    late.complete(() -> {});
    assertEquals(2, report.join().passes().size());
  }

  @Test
  void aHeaderBeyondTheLimitIsAResult() {
    DkimReport report =
        DkimVerifier.of(Rfc8463.DNS)
            .withLimits(Limits.with().headerBytes(100).build())
            .verify(Rfc8463.MESSAGE);
    assertEquals(Optional.of(Headers.Overflow.TOO_MANY_BYTES), report.overflow());
    assertEquals(List.of(), report.results());
    assertEquals(0, report.headers().size());
  }

  @Test
  void streams() throws IOException {
    InputStream message = new ByteArrayInputStream(Rfc8463.MESSAGE);
    assertEquals(2, DkimVerifier.of(Rfc8463.DNS).verify(message).passes().size());
  }

  @Test
  void streamsAreOctets() throws SigningException, IOException {
    MessageSession<DkimReport> verifying = DkimVerifier.of(Rfc8463.DNS).begin();
    OutputStream out = verifying.asOutputStream();
    for (byte octet : Rfc8463.MESSAGE) {
      out.write(octet);
    }
    assertEquals(2, verifying.finish().passes().size());
    assertThrows(IllegalStateException.class, () -> out.write('x'));

    SigningKey key = SigningKey.fromPem(Rfc8463.ED25519_SEED);
    DkimSigner signer = DkimSigner.of("example.com", "s", key).withClock(() -> Instant.EPOCH);
    SigningSession signing = signer.begin();
    signing.asOutputStream().write(Rfc8463.MESSAGE);
    assertEquals(signer.sign(Rfc8463.MESSAGE).get(0).value(), signing.finish().get(0).value());
    assertThrows(IllegalStateException.class, () -> signing.asOutputStream().write('x'));
  }

  @Test
  void aSessionIsUsedOnce() {
    MessageSession<DkimReport> session = DkimVerifier.of(Rfc8463.DNS).begin();
    session.write(Rfc8463.MESSAGE);
    session.finish();
    assertThrows(IllegalStateException.class, session::finish);
    assertThrows(IllegalStateException.class, () -> session.finishAsync(Runnable::run));
    assertThrows(IllegalStateException.class, () -> session.write(new byte[1]));
  }

  /** The step of RFC 6376 section 6.1 that comes first tells the reason. */
  @Test
  void theFirstStepTellsTheReason() {
    String changed = HEADER.replace("dinner", "supper") + BODY.replace("lost", "won");
    assertEquals(List.of(DkimReason.BODY_HASH_MISMATCH), reasons(Rfc8463.DNS, changed));
    assertEquals(List.of(DkimReason.NO_KEY), reasons(Dns.zone(), changed));
    assertEquals(
        List.of(DkimReason.SIGNATURE_MISMATCH),
        reasons(Rfc8463.DNS, HEADER.replace("dinner", "supper") + BODY));
  }

  private static List<DkimReason> reasons(Dns dns, String message) {
    return DkimVerifier.of(dns).verify(bytes(message)).results().stream()
        .map(result -> ((DkimResult.Failure) result).reason())
        .distinct()
        .toList();
  }
}
