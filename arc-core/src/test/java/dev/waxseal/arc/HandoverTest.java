package dev.waxseal.arc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.arc.ArcHandover.Checked;
import dev.waxseal.arc.ArcHandover.Refusal;
import dev.waxseal.authres.AuthenticationResults;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.Limits;
import dev.waxseal.pass.MessageSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The checked handover: what an attacker may bring to the list server's port, and what the MX
 * brings.
 */
class HandoverTest {

  private static final String MX = "mx.example.org";
  private static final String LIST = "lists.example.org";
  private static final Duration WEEK = Duration.ofDays(7);

  /** The key of the MX, and of nobody else. */
  private static final Dns KEYS = zone(MX, "s", Post.key(MX));

  private static Dns zone(String domain, String selector, SigningKey key) {
    return Dns.zone(line(domain, selector, key));
  }

  private static String line(String domain, String selector, SigningKey key) {
    String record = key.keyRecord().orElseThrow();
    return selector + "._domainkey." + domain + ". TXT \"" + record + "\"";
  }

  private static Checked check(Dns keys, Instant now, Duration maxAge, String message) {
    ArcVerifier verifier = ArcVerifier.of(keys).withClock(() -> now);
    MessageSession<Checked> session = verifier.beginHandover(maxAge, MX);
    session.write(message.getBytes(ISO_8859_1));
    return session.finish();
  }

  private static Checked check(String message) {
    return check(KEYS, Post.NOW, WEEK, message);
  }

  private static Refusal refusal(String message) {
    Checked checked = check(message);
    assertEquals(List.of(), checked.results());
    assertEquals(Optional.empty(), checked.sealer());
    return checked.refusal().orElseThrow();
  }

  private static String words(Checked checked) {
    return checked.results().stream()
        .map(result -> result.method() + "=" + result.result())
        .collect(Collectors.joining(" "));
  }

  /** A post as the MX hands it over, with what it found of it. */
  private static String sealedByMx(String results, String message) throws SigningException {
    AuthenticationResults found =
        ((AuthenticationResults.Parsed.Valid) AuthenticationResults.parse(MX + "; " + results))
            .results();
    ArcArrival arrival = new ArcArrival(Post.verify(message).validatedChain(), found.results());
    return Post.with(Post.sealer(MX).seal(message.getBytes(ISO_8859_1), arrival), message);
  }

  private static String good() throws SigningException {
    return sealedByMx("dkim=pass header.d=author.example; dmarc=pass", Post.MESSAGE);
  }

  private static String body(String message) {
    return message.substring(message.indexOf("\r\n\r\n"));
  }

  private static String header(String message) {
    return message.substring(0, message.indexOf("\r\n\r\n"));
  }

  private static String set(String message) {
    return message.substring(0, message.indexOf("From: "));
  }

  private static String fields(String message, String... names) {
    return set(message)
        .lines()
        .collect(Collectors.joining("\r\n"))
        .transform(text -> List.of(text.split("\r\n(?! )")))
        .stream()
        .filter(field -> List.of(names).contains(field.substring(0, field.indexOf(':'))))
        .map(field -> field + "\r\n")
        .collect(Collectors.joining());
  }

  @Test
  void whatTheMxFoundIsHandedOver() throws SigningException {
    Checked checked = check(good());
    assertEquals(Optional.empty(), checked.refusal());
    assertEquals("", checked.detail());
    assertEquals(MX, checked.sealer().orElseThrow().toString());
    assertEquals("dkim=pass dmarc=pass arc=pass", words(checked));
  }

  /** The same message twice is what the MX has judged each time; so it is with a new recipient. */
  @Test
  void theSameMessageTwice() throws SigningException {
    String message = good();
    assertEquals(check(message), check(message));
    assertEquals(check(message), check("Received: from replay by lists\r\n" + message));
  }

  @Test
  void noSet() {
    assertEquals(Refusal.NO_SEAL, refusal(Post.MESSAGE));
    assertEquals(
        Refusal.NO_SEAL,
        refusal("Authentication-Results: mx.example.org; dmarc=pass\r\n" + Post.MESSAGE));
  }

  /** An old post of the MX: its set over another text, author, or both. */
  @Test
  void theSetOverAnotherText() throws SigningException {
    String message = good();
    String other = header(message) + "\r\n\r\nPay at once.\r\n";
    assertEquals(Refusal.MESSAGE_CHANGED, refusal(other));
    assertEquals(Refusal.MESSAGE_CHANGED, refusal(message.replace("ann@author", "boss@bank")));
    assertEquals(Refusal.MESSAGE_CHANGED, refusal(message.replace("Boats", "Bills")));
    assertEquals(
        Refusal.MESSAGE_CHANGED,
        refusal(message.replace("From: Ann", "From: <boss@bank.example>\r\nFrom: Ann")));
    assertEquals(
        Refusal.MESSAGE_CHANGED, refusal(message + "-- \r\nfooter\r\n")); // as the list leaves it
  }

  /** A seal signs no text: without its message signature it is worth nothing. */
  @Test
  void theSealAlone() throws SigningException {
    String message = good();
    String two = fields(message, "ARC-Seal", "ARC-Authentication-Results");
    assertEquals(Refusal.NOT_A_CHAIN, refusal(two + Post.MESSAGE));
    String failed = two.replace("cv=none", "cv=fail");
    assertEquals(Refusal.NOT_A_CHAIN, refusal(failed + Post.MESSAGE));
    assertEquals(
        Refusal.NOT_A_CHAIN, refusal(fields(message, "ARC-Message-Signature") + Post.MESSAGE));
  }

  /** An attacker can sign any text with a key of his own, and keep the rest of the set. */
  @Test
  void theSealOverAMessageSignatureOfAnother() throws SigningException {
    String message = good();
    String stranger = Post.sealedBy("other.example", Post.MESSAGE);
    String mixed =
        fields(message, "ARC-Seal", "ARC-Authentication-Results")
            + fields(stranger, "ARC-Message-Signature");
    assertEquals(Refusal.SEALED_BY_ANOTHER, refusal(mixed + Post.MESSAGE));
    String renamed = mixed.replace("d=other.example", "d=" + MX);
    assertEquals(Refusal.MESSAGE_CHANGED, refusal(renamed + Post.MESSAGE));
  }

  @Test
  void theMessageSignatureUnderASealOfAnother() throws SigningException {
    String stranger = Post.sealedBy("other.example", Post.MESSAGE);
    String mixed =
        fields(stranger, "ARC-Seal")
            + fields(good(), "ARC-Message-Signature", "ARC-Authentication-Results");
    assertEquals(Refusal.SEALED_BY_ANOTHER, refusal(mixed + Post.MESSAGE));
    assertEquals(
        Refusal.SEAL_FAILED, refusal(mixed.replace("d=other.example", "d=" + MX) + Post.MESSAGE));
  }

  /** Results of a set of ours that stands below another are not those of this arrival. */
  @Test
  void theSetBelowOneOfAStranger() throws SigningException {
    String forwarded = Post.sealedBy("other.example", good());
    assertEquals(Refusal.SEALED_BY_ANOTHER, refusal(forwarded));
    assertEquals(Refusal.SEALED_BY_ANOTHER, refusal(Post.sealedBy(LIST, good())));
    assertEquals(Refusal.SEALED_BY_ANOTHER, refusal(Post.sealedBy("other.example", Post.MESSAGE)));
    String onTop = fields(Post.sealedBy("other.example", good()), "ARC-Seal");
    assertEquals(Refusal.NOT_A_CHAIN, refusal(onTop + good()));
  }

  /** A post of a list of ours that comes round by the MX, and one that came with a chain. */
  @Test
  void theSetAboveOthers() throws SigningException {
    for (String before : List.of(LIST, "other.example")) {
      String again = sealedByMx("dmarc=pass; arc=pass", Post.sealedBy(before, Post.MESSAGE));
      assertEquals("dmarc=pass arc=pass", words(check(again)));
    }
  }

  /** The seal covers the sets below it as they stand. */
  @Test
  void theSetsBelowAreThoseThatTheMxJudged() throws SigningException {
    String message = sealedByMx("arc=pass", Post.sealedBy("other.example", Post.MESSAGE));
    assertEquals(Refusal.SEAL_FAILED, refusal(message.replace("spf=pass", "spf=fail")));
  }

  /** The MX found the chain broken, and says so (RFC 8617 section 5.1.2). */
  @Test
  void aChainThatTheMxFoundBroken() throws SigningException {
    String broken = Post.sealedBy("other.example", Post.MESSAGE).replace("Boats", "Bills");
    String message = sealedByMx("dmarc=fail; arc=fail", broken);
    assertTrue(message.contains("cv=fail"), message);
    assertEquals("dmarc=fail arc=fail", words(check(message)));
    assertEquals(Refusal.MESSAGE_CHANGED, refusal(header(message) + "\r\n\r\nPay at once.\r\n"));
    assertEquals(Refusal.SEAL_FAILED, refusal(message.replace("dmarc=fail", "dmarc=pass")));
    String stranger = Post.sealedBy("other.example", broken);
    assertEquals(Refusal.SEALED_BY_ANOTHER, refusal(stranger));
  }

  @Test
  void resultsThatWereChanged() throws SigningException {
    assertEquals(Refusal.SEAL_FAILED, refusal(good().replace("dmarc=pass", "dmarc=fail")));
  }

  /** Whatever else is in the header, the set that verifies is the one that is read. */
  @Test
  void twoOfOneField() throws SigningException {
    String message = good();
    for (String name : List.of("ARC-Authentication-Results", "ARC-Message-Signature", "ARC-Seal")) {
      String second =
          fields(message, name).replace("dmarc=pass", "dmarc=pass header.from=bank.example");
      assertEquals(Refusal.NOT_A_CHAIN, refusal(second + message), name);
      assertEquals(
          Refusal.NOT_A_CHAIN, refusal(message.replace("From: ", second + "From: ")), name);
      String lower = second.replaceFirst("i=1", "i=0");
      assertEquals(Refusal.NOT_A_CHAIN, refusal(lower + message), name);
    }
    String forged = "ARC-Authentication-Results: i=2; mx.example.org; dmarc=pass\r\n";
    assertEquals(Refusal.NOT_A_CHAIN, refusal(forged + message));
  }

  @Test
  void age() throws SigningException {
    String message = good();
    Duration hour = Duration.ofHours(1);
    assertEquals(Optional.empty(), at(message, hour, hour).refusal());
    assertEquals(Optional.of(Refusal.TOO_OLD), at(message, hour.plusSeconds(1), hour).refusal());
    Duration skew = Limits.defaults().clockSkew();
    assertEquals(Optional.empty(), at(message, skew.negated(), hour).refusal());
    Checked early = at(message, skew.negated().minusSeconds(1), hour);
    assertEquals(Optional.of(Refusal.MESSAGE_CHANGED), early.refusal());
    assertTrue(early.detail().contains("future"), early.detail());
  }

  private static Checked at(String message, Duration later, Duration maxAge) {
    return check(KEYS, Post.NOW.plus(later), maxAge, message);
  }

  /** A message signature of last year under a seal of today is not one of today. */
  @Test
  void theOlderOfBothTimesCounts() throws SigningException {
    String message = good();
    long old = Post.NOW.minus(Duration.ofDays(30)).getEpochSecond();
    String time = "t=" + Post.NOW.getEpochSecond();
    String signature = fields(message, "ARC-Message-Signature");
    assertEquals(
        Refusal.TOO_OLD, refusal(message.replace(signature, signature.replace(time, "t=" + old))));
    String seal = fields(message, "ARC-Seal");
    assertEquals(Refusal.TOO_OLD, refusal(message.replace(seal, seal.replace(time, "t=" + old))));
  }

  @Test
  void aSetWithoutATime() throws SigningException {
    String message = good();
    String seal = fields(message, "ARC-Seal");
    String time = "t=" + Post.NOW.getEpochSecond();
    for (String other : List.of("", "t=", "t=-1", "t=1e3", "t=1764072000000000")) {
      String forged = message.replace(seal, seal.replace(time, other.isEmpty() ? "x=1" : other));
      assertEquals(Refusal.NO_TIME, refusal(forged), other);
    }
  }

  @Test
  void twoSelectors() throws SigningException {
    SigningKey next = SigningKey.generate(SigningAlgorithm.ED25519_SHA256).key();
    ArcSealer sealer = ArcSealer.of(MX, "next", next, MX).withClock(() -> Post.NOW);
    ArcArrival arrival = new ArcArrival(Post.verify(Post.MESSAGE).validatedChain(), List.of());
    String message =
        Post.with(sealer.seal(Post.MESSAGE.getBytes(ISO_8859_1), arrival), Post.MESSAGE);
    Dns both = Dns.zone(line(MX, "s", Post.key(MX)), line(MX, "next", next));
    assertEquals("arc=pass", words(check(both, Post.NOW, WEEK, message)));
    assertEquals("dkim=pass dmarc=pass arc=pass", words(check(both, Post.NOW, WEEK, good())));
    assertEquals(Refusal.MESSAGE_CHANGED, refusal(message));
  }

  /** A key that DNS may have, and this machine does not. */
  @Test
  void onlyTheKeysThatWereNamed() throws SigningException {
    Checked checked = check(Dns.zone(), Post.NOW, WEEK, good());
    assertEquals(Optional.of(Refusal.MESSAGE_CHANGED), checked.refusal());
    assertTrue(checked.detail().contains("s._domainkey.mx.example.org"), checked.detail());
  }

  @Test
  void resultsThatAreAmbiguousOrUnknown() throws SigningException {
    String message =
        sealedByMx(
            "spf=pass; dkim=pass header.d=a.example header.d=b.example; iprev=maybe;"
                + " dmarc=pass header.from=a.example; dmarc=fail header.from=b.example",
            Post.MESSAGE);
    assertEquals("spf=pass arc=pass", words(check(message)));
  }

  /** Nothing that was found is nothing to tell, and the chain holds all the same. */
  @Test
  void noResults() throws SigningException {
    assertEquals("arc=pass", words(check(sealedByMx("none", Post.MESSAGE))));
  }

  @Test
  void aHeaderBeyondTheLimits() throws SigningException {
    ArcVerifier small =
        ArcVerifier.of(KEYS)
            .withClock(() -> Post.NOW)
            .withLimits(Limits.with().headerBytes(200).build());
    MessageSession<Checked> session = small.beginHandover(WEEK, MX);
    session.write(good().getBytes(ISO_8859_1));
    assertEquals(Optional.of(Refusal.HEADER_TOO_LARGE), session.finish().refusal());
  }

  @Test
  void settingsThatAreNone() {
    ArcVerifier verifier = ArcVerifier.of(KEYS);
    assertThrows(IllegalArgumentException.class, () -> verifier.beginHandover(Duration.ZERO, MX));
    assertThrows(IllegalArgumentException.class, () -> verifier.beginHandover(WEEK));
    assertThrows(IllegalArgumentException.class, () -> verifier.beginHandover(WEEK, "a b"));
  }

  /**
   * Behind the check the list changes the message, which breaks the message signature, and the
   * chain goes on with the status that it had at the check.
   */
  @Test
  void theListContinuesTheChain() throws SigningException {
    String local = "handover.lists.example.org";
    String message = good();
    String told =
        new String(
            new AuthenticationResults(local, check(message).results()).field().bytes(), ISO_8859_1);
    String changed = told + message + "-- \r\nfooter\r\n";
    ArcHandover handover = ArcHandover.from(local);
    String sent =
        Post.with(Post.sealer(LIST).seal(changed.getBytes(ISO_8859_1), handover), changed);
    assertTrue(sent.contains("i=2") && sent.contains("cv=pass"), sent);
    assertTrue(Post.verify(sent).result() instanceof ArcResult.Pass, sent);
    SealResult unchecked = Post.sealer(LIST).seal(message.getBytes(ISO_8859_1), handover);
    assertEquals(SealReason.NO_RESULTS, ((SealResult.Failure) unchecked).reason());
    assertTrue(body(sent).contains("footer"));
  }
}
