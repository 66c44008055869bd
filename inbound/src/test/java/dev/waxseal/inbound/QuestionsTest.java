package dev.waxseal.inbound;

import static dev.waxseal.inbound.World.AUTHOR;
import static dev.waxseal.inbound.World.LIST;
import static dev.waxseal.inbound.World.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.arc.ArcReason;
import dev.waxseal.arc.ArcResult;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dmarc.DmarcReason;
import dev.waxseal.dmarc.DmarcResult;
import dev.waxseal.dmarc.DmarcStatus;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.mime.Limits;
import dev.waxseal.pass.MessageSession;
import dev.waxseal.spf.SpfStatus;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of DNS, when, and what happens if it does not answer. */
@Timeout(600)
class QuestionsTest {

  /** DKIM twice, a chain of one, a From below the domain that signs and sends. */
  private static final String MESSAGE = message();

  private static final Duration SHORT = Duration.ofMillis(300);

  /** Far beyond {@link #SHORT}, far below the minutes that a session without a deadline takes. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Test
  void allThatIsIndependentIsAskedBeforeTheBody() {
    RecordingDns dns = RecordingDns.of(World.dns());
    MessageSession<InboundReport> session = World.receiver(dns).begin(World.fromAuthor());
    int body = MESSAGE.indexOf("\r\n\r\n") + 4;
    session.write(bytes(MESSAGE.substring(0, body - 1)));
    assertEquals(List.of(), dns.asked());
    session.write(bytes(MESSAGE.substring(body - 1, body)));
    for (String question :
        List.of(
            "s1._domainkey.author.example TXT",
            "s1._domainkey.lists.example TXT",
            "author.example TXT",
            "_dmarc.sub.author.example TXT",
            "_dmarc.author.example TXT",
            "_dmarc.lists.example TXT",
            "_dmarc.example TXT",
            "sub.author.example CNAME")) {
      assertTrue(dns.asked().contains(question), question + " in " + dns.asked());
    }
    int asked = dns.asked().size();
    session.write(bytes(MESSAGE.substring(body)));
    assertInstanceOf(DmarcResult.Pass.class, session.finish().dmarc().result());
    assertEquals(asked, dns.asked().size());
  }

  /** SPF records may lead to names that DKIM, ARC and DMARC ask for, too. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ip4:192.0.2.1",
        "include:_dmarc.author.example",
        "include:s1._domainkey.author.example",
        "include:s1._domainkey.lists.example",
        "redirect=_dmarc.example",
        "a a a:author.example mx mx",
        "exists:sub.author.example a:sub.author.example",
      })
  void nothingIsAskedTwice(String terms) {
    RecordingDns dns =
        RecordingDns.of(
            Dns.zone(
                AUTHOR.keyLine(),
                LIST.keyLine(),
                "_dmarc.author.example. TXT \"v=DMARC1; p=reject\"",
                "sub.author.example. A 192.0.2.9",
                "author.example. TXT \"v=spf1 " + terms + "\""));
    InboundReport report = World.receiver(dns).authenticate(bytes(MESSAGE), World.fromAuthor());
    assertInstanceOf(DmarcResult.Pass.class, report.dmarc().result());
    assertEquals(new HashSet<>(dns.asked()).size(), dns.asked().size(), dns.asked().toString());
    assertEquals(1, dns.asked().stream().filter("_dmarc.author.example TXT"::equals).count());
  }

  /** A session that asks nothing of DNS that it does not need. */
  @Test
  void aMessageWithoutClientAndSignatureAsksForItsPolicyAlone() {
    RecordingDns dns = RecordingDns.of(World.dns());
    World.receiver(dns).authenticate(bytes("From: a@author.example\r\n\r\nx\r\n"));
    assertEquals(
        List.of("_dmarc.author.example TXT", "_dmarc.example TXT", "author.example CNAME"),
        dns.asked());
  }

  @Test
  void answersFromAnotherThreadThatComeLate() {
    Dns late =
        new Dns() {
          private final Executor later =
              CompletableFuture.delayedExecutor(30, TimeUnit.MILLISECONDS);

          @Override
          public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
              DomainName name, RecordType<R> type) {
            return CompletableFuture.supplyAsync(() -> true, later)
                .thenCompose(now -> World.dns().lookup(name, type));
          }
        };
    InboundReport now = World.receiver().authenticate(bytes(MESSAGE), World.fromAuthor());
    InboundReport then = World.receiver(late).authenticate(bytes(MESSAGE), World.fromAuthor());
    assertEquals(text(now), text(then));
    MessageSession<InboundReport> session = World.receiver(late).begin(World.fromAuthor());
    session.write(bytes(MESSAGE));
    assertEquals(text(now), text(session.finishAsync(Runnable::run).toCompletableFuture().join()));
  }

  private enum Broken implements Dns {
    SILENT {
      @Override
      public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
          DomainName name, RecordType<R> type) {
        return new CompletableFuture<>();
      }
    },
    UNAVAILABLE {
      @Override
      public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
          DomainName name, RecordType<R> type) {
        return CompletableFuture.completedFuture(
            new DnsAnswer.Unavailable<>(DnsAnswer.Cause.SERVER_FAILURE));
      }
    },
    THROWING {
      @Override
      public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
          DomainName name, RecordType<R> type) {
        throw new IllegalStateException("no network");
      }
    },
    FAILING {
      @Override
      public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
          DomainName name, RecordType<R> type) {
        return CompletableFuture.failedFuture(new IllegalStateException("no network"));
      }
    },
    FAILING_LATER {
      @Override
      public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
          DomainName name, RecordType<R> type) {
        return CompletableFuture.supplyAsync(
            () -> {
              throw new IllegalStateException("no network");
            });
      }
    },
    WITHOUT_ANSWER {
      @Override
      @SuppressWarnings("NullAway") // what it must not do
      public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
          DomainName name, RecordType<R> type) {
        return CompletableFuture.completedFuture(null);
      }
    },
    WITHOUT_STAGE {
      @Override
      @SuppressWarnings("NullAway") // what it must not do
      public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
          DomainName name, RecordType<R> type) {
        return null;
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void dnsThatDoesNotAnswerIsTemporary(Broken dns) {
    MessageSession<InboundReport> session = impatient(dns).begin(World.fromAuthor());
    session.write(bytes(MESSAGE));
    assertTemporary(assertTimeoutPreemptively(PATIENCE, session::finish));
  }

  @ParameterizedTest
  @EnumSource
  void andSoItIsWithoutBlocking(Broken dns) {
    MessageSession<InboundReport> session = impatient(dns).begin(World.fromAuthor());
    session.write(bytes(MESSAGE));
    CompletionStage<InboundReport> report = session.finishAsync(Runnable::run);
    assertTemporary(assertTimeoutPreemptively(PATIENCE, () -> report.toCompletableFuture().join()));
  }

  /** What was answered counts, whoever else is silent (RFC 9989 section 5.3.6). */
  @Test
  void aPassThatIsCertainIsOneWhoeverIsSilent() {
    Dns dns =
        World.dns()
            .silent(DomainName.of("author.example"))
            .silent(DomainName.of("s1._domainkey.lists.example"))
            .silent(DomainName.of("sub.author.example"));
    InboundReport report = impatient(dns).authenticate(bytes(MESSAGE), World.fromAuthor());
    assertInstanceOf(DmarcResult.Pass.class, report.dmarc().result());
    assertEquals(SpfStatus.TEMPERROR, report.spf().orElseThrow().status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"s1._domainkey.author.example", "author.example", "_dmarc.author.example"})
  void whatWouldHaveDecidedIsTemporary(String silent) {
    String noList = AUTHOR.signed("From: ann@sub.author.example\r\n\r\nHi\r\n");
    String unsigned = "From: ann@sub.author.example\r\n\r\nHi\r\n";
    Dns dns = World.dns().silent(DomainName.of(silent));
    InboundReport report =
        silent.equals("author.example")
            ? impatient(dns).authenticate(bytes(unsigned), World.fromAuthor())
            : impatient(dns).authenticate(bytes(noList));
    assertEquals(DmarcStatus.TEMPERROR, report.dmarc().result().status());
    assertEquals(Disposition.DEFER, report.dmarc().disposition());
  }

  /** SPF asks one thing after the other; when time is up, it is over at once. */
  @Test
  void aChainOfQuestionsEndsAtTheDeadline() {
    Dns dns =
        World.dns(
                "a.example. TXT \"v=spf1 include:b.example -all\"",
                "b.example. TXT \"v=spf1 include:c.example include:d.example -all\"")
            .silent(DomainName.of("c.example"));
    InboundReport report =
        assertTimeoutPreemptively(
            PATIENCE,
            () ->
                impatient(dns)
                    .authenticate(
                        bytes("From: x@a.example\r\n\r\nx\r\n"),
                        World.client("192.0.2.7", "a.example", "x@a.example")));
    assertEquals(SpfStatus.TEMPERROR, report.spf().orElseThrow().status());
    assertEquals(DmarcReason.NO_RECORD, ((DmarcResult.Failure) report.dmarc().result()).reason());
  }

  @Test
  void anInterruptedThreadGetsAReportAndStaysInterrupted() {
    MessageSession<InboundReport> session = World.receiver(Broken.SILENT).begin(World.fromAuthor());
    session.write(bytes(MESSAGE));
    Thread.currentThread().interrupt();
    InboundReport report = session.finish();
    assertTrue(Thread.interrupted());
    assertTemporary(report);
  }

  /** The path of MAIL FROM that SPF looks at is the one whose alignment is asked about. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann@author.example",
        "ann@AUTHOR.Example",
        "<ann@author.example>",
        "ann@author.example.",
        "@relay.example:ann@author.example",
        "\"a@b\"@author.example",
        "@author.example",
      })
  void mailFromMayBeWrittenInManyWays(String mailFrom) {
    InboundReport report =
        World.receiver()
            .authenticate(
                bytes("From: ann@sub.author.example\r\n\r\nx\r\n"),
                World.client("192.0.2.1", "unrelated.test", mailFrom));
    assertEquals(SpfStatus.PASS, report.spf().orElseThrow().status());
    assertInstanceOf(DmarcResult.Pass.class, report.dmarc().result(), mailFrom);
  }

  /** RFC 7208 section 2.4: with a null reverse-path it is postmaster at the HELO name. */
  @ParameterizedTest
  @ValueSource(strings = {"author.example", "author.example.", "Author.EXAMPLE"})
  void heloCountsWithANullReversePath(String helo) {
    InboundReport report =
        World.receiver()
            .authenticate(
                bytes("From: ann@sub.author.example\r\n\r\nx\r\n"),
                World.client("192.0.2.1", helo, "<>"));
    assertInstanceOf(DmarcResult.Pass.class, report.dmarc().result(), helo);
    InboundReport other =
        World.receiver()
            .authenticate(
                bytes("From: ann@sub.author.example\r\n\r\nx\r\n"),
                World.client("192.0.2.1", helo, "x@unrelated.test"));
    assertFalse(other.dmarc().result() instanceof DmarcResult.Pass, helo);
  }

  private static void assertTemporary(InboundReport report) {
    assertEquals(2, report.dkim().results().size());
    report.dkim().results().forEach(r -> assertEquals(DkimSignature.Status.TEMPERROR, r.status()));
    ArcResult.Failure chain = (ArcResult.Failure) report.arc().result();
    assertEquals(ArcReason.MESSAGE_SIGNATURE_FAILED, chain.reason());
    assertEquals(Optional.of(DkimReason.KEY_UNAVAILABLE), chain.cause());
    assertEquals(SpfStatus.TEMPERROR, report.spf().orElseThrow().status());
    assertEquals(
        DmarcReason.RECORD_UNAVAILABLE, ((DmarcResult.Failure) report.dmarc().result()).reason());
    assertEquals(Disposition.DEFER, report.dmarc().disposition());
    assertTrue(text(report).contains("dmarc=temperror"), text(report));
  }

  private static InboundAuthenticator impatient(Dns dns) {
    return World.receiver(dns).withLimits(Limits.with().dnsDeadline(SHORT).build());
  }

  private static String text(InboundReport report) {
    return report.authenticationResults().field().value();
  }

  private static String message() {
    String signed =
        LIST.signed(AUTHOR.signed("From: ann@sub.author.example\r\n\r\nHow are you?\r\n"));
    InboundReport report = World.receiver().authenticate(bytes(signed));
    return LIST.sealed(signed, report.arrival());
  }
}
