package dev.waxseal.arc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.authres.ReceivedResults;
import dev.waxseal.dkim.Crypto;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The order rule of {@link ArcHandover}. Whoever gets a post of the list has seals of ours that
 * verify for ever; put over another text, they must not get that text sealed as good.
 */
class ReplayTest {

  private static final String LIST = "lists.example.org";
  private static final String PASSED = "Authentication-Results: mx.example.org; arc=pass\r\n";
  private static final String SILENT = "Authentication-Results: mx.example.org; spf=fail\r\n";
  private static final String FAILED = "Authentication-Results: mx.example.org; arc=fail\r\n";

  private final ArcHandover handover =
      ArcHandover.from("mx.example.org").withOwnSealers(Post.dns(), LIST, "mx.example.org");

  /** An old post of the list with its seal, another author and another text. */
  private static String replayed() throws SigningException {
    return Post.sealedBy(LIST, Post.MESSAGE)
        .replace("ann@author.example", "boss@bank.example")
        .replace("The boat is back.", "Pay at once.");
  }

  private ChainStatus status(String message) throws SigningException {
    SealResult result = Post.sealer(LIST).seal(message.getBytes(ISO_8859_1), handover);
    return assertInstanceOf(SealResult.Sealed.class, result).status();
  }

  private SealReason reason(String message) throws SigningException {
    SealResult result = Post.sealer(LIST).seal(message.getBytes(ISO_8859_1), handover);
    return assertInstanceOf(SealResult.Failure.class, result).reason();
  }

  private static String below(String field, String message) {
    return message.replace("From: ", field + "From: ");
  }

  @Test
  void anOldSealUnderFreshResultsIsJudgedByThem() throws SigningException {
    assertEquals(ChainStatus.FAIL, status(FAILED + replayed()));
    assertEquals(ChainStatus.FAIL, status(below(PASSED, FAILED + replayed())));
    assertEquals(SealReason.CHAIN_NOT_JUDGED, reason(SILENT + replayed()));
    assertEquals(SealReason.CHAIN_NOT_JUDGED, reason(SILENT + below(PASSED, replayed())));
  }

  /** Text from strangers may make the MX write what cannot be read; it is a word all the same. */
  @Test
  void resultsThatCannotBeReadAreTheNewest() throws SigningException {
    for (String unreadable :
        new String[] {
          "Authentication-Results: mx.example.org; dkim=pass (\r\n",
          "Authentication-Results: mx.example.org; =;\r\n",
          "Authentication-Results: mx.example.org 2; arc=fail\r\n"
        }) {
      String replayed = unreadable + below(PASSED, replayed());
      assertEquals(SealReason.CHAIN_NOT_JUDGED, reason(replayed), unreadable);
    }
  }

  /**
   * A judgement may stand in several fields, and an old message with the results of then right
   * below them: where DMARC or ARC is told again, the old judgement begins.
   */
  @Test
  void anOlderJudgementRightBelowIsNotTakenForTheNewest() throws SigningException {
    String mx = "Authentication-Results: mx.example.org; ";
    String fresh = mx + "dmarc=fail header.from=bank.example; arc=fail\r\n" + mx + "spf=fail\r\n";
    String old =
        mx
            + "dmarc=pass header.from=author.example; arc=pass\r\n"
            + mx
            + "dkim=pass header.d=author.example\r\n";
    String chain = Post.sealedBy("other.example", Post.MESSAGE);
    for (String message : new String[] {Post.MESSAGE, chain}) {
      String results = results(fresh + old + message);
      assertTrue(results.contains("dmarc=fail header.from=bank.example"), results);
      assertTrue(results.contains("spf=fail"), results);
      assertFalse(results.contains("author.example"), results);
    }
    assertEquals(ChainStatus.FAIL, status(fresh + old + chain));
    String silent = mx + "dmarc=fail header.from=bank.example\r\n";
    assertEquals(SealReason.CHAIN_NOT_JUDGED, reason(silent + old + chain));
    assertEquals(ChainStatus.PASS, status(old + fresh + chain));
  }

  /** The results that a new seal testifies to. */
  private String results(String message) throws SigningException {
    SealResult result = Post.sealer(LIST).seal(message.getBytes(ISO_8859_1), handover);
    return assertInstanceOf(SealResult.Sealed.class, result)
        .fields()
        .get(2)
        .value()
        .replaceAll("\\s+", " ");
  }

  @Test
  void whatContradictsItselfIsNotTestifiedTo() throws SigningException {
    String mx = "Authentication-Results: mx.example.org; spf=pass; ";
    for (String results :
        new String[] {
          "dmarc=pass header.from=author.example; dmarc=pass header.from=victim.example",
          "dmarc=pass header.from=author.example header.from=victim.example",
          "dkim=pass header.d=author.example header.d=victim.example",
          "dkim=tmperror header.d=victim.example"
        }) {
      String testimony = results(mx + results + "\r\n" + Post.MESSAGE);
      assertTrue(testimony.endsWith("; spf=pass; arc=none"), testimony);
    }
  }

  @Test
  void unreadableIsNotAbsent() throws SigningException {
    String unreadable = "Authentication-Results: mx.example.org; spf=pass; dmarc=pass header.from=";
    SealResult result =
        Post.sealer(LIST).seal((unreadable + "\r\n" + Post.MESSAGE).getBytes(ISO_8859_1), handover);
    SealResult.Failure unsealed = assertInstanceOf(SealResult.Failure.class, result);
    assertEquals(SealReason.RESULTS_UNREADABLE, unsealed.reason());
    assertEquals(
        "what a trusted service has said of the message cannot be read: the"
            + " Authentication-Results field of mx.example.org cannot be read at 'header.from=':"
            + " expected a value of header.from but found the end",
        unsealed.detail());
    assertEquals(SealReason.NO_RESULTS, reason(Post.MESSAGE));
  }

  /** Results that cannot be read may have been about signatures; an older word is not theirs. */
  @Test
  void whatStandsBelowUnreadableResultsVouchesForNobody() throws SigningException {
    String mx = "Authentication-Results: mx.example.org; ";
    String forged = mx + "dkim=pass header.d=bank.example\r\n";
    for (String unreadable :
        new String[] {
          mx + "dkim=fail header.i=a b@bank.example; dmarc=fail\r\n",
          mx + "dmarc=fail header.from=\r\n",
          mx + "spf=pass (\r\n"
        }) {
      assertEquals(
          SealReason.RESULTS_UNREADABLE, reason(unreadable + forged + Post.MESSAGE), unreadable);
      String above = mx + "spf=fail smtp.mailfrom=bank.example\r\n";
      String results = results(above + unreadable + forged + Post.MESSAGE);
      assertTrue(results.contains("spf=fail") && !results.contains("dkim=pass"), results);
    }
  }

  /** What makes the rule necessary: the seal is ours, and verifies over the other text. */
  @Test
  void theOldSealItselfVerifies() throws SigningException {
    assertEquals(ChainStatus.PASS, status(below(FAILED, replayed())));
  }

  @Test
  void whatTheMxFoundIsCarried() throws SigningException {
    String sealed = Post.sealedBy("other.example", Post.MESSAGE);
    String changed = sealed.replace("Boats", "[list] Boats");
    assertEquals(ChainStatus.PASS, status(PASSED + changed));
    assertEquals(ChainStatus.FAIL, status(FAILED + changed));
    assertEquals(
        ChainStatus.PASS,
        status("Authentication-Results: (us) MX.Example.ORG 1 (b); arc = pass\r\n" + changed));
    assertEquals(ChainStatus.PASS, status(SILENT + PASSED + FAILED + changed));
    assertEquals(
        ChainStatus.FAIL, status("Authentication-Results: mx.example.org; arc=none\r\n" + changed));
    assertEquals(ChainStatus.NONE, status(PASSED + Post.MESSAGE));
  }

  @Test
  void aListBehindAListContinuesTheChain() throws SigningException {
    String first = SILENT + Post.MESSAGE;
    String nested = Post.with(Post.sealer(LIST).seal(first.getBytes(ISO_8859_1), handover), first);
    assertEquals(ChainStatus.PASS, status(nested.replace("Boats", "[outer] Boats")));
  }

  @Test
  void aSealAboveTheResultsThatIsNotOurOwnBreaksIt() throws SigningException {
    assertEquals(
        SealReason.SEALED_SINCE,
        reason(below(PASSED, Post.sealedBy("other.example", Post.MESSAGE))));
    String own = below(PASSED, Post.sealedBy(LIST, Post.MESSAGE));
    assertEquals(ChainStatus.FAIL, status(own.replace("spf=pass;", "spf=none;")));
    assertEquals(ChainStatus.FAIL, status(own.replace("cv=none", "cv=pass")));
  }

  @Test
  void withoutOurOwnKeyItIsNotOurs() throws SigningException {
    String own = below(PASSED, Post.sealedBy(LIST, Post.MESSAGE));
    DomainName key = DomainName.of("s._domainkey." + LIST);
    for (Dns keys : new Dns[] {Dns.zone(), Post.dns().silent(key), Post.dns().unavailable(key)}) {
      SealResult result =
          Post.sealer(LIST)
              .withLimits(Limits.with().dnsDeadline(Duration.ofMillis(50)).build())
              .seal(
                  own.getBytes(ISO_8859_1),
                  ArcHandover.from("mx.example.org").withOwnSealers(keys, LIST));
      assertEquals(ChainStatus.FAIL, assertInstanceOf(SealResult.Sealed.class, result).status());
    }
  }

  @Test
  void ourSealIsVerifiedByTheProviderOfOurChoice() throws SigningException {
    byte[] own = below(PASSED, Post.sealedBy(LIST, Post.MESSAGE)).getBytes(ISO_8859_1);
    ArcHandover provided = handover.withCrypto(Crypto.of(new CountingProvider()));
    int before = CountingProvider.VERIFIED.get();
    SealResult result = Post.sealer(LIST).seal(own, provided);
    assertEquals(ChainStatus.PASS, assertInstanceOf(SealResult.Sealed.class, result).status());
    assertEquals(before + 1, CountingProvider.VERIFIED.get());
  }

  private static Headers headers(String message) {
    return DkimVerifier.of(Dns.zone()).verify(message.getBytes(ISO_8859_1)).headers();
  }

  private List<Integer> believed(String message) {
    return handover.believed(headers(message), Limits.defaults()).stream()
        .map(ReceivedResults.Entry::position)
        .toList();
  }

  @Test
  void theResultsOfTheNewestJudgementAreBelieved() throws SigningException {
    String old = below(PASSED, replayed()); // three fields of the set, then PASSED
    assertEquals(List.of(3), believed(old));
    assertEquals(List.of(0), believed(FAILED + old));
    assertEquals(List.of(0, 1), believed(FAILED + SILENT + old));
    assertEquals(List.of(), believed("Authentication-Results: mx.example.org; =;\r\n" + old));
    assertEquals(List.of(0, 1), believed(FAILED + SILENT + Post.MESSAGE));
    assertEquals(
        List.of(), believed("Authentication-Results: mx.example.com; none\r\n" + Post.MESSAGE));
  }

  /** What cannot be read has been said all the same: an older word must not stand for it. */
  @Test
  void anUnreadableWordIsNotReplacedByAnOlderOne() throws SigningException {
    String chain = Post.sealedBy("other.example", Post.MESSAGE);
    String mx = "Authentication-Results: mx.example.org; ";
    String old = mx + "dmarc=pass header.from=author.example; arc=pass\r\n";
    String spf = mx + "spf=pass\r\n";
    for (String unreadable :
        new String[] {
          mx + "smtp.x=a b; dmarc=fail; arc=fail\r\n",
          mx + "dmarc=fail header.from=; ARC (x) =fail\r\n",
          mx + "dmarc/1=fail header.from=; arc\r\n =fail\r\n"
        }) {
      assertEquals(List.of(), believed(unreadable + old + chain), unreadable);
      assertEquals(List.of(1), believed(unreadable + spf + old + chain), unreadable);
      assertEquals(List.of(0), believed(old + unreadable + spf + chain), unreadable);
      assertEquals(SealReason.CHAIN_NOT_JUDGED, reason(unreadable + old + chain));
    }
    String other = mx + "spf=fail smtp.mailfrom=\r\n";
    assertEquals(List.of(1), believed(other + old + chain));
    assertEquals(ChainStatus.PASS, status(other + old + chain));
  }

  /** A judgement is written at one time: of what a seal stands within, the upper part is newer. */
  @Test
  void aJudgementEndsAtTheNextSeal() throws SigningException {
    String mx = "Authentication-Results: mx.example.org; ";
    String post = Post.sealedBy(LIST, Post.MESSAGE);
    String old = below(mx + "dkim=pass header.d=author.example\r\n", post);
    String fresh = mx + "dmarc=fail header.from=bank.example; arc=pass\r\n" + old;
    assertEquals(List.of(0), believed(fresh));
    String sealed = Post.sealedBy("mx.example.org", fresh);
    assertEquals(List.of(3), believed(sealed)); // below the three fields of the set
    String results = results(sealed);
    assertTrue(results.contains("dmarc=fail header.from=bank.example"), results);
    assertFalse(results.contains("author.example"), results);
  }

  /** An unreadable word that is deleted before sealing must not make an older one the newest. */
  @Test
  void theHeaderAsItCameDecides() throws SigningException {
    String unreadable = "Authentication-Results: mx.example.org; =;\r\n";
    String old = below(PASSED, replayed());
    assertEquals(ChainStatus.PASS, status(old));
    SealingSession session = Post.sealer(LIST).begin(handover, headers(unreadable + old));
    session.write(old.getBytes(ISO_8859_1));
    SealResult result = session.finish();
    assertNotEquals(
        Optional.of(ChainStatus.PASS),
        result instanceof SealResult.Sealed sealed
            ? Optional.of(sealed.status())
            : Optional.empty());
  }
}
