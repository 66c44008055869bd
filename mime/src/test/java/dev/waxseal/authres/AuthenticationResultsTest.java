package dev.waxseal.authres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.mime.HeaderField;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuthenticationResultsTest {

  private static final MethodResult SPF = MethodResult.of("spf", "pass");
  private static final MethodResult DMARC =
      MethodResult.of("dmarc", "pass").with("header", "from", "author.example");
  private static final MethodResult ARC = MethodResult.of("arc", "none");

  private static MethodResult dkim(int n) {
    return MethodResult.of("dkim", "pass")
        .with("header", "d", "author" + n + ".example")
        .with("header", "s", "selector")
        .with("header", "a", "rsa-sha256")
        .with("header", "b", "abcdefgh");
  }

  private static AuthenticationResults of(MethodResult... results) {
    return new AuthenticationResults("mx.example.org", List.of(results));
  }

  private static AuthenticationResults judgement(int signatures) {
    List<MethodResult> results =
        new ArrayList<>(
            IntStream.range(0, signatures).mapToObj(AuthenticationResultsTest::dkim).toList());
    results.addAll(List.of(SPF, DMARC, ARC));
    return new AuthenticationResults("mx.example.org", results);
  }

  /** RFC 8601 section 2.2: UTF-8. Text that is not octets is refused, not cut to octets. */
  @Test
  void charactersThatAreNotOctets() {
    String value = "mx.example.org; dkim=fail reason=\"\u20ac\"";
    assertInstanceOf(
        AuthenticationResults.Parsed.Invalid.class, AuthenticationResults.parse(value));
    String octets = HeaderField.ofUnicode(AuthenticationResults.NAME, value).value();
    AuthenticationResults.Parsed.Valid valid =
        assertInstanceOf(
            AuthenticationResults.Parsed.Valid.class, AuthenticationResults.parse(octets));
    assertEquals("\u20ac", valid.results().results().get(0).reason().orElseThrow());
  }

  @Test
  void aShortFieldIsNotDivided() {
    assertEquals(List.of(judgement(4)), judgement(4).parts(800));
    assertEquals(List.of(of()), of().parts(10));
  }

  /** All of them are there once, in parts that are short, and the first says whose judgement. */
  @Test
  void aLongFieldIsDivided() {
    for (int signatures : new int[] {8, 15, 60, 200}) {
      AuthenticationResults all = judgement(signatures);
      List<AuthenticationResults> parts = all.parts(800);
      assertTrue(parts.size() > 1, signatures + " signatures");
      List<MethodResult> told = parts.stream().flatMap(it -> it.results().stream()).toList();
      assertEquals(List.of(DMARC, ARC), told.subList(0, 2));
      assertEquals(all.results().subList(0, signatures + 1), told.subList(2, told.size()));
      for (AuthenticationResults part : parts) {
        assertEquals("mx.example.org", part.authservId());
        assertTrue(part.field().bytes().length <= 800, part.field().toString());
      }
      assertEquals(parts.get(0).results().subList(0, 2), List.of(DMARC, ARC));
    }
  }

  /** A result is never divided, however long it is. */
  @Test
  void aLongResultHasAFieldOfItsOwn() {
    MethodResult failed = MethodResult.of("dkim", "fail").withReason("because ".repeat(50));
    assertEquals(
        List.of(of(DMARC), of(failed), of(SPF), of(failed)),
        of(failed, SPF, failed, DMARC).parts(100));
  }

  @Test
  void whatContradictsItselfIsLeftOut() {
    assertEquals(of(dkim(1), dkim(2), SPF, SPF), of(dkim(1), dkim(2), SPF, SPF).unambiguous());
    assertEquals(of(SPF, DMARC, ARC), of(SPF, DMARC, ARC).unambiguous());
    MethodResult other = MethodResult.of("dmarc", "fail").with("header", "from", "other.example");
    assertEquals(of(SPF), of(DMARC, SPF, other).unambiguous());
    assertEquals(of(SPF), of(DMARC, SPF, DMARC).unambiguous());
    assertEquals(of(), of(ARC, MethodResult.of("arc", "pass")).unambiguous());
    assertEquals(of(SPF), of(SPF, DMARC.with("header", "from", "victim.example")).unambiguous());
    assertEquals(
        of(), of(SPF.with("smtp", "mailfrom", "a").with("SMTP", "MailFrom", "a")).unambiguous());
    assertEquals(of(), of(dkim(1).with("header", "d", "victim.example")).unambiguous());
    MethodResult different = DMARC.with("policy", "from", "author.example");
    assertEquals(of(different), of(different).unambiguous());
  }

  /** RFC 8601 section 2.7, RFC 8617 section 4.4, RFC 9989 section 9.2. */
  @Test
  void wordsThatMethodsKnow() {
    for (String known :
        List.of(
            "dkim=policy",
            "dkim=neutral",
            "spf=softfail",
            "dmarc=temperror",
            "arc=none",
            "iprev=permerror",
            "auth=pass",
            "x-new=tmperror",
            "compauth=bestguess")) {
      assertTrue(result(known).hasKnownWord(), known);
    }
    for (String unknown :
        List.of(
            "dkim=tmperror",
            "dkim=softfail",
            "dkim=hardfail",
            "spf=hardfail",
            "spf=tmperror",
            "dmarc=bestguesspass",
            "dmarc=policy",
            "arc=reject",
            "arc=temperror",
            "iprev=none")) {
      assertFalse(result(unknown).hasKnownWord(), unknown);
    }
  }

  private static MethodResult result(String text) {
    String[] words = text.split("=", 2);
    return MethodResult.of(words[0], words[1]);
  }
}
