package dev.waxseal.inbound;

import static dev.waxseal.inbound.World.FORWARDER;
import static dev.waxseal.inbound.World.LIST;
import static dev.waxseal.inbound.World.MESSAGE;
import static dev.waxseal.inbound.World.STRANGER;
import static dev.waxseal.inbound.World.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.arc.ArcArrival;
import dev.waxseal.arc.ArcResult;
import dev.waxseal.arc.ArcVerifier;
import dev.waxseal.authres.AuthenticationResults;
import dev.waxseal.dmarc.DmarcStatus;
import dev.waxseal.dns.DomainName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose word is believed, and what it has to say (RFC 8617 sections 7.2.1 and 9). */
class SealerTrustTest {

  private static final String PASS = "dmarc=pass header.from=author.example";
  private static final String FAIL = "dmarc=fail header.from=author.example";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dmarc=pass header.from=author.example",
        "dmarc=pass header.from=AUTHOR.Example policy.dmarc=reject",
        "dkim=pass header.d=author.example",
        "dkim=pass header.i=@author.example",
        "dmarc=pass; dkim=pass header.i=@author.example",
        "dkim=pass header.i=ann@author.example header.b=abcdefgh",
        "spf=pass smtp.mailfrom=author.example",
        "spf=pass smtp.mailfrom=ann@author.example",
        "spf=fail smtp.mailfrom=author.example; dkim=fail; dkim=pass header.d=author.example",
        "dmarc=none header.from=author.example; dkim=pass header.d=author.example",
        "dmarc=temperror header.from=author.example; spf=pass smtp.mailfrom=author.example",
        "dmarc=fail header.from=other.example; dkim=pass header.d=author.example",
      })
  void aTrustedSealerThatSawThisIsBelieved(String results) {
    LocalOverride override = judge(sealed(MESSAGE, LIST, results), "lists.example").orElseThrow();
    assertEquals("lists.example 1", override.sealer() + " " + override.instance());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dmarc=fail header.from=author.example",
        "dmarc=pass header.from=author.example; dmarc=fail header.from=author.example",
        "dmarc=fail; dkim=pass header.d=author.example",
        "dmarc=pass header.from=author.example; dmarc=pass header.from=author.example",
        "dmarc=pass header.from=author.example; dmarc=none header.from=other.example",
        "dmarc=pass header.from=author.example header.from=other.example",
        "dmarc=pass header.from=other.example header.from=author.example",
        "dmarc=pass header.from=a header.from=b; dkim=pass header.d=author.example",
        "dmarc=none; dmarc=none; dkim=pass header.d=author.example",
        "dkim=pass header.d=author.example header.d=other.example",
        "dkim=pass header.d=other.example header.d=author.example header.i=@author.example",
        "spf=pass smtp.mailfrom=author.example smtp.mailfrom=other.example",
        "dmarc=pass",
        "dmarc=fail",
        "dmarc=none header.from=author.example",
        "dmarc=temperror header.from=author.example",
        "dmarc=permerror header.from=author.example",
        "dmarc=passed header.from=author.example",
        "dmarc=pass header.from=other.example",
        "dmarc=pass header.from=author.example.other.example",
        "dmarc=pass header.from=sub.author.example",
        "dmarc=pass header.from=example",
        "dmarc=pass header.from=\"author.example \"",
        "dmarc=pass header.from=author.example.",
        "dmarc=pass header.from=\"\"",
        "dkim=pass",
        "dkim=pass header.d=other.example",
        "dkim=pass header.d=other.example header.i=@author.example",
        "dkim=pass header.s=author.example",
        "dkim=fail header.d=author.example",
        "dkim=policy header.d=author.example",
        "spf=pass",
        "spf=pass smtp.helo=author.example",
        "spf=pass smtp.mailfrom=other.example",
        "spf=pass smtp.mailfrom=author.example@other.example",
        "spf=softfail smtp.mailfrom=author.example",
        "arc=pass header.from=author.example",
        "auth=pass smtp.auth=ann@author.example",
        "iprev=pass policy.iprev=192.0.2.1",
        "x-dmarc=pass header.from=author.example",
      })
  void aTrustedSealerThatSawOnlyThisDoesNotHelp(String results) {
    assertEquals(Optional.empty(), judge(sealed(MESSAGE, LIST, results), "lists.example"));
  }

  /**
   * Where the sealer says that DMARC failed, a signature that passed is one of a key in testing
   * mode, or the sealer had its reasons: "such messages must not be treated differently from
   * unsigned email" (RFC 6376 section 3.6.1).
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "dkim=pass header.d=author.example; dmarc=fail header.from=author.example",
        "spf=pass smtp.mailfrom=author.example; dmarc=fail header.from=author.example",
        "dmarc=fail; dkim=pass header.d=author.example",
      })
  void whatItSaysOfDmarcGoesBeforeWhatItSaysOfTheRest(String results) {
    assertEquals(Optional.empty(), judge(sealed(MESSAGE, LIST, results), "lists.example"));
  }

  /** Words without a property type, as Microsoft 365 and Fastmail write them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        " mx.lists.example 1; dmarc=pass action=none header.from=author.example; arc=none",
        " x; dkim=pass header.d=author.example x-bits=2048; dmarc=pass header.from=author.example",
      })
  void wordsWithoutATypeDoNotHideWhatASealerSaw(String payload) {
    String message = HandMadeSet.onTop(LIST, payload, MESSAGE);
    assertTrue(judge(message, "lists.example").isPresent(), payload);
  }

  /** Otherwise it would look as if the trusted sealer had seen nothing. */
  @Test
  void resultsOfATrustedSealerThatCannotBeReadAreToldOf() {
    String message =
        HandMadeSet.onTop(LIST, " x; dmarc=pass action= header.from=author.example", MESSAGE);
    assertEquals(
        List.of(
            "ARC-Authentication-Results: the results in set 1 of lists.example cannot be read at"
                + " 'action=': expected a token after action= but found octet 20"),
        findings(message, "lists.example"));
    assertEquals(List.of(), findings(message));
    assertEquals(List.of(), findings(sealed(MESSAGE, LIST, PASS), "lists.example"));
  }

  private static List<String> findings(String message, String... trusted) {
    return World.receiver()
        .trustingSealers(trusted)
        .authenticate(bytes(message))
        .findings()
        .stream()
        .map(finding -> finding.field() + ": " + finding.detail())
        .toList();
  }

  @Test
  void nobodyIsTrustedByDefault() {
    assertEquals(Optional.empty(), judge(sealed(MESSAGE, LIST, PASS)));
  }

  @Test
  void aStrangerAboveTheTrustedOneVoidsIt() {
    String message = sealed(sealed(MESSAGE, LIST, PASS), STRANGER, PASS);
    assertEquals(Optional.empty(), judge(message, "lists.example"));
    assertEquals(2, judge(message, "lists.example", "stranger.example").orElseThrow().instance());
    String more = sealed(message, LIST, FAIL);
    assertEquals(Optional.empty(), judge(more, "lists.example"));
  }

  @Test
  void aStrangerBelowTheTrustedOneDoesNotMatter() {
    String message = sealed(sealed(MESSAGE, STRANGER, FAIL), LIST, PASS);
    assertEquals(2, judge(message, "lists.example").orElseThrow().instance());
  }

  @Test
  void aStrangerBelowIsNotBelieved() {
    String message = sealed(sealed(MESSAGE, STRANGER, PASS), LIST, FAIL);
    assertEquals(Optional.empty(), judge(message, "lists.example"));
  }

  @Test
  void ofSeveralTrustedOnesTheNewestThatSawItPass() {
    String message = sealed(sealed(sealed(MESSAGE, LIST, PASS), LIST, PASS), FORWARDER, FAIL);
    LocalOverride override = judge(message, "lists.example", "forwarder.example").orElseThrow();
    assertEquals("lists.example 2", override.sealer() + " " + override.instance());
    String oldest = sealed(sealed(sealed(MESSAGE, LIST, PASS), FORWARDER, FAIL), LIST, FAIL);
    assertEquals(1, judge(oldest, "lists.example", "forwarder.example").orElseThrow().instance());
    assertEquals(Optional.empty(), judge(oldest, "forwarder.example"));
    assertEquals(Optional.empty(), judge(oldest, "lists.example"));
  }

  @Test
  void aChainOfFifty() {
    String message = sealed(MESSAGE, LIST, PASS);
    for (int i = 2; i <= 50; i++) {
      message = sealed(message, LIST, FAIL);
    }
    assertEquals(1, judge(message, "lists.example").orElseThrow().instance());
  }

  @Test
  void aBrokenChainIsNeverBelieved() {
    String sealed = sealed(MESSAGE, LIST, PASS);
    String twice = sealed(sealed, LIST, PASS);
    for (String broken :
        new String[] {
          sealed.replace("How are you?", "Pay here."),
          sealed.replace("cv=none", "cv=pass"),
          sealed.replace("dmarc=pass", "dmarc=PASS"),
          twice.replace("i=1;", "i=3;"),
          twice.replaceFirst("(?s)ARC-Seal: i=2;.*?\r\n(?=[A-Z])", ""),
          sealed.replaceFirst("(?s)ARC-Authentication-Results:.*?\r\n(?=[A-Z])", ""),
          "ARC-Seal: i=1; cv=none\r\n" + sealed,
          "ARC-Seal: i=2; cv=fail\r\n" + sealed,
        }) {
      InboundReport report =
          World.receiver().trustingSealers("lists.example").authenticate(bytes(broken));
      assertInstanceOf(ArcResult.Failure.class, report.arc().result(), broken);
      assertEquals(Optional.empty(), report.dmarc().override(), broken);
      assertEquals(Disposition.QUARANTINE, report.dmarc().disposition(), broken);
    }
  }

  /** RFC 8617 section 9.2 leaves it open; what cannot be checked is no reason to accept. */
  @Test
  void aSealWhoseKeyIsNotAnsweredIsNotBelieved() {
    InboundReport report =
        World.receiver(World.dns().unavailable(DomainName.of("s1._domainkey.lists.example")))
            .trustingSealers("lists.example")
            .authenticate(bytes(sealed(MESSAGE, LIST, PASS)));
    assertEquals(Optional.empty(), report.dmarc().override());
  }

  /** "The accuracy or syntax of the AAR contents" does not break a chain (RFC 8617 3.4). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " ;",
        " lists.example",
        " lists.example; dmarc",
        " lists.example; dmarc=",
        " lists.example; dmarc=pass header.from=author.example; spf",
        " lists.example 2; dmarc=pass header.from=author.example",
        " ; dmarc=pass header.from=author.example",
        " dmarc=pass header.from=author.example",
        " lists.example; (dmarc=pass header.from=author.example",
        " lists.example; x=\"dmarc=pass header.from=author.example",
        " lists.example; none; dmarc=pass header.from=author.example",
        " lists.example; dmarc/2=pass header.from=author.example",
        " lists.example; (dmarc=pass header.from=author.example) dkim=none",
        " lists.example; dkim=fail reason=\"; dmarc=pass header.from=author.example\"",
        " i=1; lists.example; dmarc=pass header.from=author.example",
      })
  void resultsThatCannotBeReadAreNoTestimony(String payload) {
    InboundReport report =
        World.receiver()
            .trustingSealers("lists.example")
            .authenticate(bytes(HandMadeSet.onTop(LIST, payload, MESSAGE)));
    assertInstanceOf(ArcResult.Pass.class, report.arc().result());
    assertTrue(report.arcTrusted());
    assertEquals(Optional.empty(), report.dmarc().override());
  }

  /** The opposite of the above, made by the same hand. */
  @Test
  void resultsWrittenInAnotherWayAreRead() {
    String payload = " (we) lists.example (x) 1 ;\r\n\tDMARC = Pass header . From=author.example";
    InboundReport report =
        World.receiver()
            .trustingSealers("lists.example")
            .authenticate(bytes(HandMadeSet.onTop(LIST, payload, MESSAGE)));
    assertEquals(1, report.dmarc().override().orElseThrow().instance());
  }

  /** What strangers write below a trusted set goes into the comment, harmlessly. */
  @Test
  void theCommentIsOneLineOfPrintableAscii() {
    String strange =
        HandMadeSet.onTop(
            STRANGER, " x; arc=none smtp.remote-ip=\"1.2.3.4\u009b <script>\"", MESSAGE);
    LocalOverride override = judge(sealed(strange, LIST, PASS), "lists.example").orElseThrow();
    assertEquals(
        "arc=pass as[2].d=lists.example as[2].s=s1 as[1].d=stranger.example as[1].s=s1",
        override.comment());
    String address =
        HandMadeSet.onTop(STRANGER, " x; arc=none smtp.remote-ip=\"2001:DB8::1A\"", MESSAGE);
    assertTrue(
        judge(sealed(address, LIST, PASS), "lists.example")
            .orElseThrow()
            .comment()
            .endsWith(" remote-ip[1]=2001:DB8::1A"));
  }

  @Test
  void manyResultsOfOneSetAreAllLookedAt() {
    String many =
        IntStream.range(0, 90)
            .mapToObj(i -> "dkim=pass header.d=n" + i + ".example")
            .collect(Collectors.joining("; "));
    assertEquals(Optional.empty(), judge(sealed(MESSAGE, LIST, many), "lists.example"));
    assertTrue(judge(sealed(MESSAGE, LIST, many + "; " + PASS), "lists.example").isPresent());
  }

  /** The override for the message at a receiver that trusts these sealers. */
  private static Optional<LocalOverride> judge(String message, String... trusted) {
    InboundReport report = World.receiver().trustingSealers(trusted).authenticate(bytes(message));
    assertInstanceOf(ArcResult.Pass.class, report.arc().result(), message);
    assertEquals(DmarcStatus.FAIL, report.dmarc().result().status());
    boolean accepted = report.dmarc().disposition() == Disposition.ACCEPT;
    assertEquals(report.dmarc().override().isPresent(), accepted);
    return report.dmarc().override();
  }

  /** The message with one set more, whose sealer found the chain as it is and these results. */
  private static String sealed(String message, Party sealer, String results) {
    AuthenticationResults.Parsed parsed = AuthenticationResults.parse("x; " + results);
    return sealer.sealed(
        message,
        new ArcArrival(
            ArcVerifier.of(World.dns()).verify(bytes(message)).validatedChain(),
            ((AuthenticationResults.Parsed.Valid) parsed).results().results()));
  }
}
