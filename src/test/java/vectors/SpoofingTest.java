package vectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.DkimReport;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dmarc.DkimCheck;
import dev.waxseal.dmarc.DmarcReason;
import dev.waxseal.dmarc.DmarcResult;
import dev.waxseal.dmarc.DmarcStatus;
import dev.waxseal.dmarc.DmarcVerifier;
import dev.waxseal.dmarc.MailFromCheck;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.ZoneDns;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import dev.waxseal.pass.MessageSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What attackers try, to have mail pass as that of another: they own evil.example, sign with it,
 * send from its servers, and write what they like into the header. RFC 9989 section 11.5.
 */
class SpoofingTest {

  private static final String VICTIM = "victim.example";

  private static final ZoneDns DNS =
      ZoneDns.of(
          "_dmarc.victim.example. TXT \"v=DMARC1; p=reject\"",
          "_dmarc.evil.example. TXT \"v=DMARC1; p=none\"",
          // Names of the attacker that look like the victim's from one end or the other.
          "_dmarc.victim.example.evil.example. TXT \"v=DMARC1; p=none; psd=n\"",
          "_dmarc.xvictim.example. TXT \"v=DMARC1; p=none\"");

  /** What the attacker can have authenticated. */
  private static final List<String> OWN =
      List.of(
          "evil.example",
          "victim.example.evil.example",
          "victim.evil.example",
          "xvictim.example",
          "victim.example.com",
          "example.victim",
          "example");

  /** Headers, each with what is in it between the lines. */
  private static final List<String> HEADERS =
      List.of(
          "From: ceo@victim.example\r\n",
          "From: <ceo@victim.example>\r\n",
          "From: ceo@victim.example\r\nFrom: x@evil.example\r\n",
          "From: x@evil.example\r\nFrom: ceo@victim.example\r\n",
          "From: x@evil.example\r\nfrom: ceo@victim.example\r\n",
          "From: x@evil.example\r\nFrom : ceo@victim.example\r\n",
          "From : ceo@victim.example\r\nFrom: x@evil.example\r\n",
          "From\t: ceo@victim.example\r\n",
          " From: ceo@victim.example\r\nFrom: x@evil.example\r\n",
          "From\0: ceo@victim.example\r\nFrom: x@evil.example\r\n",
          "\u00ef\u00bb\u00bfFrom: ceo@victim.example\r\nFrom: x@evil.example\r\n",
          "From ceo@victim.example Mon Nov 24 10:00:00 2026\r\nFrom: x@evil.example\r\n",
          "Subject: a\nFrom: ceo@victim.example\r\nFrom: x@evil.example\r\n",
          "Subject: a\rFrom: ceo@victim.example\r\nFrom: x@evil.example\r\n",
          "From: x@evil.example\nFrom: ceo@victim.example\r\n",
          "From: ceo@victim.example, x@evil.example\r\n",
          "From: x@evil.example, ceo@victim.example\r\n",
          "From: x@evil.example,\r\n \r\n ceo@victim.example\r\n",
          "From: ceo@victim.example x@evil.example\r\n",
          "From: ceo@victim.example <x@evil.example>\r\n",
          "From: <ceo@victim.example> <x@evil.example>\r\n",
          "From: <ceo@victim.example><x@evil.example>\r\n",
          "From: <ceo@victim.example> x@evil.example\r\n",
          "From: <<ceo@victim.example>x@evil.example>\r\n",
          "From: <x@evil.example:ceo@victim.example>\r\n",
          "From: <@evil.example:ceo@victim.example>\r\n",
          "From: <@victim.example,@evil.example:x@evil.example>\r\n",
          "From: <@victim.example,@a.example:x@evil.example>\r\n",
          "From: <@evil.example:ceo @ victim.example>,\r\n",
          "From: ceo @ victim.example\r\n",
          "From: ceo @ victim.example @ evil.example\r\n",
          "From: x(ceo@victim.example)@evil.example\r\n",
          "From: x@(ceo@victim.example)evil.example\r\n",
          "From: <x@evil.example (ceo@victim.example)>\r\n",
          "From: ceo@victim.example(c).evil.example\r\n",
          "From: ,x@evil.example,,ceo@victim.example,\r\n",
          "From: ceo@victim.example <ceo@victim.example> <x@evil.example>\r\n",
          "From: ceo@victim.example <ceo@victim.example>, x@evil.example\r\n",
          "From: ceo@victim.example <x@evil.example>;\r\n",
          "From: x@evil.example;, ceo@victim.example\r\n",
          "From: ceo@victim.example;\r\n",
          "From: ceo@victim . example\r\n",
          "From: x@evil.example\r\nDear customer\r\n",
          "X: y\nSubject: z\r\nFrom: x@evil.example\r\n",
          "From: x@evil.example\r\nX: \0\r\n",
          "From: ceo@victim.example@evil.example\r\n",
          "From: x@evil.example@victim.example\r\n",
          "From: ceo@victim.example:x@evil.example;\r\n",
          "From: ceo@victim.example;x@evil.example\r\n",
          "From: Team:ceo@victim.example;,x@evil.example\r\n",
          "From: Team:ceo@victim.example,x@evil.example\r\n",
          "From: ceo@victim.example(.evil.example)\r\n",
          "From: ceo@victim.example(@evil.example\r\n",
          "From: ceo@(evil.example)victim.example\r\n",
          "From: (x@evil.example)ceo@victim.example\r\n",
          "From: ceo@victim.example\0.evil.example\r\n",
          "From: ceo@victim.example\0@evil.example\r\n",
          "From: \0ceo@victim.example\r\n",
          "From: ceo@victim.example\u0001\r\n",
          "From: ceo@victim.example\u00ff\r\n",
          "From: ceo@victim.example.\r\n",
          "From: ceo@.victim.example\r\n",
          "From: ceo@victim..example\r\n",
          "From: ceo@victim.example\\@evil.example\r\n",
          "From: \"ceo@victim.example\" x@evil.example\r\n",
          "From: \"ceo\"@victim.example, <x@evil.example>\r\n",
          "From: \"x@evil.example\"@victim.example\r\n",
          "From: \"<x@evil.example>\" <ceo@victim.example>\r\n",
          "From: =?utf-8?Q?ceo=40victim=2Eexample?=@evil.example\r\n",
          "From: ceo@=?utf-8?Q?victim=2Eexample?=\r\n",
          "From: =?utf-8?Q?x=40evil=2Eexample?= <ceo@victim.example>\r\n",
          "From: ceo@victim.example\u00ef\u00bc\u00a0evil.example\r\n", // a wide at sign
          "From: ceo@victim\u00e3\u0080\u0082example\r\n", // an ideographic full stop
          "From: ceo@victim.example\u00e2\u0080\u008b\r\n", // a space of no width
          "From: ceo@VICTIM.example\r\n",
          "From: ceo@mail.victim.example\r\n",
          "From: ceo@[victim.example]\r\n",
          "From: ceo%victim.example\r\n",
          "From: ceo@victim.example/evil.example\r\n",
          "From: ceo@victim.example?evil.example\r\n",
          "From: ceo@victim.example#evil.example\r\n",
          "Sender: x@evil.example\r\nReply-To: x@evil.example\r\nFrom: ceo@victim.example\r\n",
          "Resent-From: x@evil.example\r\nFrom: ceo@victim.example\r\n",
          "X: y\r\nFrom:\r\n ceo@victim.example\r\n",
          "From: x@evil.example\r\n\t,ceo@victim.example\r\n");

  /** Headers that any careful reader takes for the attacker's own, whatever they show to people. */
  private static final List<String> HONEST =
      List.of(
          "From: x@evil.example\r\n",
          "From: \"ceo@victim.example\" <x@evil.example>\r\n",
          "From: \"<ceo@victim.example>\" <x@evil.example>\r\n",
          "From: =?utf-8?Q?ceo=40victim=2Eexample?= <x@evil.example>\r\n",
          "From: x@evil.example (ceo@victim.example)\r\n",
          "From: x @ evil.example\r\n",
          "From: x(c)@(d)evil.example\r\n",
          "From: ,x@evil.example,\r\n",
          "From: <@victim.example:x@evil.example>\r\n",
          "From: x@evil.example <x@evil.example>\r\n",
          "From: X <x@evil.example>;\r\n",
          "From: x@victim . example . evil . example\r\n",
          "From: ceo%victim.example@evil.example\r\n",
          "From: victim.example!ceo@evil.example\r\n",
          "From: ceo@victim.example.evil.example\r\n");

  @TestFactory
  Stream<DynamicTest> nobodyPassesForTheVictim() {
    return HEADERS.stream()
        .map(
            header ->
                DynamicTest.dynamicTest(
                    header.replaceAll("[^ -~]", "?"),
                    () -> {
                      DmarcResult result = evaluate(header);
                      assertFalse(result instanceof DmarcResult.Pass, () -> header + result);
                      assertTrue(
                          result.status() == DmarcStatus.FAIL || isSuspicious(result),
                          () -> header + result);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> whoPassesIsNamed() {
    return HONEST.stream()
        .map(
            header ->
                DynamicTest.dynamicTest(
                    header.trim(),
                    () -> {
                      DmarcResult.Pass pass = (DmarcResult.Pass) evaluate(header);
                      assertTrue(pass.domain().isSameOrBelow(DomainName.of("evil.example")));
                    }));
  }

  /** The signatures of RFC 6376 with a d= that is nearly the victim's are not understood at all. */
  @TestFactory
  Stream<DynamicTest> signingDomainsInDisguise() {
    return Stream.of(
            "victim.example.",
            ".victim.example",
            "victim.example\0.evil.example",
            "victim.example,evil.example",
            "victim.example/evil.example",
            "victim. example",
            "@victim.example",
            "=victim.example",
            "victim\u00e3\u0080\u0082example",
            "*.example",
            "")
        .map(
            domain ->
                DynamicTest.dynamicTest(
                    "d=" + domain.replaceAll("[^ -~]", "?"),
                    () -> {
                      String header = signature(domain) + "From: ceo@victim.example\r\n\r\n";
                      List<DkimResult> dkim =
                          DkimVerifier.of(DNS).verify(header.getBytes(ISO_8859_1)).results();
                      assertEquals(1, dkim.size());
                      assertTrue(dkim.get(0).signature().isEmpty());
                      DmarcStatus status =
                          domain.contains("\0") ? DmarcStatus.NONE : DmarcStatus.FAIL;
                      assertEquals(
                          status,
                          evaluate(header, DkimCheck.ofAll(dkim), MailFromCheck.none()).status());
                    }));
  }

  /** A claim of the victim's domain that does not verify is worth nothing. */
  @Test
  void failedSignaturesOfTheVictim() {
    String header = signature(VICTIM) + "From: ceo@victim.example\r\n\r\n";
    DkimResult claim = DkimVerifier.of(DNS).verify(header.getBytes(ISO_8859_1)).results().get(0);
    for (DkimReason reason : DkimReason.values()) {
      DkimResult failed =
          new DkimResult.Failure(claim.field(), claim.signature(), Optional.empty(), reason, "");
      assertEquals(DomainName.of(VICTIM), failed.signature().orElseThrow().domain());
      List<DkimCheck> dkim = List.of(DkimCheck.of(failed), pass("evil.example"));
      DmarcResult result = evaluate("From: ceo@victim.example\r\n", dkim, MailFromCheck.none());
      assertFalse(result instanceof DmarcResult.Pass, reason.toString());
    }
  }

  /** A record of the attacker's says nothing about names that are not below it. */
  @Test
  void recordsOfTheAttacker() {
    for (String psd : List.of("y", "n", "u")) {
      ZoneDns dns =
          ZoneDns.of(
              "_dmarc.victim.example. TXT \"v=DMARC1; p=reject\"",
              "_dmarc.evil.example. TXT \"v=DMARC1; p=none; psd=" + psd + "\"",
              "_dmarc.x.evil.example. TXT \"v=DMARC1; p=none; psd=" + psd + "\"");
      for (String own : List.of("evil.example", "x.evil.example", "victim.example.evil.example")) {
        DmarcResult result =
            DmarcVerifier.of(dns)
                .evaluate(
                    headers("From: ceo@victim.example\r\n"),
                    List.of(pass(own)),
                    new MailFromCheck.Pass(DomainName.of(own)));
        assertEquals(DmarcStatus.FAIL, result.status(), own + psd);
      }
    }
  }

  /** DNS of the attacker that does not answer gains nothing over one that does. */
  @Test
  void silenceOfTheAttacker() {
    ZoneDns silent =
        DNS.unavailable(DomainName.of("_dmarc.evil.example"))
            .unavailable(DomainName.of("_dmarc.x.evil.example"));
    DmarcResult result =
        DmarcVerifier.of(silent)
            .evaluate(
                headers("From: ceo@victim.example\r\n"),
                List.of(pass("x.evil.example")),
                new MailFromCheck.TempError(DomainName.of("evil.example")));
    assertEquals(DmarcStatus.FAIL, result.status(), result::toString);
  }

  @Test
  void floods() {
    String thousand = "From: ceo@victim.example\r\n".repeat(1000);
    assertEquals(DmarcReason.SEVERAL_FROM_FIELDS, reason(inTime(thousand)));
    String addresses = "From: " + "x@evil.example,".repeat(10_000) + "ceo@victim.example\r\n";
    assertEquals(DmarcReason.TOO_MANY_FROM_ADDRESSES, reason(inTime(addresses)));
    for (String part : List.of("(", "\"", "<", "x ", "=?", ",", "\r\n ", "\n", "a.", "\u00ff")) {
      String megabyte = part.repeat(1_000_000 / part.length());
      assertFalse(
          inTime("From: " + megabyte + " <ceo@victim.example>\r\n") instanceof DmarcResult.Pass);
    }
  }

  @Test
  void manySignatures() {
    List<DkimCheck> dkim = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      dkim.add(pass("n" + i + ".example"));
    }
    DmarcResult result = evaluate("From: ceo@victim.example\r\n", dkim, MailFromCheck.none());
    assertEquals(DmarcStatus.FAIL, result.status());
  }

  private static DkimCheck pass(String domain) {
    return new DkimCheck.Pass(DomainName.of(domain));
  }

  private static boolean isSuspicious(DmarcResult result) {
    return result instanceof DmarcResult.Failure failed && failed.reason().isSuspicious();
  }

  private static DmarcReason reason(DmarcResult result) {
    return ((DmarcResult.Failure) result).reason();
  }

  private static DmarcResult inTime(String header) {
    return assertTimeoutPreemptively(Duration.ofMinutes(1), () -> evaluate(header));
  }

  /** All that the attacker has, at once. */
  private static DmarcResult evaluate(String header) {
    List<DkimCheck> dkim = OWN.stream().map(SpoofingTest::pass).toList();
    return evaluate(header, dkim, new MailFromCheck.Pass(DomainName.of("evil.example")));
  }

  private static DmarcResult evaluate(String header, List<DkimCheck> dkim, MailFromCheck mailFrom) {
    return DmarcVerifier.of(DNS).evaluate(headers(header), dkim, mailFrom);
  }

  /** The header as the scanner finds it in a message. */
  private static Headers headers(String header) {
    Limits limits = Limits.with().headerBytes(1 << 22).headerFields(1_000_000).build();
    MessageSession<DkimReport> session = DkimVerifier.of(DNS).withLimits(limits).begin();
    session.write((header + "To: you@example.org\r\n\r\n").getBytes(ISO_8859_1));
    return session.finish().headers();
  }

  private static String signature(String domain) {
    return "DKIM-Signature: v=1; a=ed25519-sha256; s=s; h=from; bh=AAAA; b=AAAA; d="
        + domain
        + "\r\n";
  }
}
