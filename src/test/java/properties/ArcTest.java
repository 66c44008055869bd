package properties;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.arc.ArcArrival;
import dev.waxseal.arc.ArcHandover;
import dev.waxseal.arc.ArcReport;
import dev.waxseal.arc.ArcResult;
import dev.waxseal.arc.ArcSealer;
import dev.waxseal.arc.ArcSet;
import dev.waxseal.arc.ArcVerifier;
import dev.waxseal.arc.ChainStatus;
import dev.waxseal.arc.SealResult;
import dev.waxseal.authres.AuthenticationResults;
import dev.waxseal.authres.MethodResult;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.Canonicalization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import vectors.Naive;

/** Chains of ARC: what is sealed here holds here, and no byte of it can be another. */
class ArcTest {

  private static final String DOMAIN = "lists.example.org";
  private static final String MESSAGE =
      "From: a@author.example\r\nTo: b@example.org\r\nSubject: s\r\n\r\nHello\r\n";

  /** A key, and its selector. */
  private record Key(String selector, SigningKey.Generated generated) {

    ArcSealer sealer() {
      return ArcSealer.of(DOMAIN, selector, generated.key(), DOMAIN);
    }

    String zone() {
      String text = generated.key().keyRecord().orElseThrow();
      return selector + "._domainkey." + DOMAIN + ". TXT \"" + text + "\"\n";
    }
  }

  private static final Key RSA =
      new Key("rsa", SigningKey.generate(SigningAlgorithm.RSA_SHA256, 1024));
  private static final Key ED25519 =
      new Key("ed25519", SigningKey.generate(SigningAlgorithm.ED25519_SHA256));
  private static final List<Key> KEYS = List.of(RSA, ED25519);
  private static final Dns DNS = Dns.zone(RSA.zone(), ED25519.zone());
  private static final ArcVerifier VERIFIER = ArcVerifier.of(DNS);

  /** What a hop does to a message before it seals it. */
  private enum Change {
    NOTHING,
    RECEIVED,
    DKIM_SIGNATURE,
    REFOLD,
    BLANK_LINES,
    LIST_ID,
    SECOND_TO,
    SUBJECT,
    FOOTER;

    String of(String message) {
      return switch (this) {
        case NOTHING -> message;
        case RECEIVED -> "Received: from a\r\n" + message;
        case DKIM_SIGNATURE -> "DKIM-Signature: v=1; b=\r\n" + message;
        case REFOLD -> message.replace("\r\nTo: ", "\r\nTO:\r\n\t ");
        case BLANK_LINES -> message + "\r\n\r\n";
        case LIST_ID -> "List-Id: <dev>\r\n" + message;
        case SECOND_TO -> "To: c@example.org\r\n" + message;
        case SUBJECT -> message.replace("\r\nSubject: ", "\r\nSubject: [dev] ");
        case FOOTER -> message + "-- \r\nfooter\r\n";
      };
    }

    /** Whether it breaks the message signature of the hop just before. */
    boolean breaks(String arrived) {
      return switch (this) {
        case NOTHING, RECEIVED, DKIM_SIGNATURE, REFOLD, BLANK_LINES -> false;
        case LIST_ID -> ("\r\n" + arrived).contains("\r\nList-Id: "); // then there is one more
        case SECOND_TO, SUBJECT, FOOTER -> true;
      };
    }
  }

  /** The fields of three sets on a message that no hop changes, the oldest set first. */
  private static final List<String> THREE_SETS = threeSets();

  private static List<String> threeSets() {
    try {
      String message = MESSAGE;
      for (Key key : List.of(RSA, ED25519, RSA)) {
        message = seal(key, arrival(message), message);
      }
      List<String> fields = new ArrayList<>(Naive.fields(message).subList(0, 9));
      Collections.reverse(fields);
      return fields;
    } catch (SigningException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static ArcReport verify(String message) {
    return VERIFIER.verify(bytes(message));
  }

  private static String seal(Key key, ArcArrival arrival, String message) throws SigningException {
    SealResult result = key.sealer().seal(bytes(message), arrival);
    assertInstanceOf(SealResult.Sealed.class, result, message);
    StringBuilder text = new StringBuilder();
    result.fields().forEach(field -> text.append(new String(field.bytes(), ISO_8859_1)));
    return text + message;
  }

  private static ArcArrival arrival(String message) {
    return new ArcArrival(verify(message).validatedChain(), List.of());
  }

  @Provide
  Arbitrary<List<Tuple2<Key, Change>>> hops() {
    return Combinators.combine(Arbitraries.of(KEYS), Arbitraries.of(Change.class))
        .as(Tuple::of)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  /** A comment that is carried over stays a comment, whatever it holds, and the set verifies. */
  @Property(tries = 500)
  void carriedComments(
      @ForAll @StringLength(max = 900) @CharRange(from = 0, to = 0xFF) String text,
      @ForAll Canonicalization header,
      @ForAll Canonicalization body)
      throws SigningException {
    String comment = text.replaceAll("[\\r\\n\0]", "\t").replaceAll("[()\\\\]", "\\\\$0");
    String results =
        "Authentication-Results: mx.example.org;\r\n spf=pass ("
            + comment
            + ")\r\n smtp.helo=a.example\r\n";
    String message = results + MESSAGE;
    ArcSealer sealer = RSA.sealer().withCanonicalization(header, body).keepingComments();
    SealResult result = sealer.seal(bytes(message), ArcHandover.from("mx.example.org"));
    assertInstanceOf(SealResult.Sealed.class, result, message);
    String field = new String(result.fields().get(2).bytes(), ISO_8859_1);
    assertEquals(
        -1,
        field
            .replace("\r\n ", "")
            .replaceFirst("\r\n$", "")
            .replaceFirst("[\r\n\0]", "\uFFFF")
            .indexOf('\uFFFF'),
        field);
    assertTrue(field.length() < 1_500, field);
    ArcReport report =
        verify(
            result.fields().stream()
                    .map(it -> new String(it.bytes(), ISO_8859_1))
                    .collect(Collectors.joining())
                + message);
    assertInstanceOf(ArcResult.Pass.class, report.result(), field);
    AuthenticationResults.Parsed.Valid seen =
        assertInstanceOf(
            AuthenticationResults.Parsed.Valid.class, report.sets().get(0).results(), field);
    assertEquals(
        List.of("spf", "arc"),
        seen.results().results().stream().map(MethodResult::method).toList());
    assertEquals(
        Optional.of("a.example"), seen.results().results().get(0).property("smtp", "helo"));
  }

  /** RFC 8617 section 5.2 step 5: the oldest that still verifies, or 0 if all do. */
  @Property(tries = 300)
  void aChainHoldsWhateverTheHopsChangeBeforeTheySeal(
      @ForAll("hops") List<Tuple2<Key, Change>> hops) throws SigningException {
    String message = MESSAGE;
    int oldestPass = 0;
    for (int i = 1; i <= hops.size(); i++) {
      Change change = hops.get(i - 1).get2();
      ArcArrival arrival = arrival(message);
      if (i > 1 && change.breaks(message)) {
        oldestPass = i;
      }
      message = seal(hops.get(i - 1).get1(), arrival, change.of(message));
    }
    ArcReport report = verify(message);
    ArcResult.Pass pass = assertInstanceOf(ArcResult.Pass.class, report.result(), message);
    assertEquals(oldestPass, pass.oldestPass(), message);
    assertEquals(hops.size(), pass.sealers().size());
    assertEquals(
        Integer.toString(oldestPass),
        report.methodResult().property("header", "oldest-pass").orElseThrow());
  }

  /** What is changed after the last seal breaks the chain, and what is not signed does not. */
  @Property(tries = 200)
  void aChangeAfterTheLastSeal(@ForAll("hops") List<Tuple2<Key, Change>> hops, @ForAll Change last)
      throws SigningException {
    String message = MESSAGE;
    for (Tuple2<Key, Change> hop : hops) {
      message = seal(hop.get1(), arrival(message), hop.get2().of(message));
    }
    ChainStatus expected = last.breaks(message) ? ChainStatus.FAIL : ChainStatus.PASS;
    assertEquals(expected, verify(last.of(message)).result().status(), message);
  }

  @Example
  void noByteOfAChainCanBeAnother() throws SigningException {
    for (Key first : KEYS) {
      for (Key second : KEYS) {
        String one = seal(first, arrival(MESSAGE), MESSAGE);
        String two = seal(second, arrival(one), Change.SUBJECT.of(one));
        assertTrue(flipAll(two) > 1000, "bytes that matter");
      }
    }
  }

  /** Flips the lowest bit of each byte, and the one that makes the case of letters. */
  private static int flipAll(String message) {
    List<String> before = chain(message);
    int end = message.indexOf("From: ");
    int failed = 0;
    for (int at = 0; at < 2 * end; at++) {
      byte[] flipped = bytes(message);
      flipped[at / 2] ^= (byte) (at % 2 == 0 ? 1 : 0x20);
      boolean same = chain(new String(flipped, ISO_8859_1)).equals(before);
      ChainStatus status = VERIFIER.verify(flipped).result().status();
      String about = "byte " + at / 2 + " of\n" + new String(flipped, ISO_8859_1);
      if (same) {
        assertEquals(ChainStatus.PASS, status, about);
      } else {
        assertNotEquals(ChainStatus.PASS, status, about);
        failed++;
      }
    }
    return failed;
  }

  /**
   * The fields of the chain in relaxed form. Nothing signs the {@code b=} of the newest seal, which
   * is the topmost field here: it stands for its octets, and the last character of base64 may hold
   * bits that are none of theirs (RFC 4648 section 3.5).
   */
  private static List<String> chain(String message) {
    return Naive.fields(message).stream()
        .filter(field -> field.contains(":"))
        .map(Naive::relaxedField)
        .filter(field -> field.startsWith("arc-"))
        .map(field -> field.startsWith("arc-seal:i=2;") ? withOctets(field) : field)
        .toList();
  }

  private static String withOctets(String seal) {
    int signature = seal.indexOf(" b=") + 3;
    try {
      byte[] octets = Base64.getDecoder().decode(seal.substring(signature).replace(" ", ""));
      return seal.substring(0, signature) + Arrays.toString(octets);
    } catch (IllegalArgumentException e) {
      return seal; // no base64
    }
  }

  @Provide
  Arbitrary<List<Integer>> picks() {
    Arbitrary<List<Integer>> whole =
        Arbitraries.integers()
            .between(0, 3)
            .map(sets -> IntStream.range(0, 3 * sets).boxed().toList());
    Arbitrary<List<Integer>> any = Arbitraries.integers().between(0, 8).list().ofMaxSize(10);
    Arbitrary<List<Integer>> nearly =
        Arbitraries.integers()
            .between(0, 8)
            .flatMap(but -> whole.map(all -> all.stream().filter(i -> !i.equals(but)).toList()));
    return Arbitraries.oneOf(whole, any, nearly);
  }

  /** Steps 2 and 3: whole sets from 1 to N are a chain, in whatever order, and nothing else is. */
  @Property(tries = 500)
  void someFieldsOfAChain(@ForAll("picks") List<Integer> picks, @ForAll Random random) {
    List<Integer> shuffled = new ArrayList<>(picks);
    Collections.shuffle(shuffled, random);
    String header =
        shuffled.stream().map(pick -> THREE_SETS.get(pick) + "\r\n").collect(Collectors.joining());
    List<Integer> sorted = picks.stream().sorted().toList();
    boolean whole = sorted.equals(IntStream.range(0, sorted.size()).boxed().toList());
    ChainStatus expected =
        picks.isEmpty()
            ? ChainStatus.NONE
            : whole && picks.size() % 3 == 0 ? ChainStatus.PASS : ChainStatus.FAIL;
    assertEquals(expected, verify(header + MESSAGE).result().status(), header);
  }

  @Provide
  Arbitrary<String> soups() {
    Arbitrary<String> words =
        Arbitraries.of(
            "i=1",
            "i=2",
            "i=51",
            "i = 1",
            "I=1",
            "i=",
            "i=01",
            ";",
            ";;",
            " ",
            "\r\n\t",
            "=",
            "(",
            ")",
            "\\",
            "\"",
            "cv=none",
            "cv=pass",
            "cv=fail",
            "cv=PASS",
            "cv=",
            "a=rsa-sha256",
            "a=ed25519-sha256",
            "d=" + DOMAIN,
            "s=rsa",
            "s=ed25519",
            "d=\u00ff.example",
            "d=.",
            "t=1",
            "t=99999999999999",
            "x=1",
            "b=AAAA",
            "b=",
            "b=!",
            "bh=AAAA",
            "h=From",
            "h=ARC-Seal:From",
            "h=",
            "c=relaxed/relaxed",
            "c=simple",
            "l=1",
            "q=dns/txt",
            DOMAIN + "; dkim=pass",
            "arc=pass",
            "\0",
            "\r",
            "\u00ff");
    Arbitrary<String> values =
        words.list().ofMaxSize(14).map(each -> String.join(";", each)).map(v -> v + ";");
    Arbitrary<String> plain = words.list().ofMaxSize(14).map(each -> String.join("", each));
    Arbitrary<String> names =
        Arbitraries.of(
            "ARC-Seal",
            "ARC-Message-Signature",
            "ARC-Authentication-Results",
            "arc-seal ",
            "Authentication-Results");
    return Combinators.combine(names, Arbitraries.oneOf(values, plain))
        .as((name, value) -> name + ": " + value + "\r\n")
        .list()
        .ofMaxSize(12)
        .map(fields -> String.join("", fields));
  }

  @Property(tries = 2000)
  void soupsComeToAResult(@ForAll("soups") String soup) {
    ArcReport report = verify(soup + MESSAGE);
    assertNotEquals(ChainStatus.PASS, report.result().status());
    assertTrue(report.sets().size() <= 50);
    report.sets().forEach(ArcSet::results);
    if (report.result() instanceof ArcResult.Failure fail) {
      assertTrue(fail.detail().matches("[ -~]+"), fail.detail());
    }
  }

  /** Two things that are wrong with the mail are told; anything else is a seal, or none. */
  @Property(tries = 1000)
  void soupsAreSealedOrNot(@ForAll("soups") String soup) {
    String message = soup.replaceAll("\r(?!\n)|\0", "") + MESSAGE;
    ArcHandover handover = ArcHandover.from(DOMAIN).withOwnSealers(DNS, DOMAIN);
    for (Key key : KEYS) {
      try {
        SealResult judged = key.sealer().seal(bytes(message), arrival(message));
        SealResult carried = key.sealer().seal(bytes(message), handover);
        for (SealResult result : List.of(judged, carried)) {
          if (result instanceof SealResult.Sealed sealed) {
            assertNotEquals(ChainStatus.PASS, sealed.status(), message);
          }
        }
      } catch (SigningException e) {
        throw new AssertionError(message, e);
      }
    }
  }
}
