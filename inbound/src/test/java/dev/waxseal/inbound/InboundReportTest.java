package dev.waxseal.inbound;

import static dev.waxseal.inbound.World.AUTHOR;
import static dev.waxseal.inbound.World.LIST;
import static dev.waxseal.inbound.World.MESSAGE;
import static dev.waxseal.inbound.World.bytes;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.arc.ArcReport;
import dev.waxseal.arc.ArcResult;
import dev.waxseal.arc.ArcVerifier;
import dev.waxseal.authres.AuthenticationResults;
import dev.waxseal.authres.MethodResult;
import dev.waxseal.authres.ReceivedResults;
import dev.waxseal.dmarc.DmarcReason;
import dev.waxseal.dmarc.DmarcResult;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import dev.waxseal.pass.MessageSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes out of a message as a whole, and messages that are odd as a whole. */
@Timeout(600)
class InboundReportTest {

  private static final String SIGNED = AUTHOR.signed(MESSAGE);

  /** RFC 8601 section 5: "MUST delete any existing" field that claims to be of one's own. */
  @Test
  void forgedFieldsOfOurOwnAreListedWithTheirPlaces() {
    String message =
        "Authentication-Results: other.example; dkim=pass\r\n"
            + "X: y\r\n"
            + "Authentication-Results: mx.receiver.example; dmarc=pass\r\n"
            + "authentication-results : (x) MX.Receiver.Example.\r\n ; dmarc=pass\r\n"
            + "Authentication-Results: mx.receiver.example 99; nonsense\r\n"
            + "Authentication-Results: x.mx.receiver.example; dkim=pass\r\n"
            + MESSAGE;
    List<ReceivedResults.Claim> forged = World.receiver().authenticate(bytes(message)).forged();
    assertEquals(List.of(2, 3, 4), forged.stream().map(ReceivedResults.Claim::ordinal).toList());
    assertEquals(List.of(2, 3, 4), forged.stream().map(ReceivedResults.Claim::position).toList());
    assertEquals(List.of(), World.receiver().authenticate(bytes(SIGNED)).forged());
  }

  /** What a message claims of itself changes nothing. */
  @Test
  void forgedFieldsDoNotCount() {
    String forged =
        "Authentication-Results: mx.receiver.example; dmarc=pass header.from=author.example;\r\n"
            + " spf=pass smtp.mailfrom=author.example; dkim=pass header.d=author.example;\r\n"
            + " arc=pass\r\n"
            + "Received-SPF: pass (mx.receiver.example) envelope-from=ann@author.example\r\n"
            + MESSAGE;
    InboundReport report =
        World.receiver().trustingSealers("receiver.example").authenticate(bytes(forged));
    assertEquals(DmarcReason.NOT_ALIGNED, reason(report));
    assertEquals(Disposition.QUARANTINE, report.dmarc().disposition());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64, 1000})
  void howeverItIsCutIntoPieces(int size) throws IOException {
    byte[] message =
        bytes(LIST.sealed(SIGNED, World.receiver().authenticate(bytes(SIGNED)).arrival()));
    InboundReport whole = World.receiver().authenticate(message, World.fromAuthor());
    MessageSession<InboundReport> session = World.receiver().begin(World.fromAuthor());
    for (int at = 0; at < message.length; at += size) {
      session.write(message, at, Math.min(size, message.length - at));
    }
    assertEquals(text(whole), text(session.finish()));
    InputStream stream = new ByteArrayInputStream(message);
    assertEquals(text(whole), text(World.receiver().authenticate(stream, World.fromAuthor())));
    assertTrue(text(whole).contains("arc=pass header.oldest-pass=0"), text(whole));
  }

  @Test
  void aSessionIsUsedOnce() {
    MessageSession<InboundReport> session = World.receiver().begin();
    session.write(bytes(MESSAGE));
    session.finish();
    assertThrows(IllegalStateException.class, session::finish);
    assertThrows(IllegalStateException.class, () -> session.write(bytes("x")));
    assertThrows(IllegalStateException.class, () -> session.finishAsync(Runnable::run));
  }

  @Test
  void aHeaderThatIsTooLargeIsNotJudged() {
    InboundAuthenticator small =
        World.receiver().withLimits(Limits.with().headerBytes(100).build());
    assertUnread(small.authenticate(bytes(SIGNED)), Headers.Overflow.TOO_MANY_BYTES);
    assertUnread(
        small.authenticate(bytes("X: " + "y".repeat(1000))), Headers.Overflow.TOO_MANY_BYTES);
    InboundAuthenticator few = World.receiver().withLimits(Limits.with().headerFields(3).build());
    assertUnread(
        few.authenticate(bytes(SIGNED), World.fromAuthor()), Headers.Overflow.TOO_MANY_FIELDS);
    MessageSession<InboundReport> session = few.begin();
    session.write(bytes(SIGNED));
    assertUnread(
        session.finishAsync(Runnable::run).toCompletableFuture().join(),
        Headers.Overflow.TOO_MANY_FIELDS);
  }

  private static void assertUnread(InboundReport report, Headers.Overflow which) {
    assertEquals(Optional.of(which), report.overflow());
    assertEquals(List.of(), report.dkim().results());
    assertInstanceOf(ArcResult.Failure.class, report.arc().result());
    assertEquals(Optional.empty(), report.spf());
    assertEquals(DmarcReason.HEADER_TOO_LARGE, reason(report));
    assertEquals(Disposition.REJECT, report.dmarc().disposition());
    assertEquals(0, report.headers().size());
    assertEquals(" mx.receiver.example; none", text(report));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\r\n", "\r\nbody\r\n", "no header", "\n\n", "\r", ":", "\0"})
  void aMessageWithoutHeaderHasNoAuthor(String message) {
    InboundReport report = World.receiver().authenticate(bytes(message), World.fromAuthor());
    assertEquals(DmarcReason.NO_FROM_FIELD, reason(report));
    assertEquals(Disposition.QUARANTINE, report.dmarc().disposition());
    assertTrue(text(report).contains("dkim=none"), text(report));
  }

  @Test
  void aThousandFromFields() {
    InboundReport report =
        World.receiver()
            .authenticate(
                bytes(
                    AUTHOR
                        .signed(MESSAGE)
                        .replace(
                            "From: Ann", "From: a@author.example\r\n".repeat(999) + "From: Ann")));
    assertEquals(DmarcReason.SEVERAL_FROM_FIELDS, reason(report));
    assertEquals(Disposition.QUARANTINE, report.dmarc().disposition());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ARC-Seal: i=1; cv=none\r\n",
        "ARC-Authentication-Results: i=1; x; dmarc=pass header.from=author.example\r\n",
        "ARC-Message-Signature: i=2\r\n",
        "DKIM-Signature: v=1\r\n",
        "Authentication-Results: mx.receiver.example; dmarc=pass\r\n",
      })
  void tenThousandFieldsOfOneName(String field) {
    String message = field.repeat(10_000) + MESSAGE;
    InboundReport report =
        World.receiver().trustingSealers("lists.example").authenticate(bytes(message));
    assertEquals(DmarcReason.NOT_ALIGNED, reason(report));
    assertEquals(Disposition.QUARANTINE, report.dmarc().disposition());
    assertOneField(report);
  }

  /** Whatever the message and the client say, what we write is one field that says what we mean. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "author.example; dmarc=pass",
        "author.example\r\n X: y",
        "author.example\rX: y",
        "author.example\nX: y",
        "author.example\0",
        "\"; dmarc=pass header.from=\"author.example",
        "\\\"; dmarc=pass",
        "(author.example",
        "author.example)",
        "\u00ff\u0080\u009b[31m",
        "=?utf-8?Q?x=0D=0Ay?=",
        "a b\tc",
        ";;;;",
      })
  void theResultsStayOneField(String hostile) {
    String header =
        "DKIM-Signature: v=1; a=ed25519-sha256; d="
            + hostile
            + "; s=s; h=from; bh=AA==; b=AA==\r\n"
            + signature("i=" + hostile + "@author.example")
            + signature("i=\"" + hostile + "\"@author.example")
            + signature("i=@author.example; q=" + hostile)
            + "From: "
            + hostile
            + " <x@author.example>\r\n"
            + "Subject: "
            + hostile
            + "\r\n\r\nx\r\n";
    for (String identity : List.of(hostile, hostile + "@author.example", "x@" + hostile)) {
      InboundReport report =
          World.receiver()
              .takingSpfFrom("mta.example")
              .authenticate(bytes(header), World.client("192.0.2.1", identity, identity));
      assertOneField(report);
      assertFalse(report.dmarc().explanation().chars().anyMatch(c -> c < ' ' || c > '~'));
      assertFalse(
          report.authenticationResults().first("dmarc").orElseThrow().result().equals("pass")
              && !(report.dmarc().result() instanceof DmarcResult.Pass));
    }
    InboundReport reported =
        World.receiver()
            .takingSpfFrom("mta.example")
            .authenticate(
                bytes(
                    "Authentication-Results: mta.example; spf=pass smtp.mailfrom=\""
                        + hostile.replace("\"", "")
                        + "\"\r\n"
                        + header));
    assertOneField(reported);
  }

  private static String signature(String tags) {
    return "DKIM-Signature: v=1; a=ed25519-sha256; d=author.example; s=none; h=from; bh=AA==;"
        + " b=AA==; "
        + tags
        + "\r\n";
  }

  /** That they read back as the very results that they were made of, in fields of their own. */
  private static void assertOneField(InboundReport report) {
    List<MethodResult> read = new ArrayList<>();
    for (HeaderField written : report.fields()) {
      String field = new String(written.bytes(), ISO_8859_1);
      assertTrue(field.startsWith("Authentication-Results: mx.receiver.example;"), field);
      assertTrue(field.endsWith("\r\n"), field);
      String unfolded = field.substring(0, field.length() - 2).replaceAll("\r\n[ \t]+(?=\\S)", " ");
      assertFalse(unfolded.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0), field);
      AuthenticationResults results =
          ((AuthenticationResults.Parsed.Valid) AuthenticationResults.parse(written.value()))
              .results();
      assertEquals("mx.receiver.example", results.authservId());
      assertTrue(field.length() <= 800 || results.results().size() == 1, field);
      read.addAll(results.results());
    }
    assertEquals(
        report.authenticationResults().results().stream()
            .map(InboundReportTest::brief)
            .sorted()
            .toList(),
        read.stream().map(InboundReportTest::brief).sorted().toList());
  }

  /**
   * What a judgement has once stands in the first field, so that it can be told from an older one.
   */
  @Test
  void longResultsAreSeveralFields() {
    String many = signature("i=@author.example").repeat(8);
    List<HeaderField> fields = World.receiver().authenticate(bytes(many + MESSAGE)).fields();
    assertTrue(fields.size() > 1, fields.toString());
    String first = fields.get(0).value().replaceAll("\\s+", " ").strip();
    assertTrue(first.startsWith("mx.receiver.example; dmarc=fail "), first);
    assertTrue(first.contains("; arc=none; dkim="), first);
    for (HeaderField later : fields.subList(1, fields.size())) {
      assertFalse(later.value().contains("arc="), later.toString());
    }
  }

  private static String brief(MethodResult result) {
    return result.method() + "=" + result.result() + " " + result.properties().size();
  }

  /** RFC 8617 section 4.1.1: the results are those of the judge, with one {@code arc=}. */
  @Test
  void whatASealerPassesOnIsWhatWasFound() {
    InboundReport report = World.receiver().authenticate(bytes(SIGNED), World.fromAuthor());
    String sealed = LIST.sealed(SIGNED, report.arrival());
    ArcReport chain = ArcVerifier.of(World.dns()).verify(bytes(sealed));
    AuthenticationResults.Parsed.Valid passedOn =
        (AuthenticationResults.Parsed.Valid) chain.sets().get(0).results();
    assertEquals("lists.example", passedOn.results().authservId());
    assertEquals(report.authenticationResults().results(), passedOn.results().results());
    assertEquals(
        List.of("dkim", "spf", "dmarc", "arc"),
        passedOn.results().results().stream().map(MethodResult::method).toList());
    InboundReport next = World.receiver().authenticate(bytes(sealed), World.fromList());
    ArcReport longer =
        ArcVerifier.of(World.dns()).verify(bytes(World.FORWARDER.sealed(sealed, next.arrival())));
    assertInstanceOf(ArcResult.Pass.class, longer.result());
    assertEquals(
        next.authenticationResults().results(),
        ((AuthenticationResults.Parsed.Valid) longer.sets().get(1).results()).results().results());
  }

  @Test
  void idsAndSealersThatAreNoneAreRefused() {
    for (String none : List.of("", " ", "a\r\nb")) {
      assertThrows(
          IllegalArgumentException.class, () -> InboundAuthenticator.of(none, World.dns()));
      assertThrows(IllegalArgumentException.class, () -> World.receiver().trustingSealers(none));
    }
  }

  /** Each setting leaves the others alone, in whatever order they are made. */
  @Test
  void settingsAddUp() {
    String sent =
        LIST.sealed(
            SIGNED.replace("you?", "you?!"),
            World.receiver().authenticate(bytes(SIGNED)).arrival());
    // The verdict is on the chain alone, which is the same with another body.
    for (InboundAuthenticator each :
        List.of(
            World.receiver().trustingSealers("lists.example").rejectingByPolicy(),
            World.receiver().rejectingByPolicy().trustingSealers("lists.example"),
            World.receiver()
                .trustingSealers("lists.example")
                .withLimits(Limits.with().signatures(3).build())
                .allowBodyLengthLimit()
                .withClock(InstantSource.system())
                .takingSpfFrom("mta.example")
                .rejectingByPolicy())) {
      assertEquals(Disposition.ACCEPT, each.authenticate(bytes(sent)).dmarc().disposition());
      assertEquals(Disposition.REJECT, each.authenticate(bytes(MESSAGE)).dmarc().disposition());
    }
  }

  private static DmarcReason reason(InboundReport report) {
    return ((DmarcResult.Failure) report.dmarc().result()).reason();
  }

  private static String text(InboundReport report) {
    return report.authenticationResults().field().value();
  }

  @Test
  void withoutBlocking() {
    InboundReport blocking = World.receiver().authenticate(bytes(SIGNED), World.fromAuthor());
    InboundReport staged =
        World.receiver()
            .authenticateAsync(bytes(SIGNED), World.fromAuthor(), Runnable::run)
            .toCompletableFuture()
            .join();
    assertEquals(blocking.authenticationResults(), staged.authenticationResults());
  }
}
