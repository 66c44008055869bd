package dev.waxseal.arc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import dev.waxseal.pass.MessageSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class ArcSessionTest {

  private static String chain() throws SigningException {
    return Post.sealedBy("lists.example.org", Post.sealedBy("mx.example.org", Post.MESSAGE));
  }

  @Test
  void keysAreAskedForOnceAndBeforeTheBody() throws SigningException {
    List<String> asked = new ArrayList<>();
    Dns zone = Post.dns();
    Dns recorder =
        new Dns() {
          @Override
          public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
              DomainName name, RecordType<R> type) {
            asked.add(name.toString());
            return zone.lookup(name, type);
          }
        };
    String message = Post.sealedBy("mx.example.org", chain());
    int body = message.indexOf("\r\n\r\n") + 4;
    MessageSession<ArcReport> session = Post.verifier(recorder).begin();
    session.write(message.substring(0, body).getBytes(ISO_8859_1));
    List<String> keys = List.of("s._domainkey.lists.example.org", "s._domainkey.mx.example.org");
    assertEquals(keys, asked.stream().sorted().toList());
    session.write(message.substring(body).getBytes(ISO_8859_1));
    assertInstanceOf(ArcResult.Pass.class, session.finish().result());
    assertEquals(2, asked.size());
  }

  @Test
  void dnsThatNeverAnswersFailsTheChainForNow() throws SigningException {
    DomainName key = DomainName.of("s._domainkey.lists.example.org");
    ArcVerifier verifier =
        Post.verifier(Post.dns().silent(key))
            .withLimits(Limits.with().dnsDeadline(Duration.ofMillis(50)).build());
    byte[] message = chain().getBytes(ISO_8859_1);
    MessageSession<ArcReport> session = verifier.begin();
    session.write(message);
    for (ArcReport report :
        List.of(
            verifier.verify(message),
            session.finishAsync(Runnable::run).toCompletableFuture().join())) {
      ArcResult.Failure fail = assertInstanceOf(ArcResult.Failure.class, report.result());
      assertEquals(ArcReason.MESSAGE_SIGNATURE_FAILED, fail.reason());
      assertEquals(Optional.of(DkimReason.KEY_UNAVAILABLE), fail.cause());
      assertTrue(fail.isTemporary());
    }
  }

  @Test
  void whereAndByWhomItWasChanged() throws SigningException {
    String changed = Post.sealedBy("mx.example.org", Post.MESSAGE) + "-- \r\nlist\r\n";
    String resealed =
        Post.with(
            Post.sealer("lists.example.org")
                .seal(
                    ("Authentication-Results: mx.example.org; arc=pass\r\n" + changed)
                        .getBytes(ISO_8859_1),
                    ArcHandover.from("mx.example.org")),
            "Authentication-Results: mx.example.org; arc=pass\r\n" + changed);
    ArcReport report = Post.verify(resealed);
    ArcResult.Pass pass = assertInstanceOf(ArcResult.Pass.class, report.result());
    assertEquals(2, pass.oldestPass());
    assertEquals("[mx.example.org, lists.example.org]", pass.sealers().toString());
    assertEquals(
        Optional.of(DkimReason.BODY_HASH_MISMATCH),
        report.sets().get(0).messageSignatureCheck().reason());
  }

  @Test
  void aHeaderThatIsTooLargeHasNoChainToTrust() {
    ArcReport report =
        Post.verifier(Post.dns())
            .withLimits(Limits.with().headerBytes(20).build())
            .verify(Post.MESSAGE.getBytes(ISO_8859_1));
    assertEquals(Optional.of(Headers.Overflow.TOO_MANY_BYTES), report.overflow());
    assertEquals(
        ArcReason.HEADER_TOO_LARGE,
        assertInstanceOf(ArcResult.Failure.class, report.result()).reason());
  }

  /** Cost is linear; the time is a guard against squares, not a measurement. */
  @Test
  void floodsFailWithTheirReason() {
    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> {
          assertEquals(
              ArcReason.TOO_MANY_SETS, reason("ARC-Seal: i=1; cv=none\r\n".repeat(10_000)));
          assertEquals(
              ArcReason.INSTANCE_INVALID,
              reason("ARC-Authentication-Results: " + "(".repeat(1_000_000) + "\r\n"));
          assertEquals(
              ArcReason.FIELD_SYNTAX,
              reason("ARC-Message-Signature: " + "i=1;".repeat(200_000) + "\r\n"));
        });
  }

  /** What is missing or there twice is named, and what no list of tags is, and why. */
  @Test
  void aBrokenStructureIsToldExactly() {
    String results = "ARC-Authentication-Results: i=1; mx.example.org; none\r\n";
    String signature = "ARC-Message-Signature: i=1; b=AAAA\r\n";
    String seal = "ARC-Seal: i=1; cv=none; b=AAAA\r\n";
    assertEquals(
        "set 1: one of its three fields is missing: ARC-Message-Signature", detail(results + seal));
    assertEquals(
        "set 1: one of its three fields is missing: ARC-Seal", detail(results + signature));
    assertEquals(
        "set 1: one of its three fields is missing: ARC-Authentication-Results, ARC-Seal",
        detail(signature));
    assertEquals(
        "set 1: one of its three fields is there more than once: ARC-Seal",
        detail(results + signature + seal + seal));
    assertEquals(
        "a field of the chain is not a list of tags: ARC-Seal: the tag i= stands there twice",
        detail(results + signature + "ARC-Seal: i=1; cv=none; i=1\r\n"));
    assertEquals(
        "a field of the chain does not tell to which set it belongs: ARC-Seal",
        detail(results + signature + "ARC-Seal: i=0; cv=none\r\n"));
  }

  private static String detail(String fields) {
    ArcReport report = Post.verify(fields + Post.MESSAGE);
    return assertInstanceOf(ArcResult.Failure.class, report.result()).detail();
  }

  private static ArcReason reason(String fields) {
    ArcReport report = Post.verify(fields + Post.MESSAGE);
    return assertInstanceOf(ArcResult.Failure.class, report.result()).reason();
  }

  @Test
  void withoutBlocking() throws SigningException {
    byte[] sealed = Post.sealedBy("lists.example.org", Post.MESSAGE).getBytes(ISO_8859_1);
    ArcReport report =
        Post.verifier(Post.dns()).verifyAsync(sealed, Runnable::run).toCompletableFuture().join();
    assertEquals(ChainStatus.PASS, report.result().status());
  }
}
