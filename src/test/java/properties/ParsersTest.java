package properties;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.DkimExplanation;
import dev.waxseal.dkim.DkimReport;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.Headers;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whatever a stranger sends: every parser comes to a result, in time linear in the input. */
class ParsersTest {

  /** Far beyond what linear work takes, far below what quadratic work on a megabyte would. */
  private static final long SECONDS = 60;

  private static final int MEGABYTE = 1_000_000;

  private static final DkimVerifier VERIFIER =
      DkimVerifier.of(Dns.zone("s._domainkey.example.org. TXT \"v=DKIM1; p=\""));

  @Provide
  Arbitrary<String> tagLists() {
    return Arbitraries.of(
            "v=1",
            "a=rsa-sha256",
            "d=example.org",
            "s=s",
            "h=from",
            "bh=AAAA",
            "b=AAAA",
            "i=@",
            "i=a=3Db@example.org",
            "i==",
            "l=1",
            "t=1",
            "x=2",
            "q=dns/txt",
            "c=",
            "p=",
            "k=rsa",
            ";",
            ";",
            ";",
            " ",
            "=",
            "\r\n ",
            "\r\n",
            "\0",
            "\u00ff",
            "\u00c3\u00bc",
            ":",
            "@",
            ".")
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 5000)
  void signaturesComeToAResult(@ForAll("tagLists") String list) {
    byte[] message = ("DKIM-Signature: " + list + "\r\nFrom: a\r\n\r\n").getBytes(ISO_8859_1);
    for (DkimResult result : VERIFIER.verify(message).results()) {
      DkimResult.Failure failure = assertInstanceOf(DkimResult.Failure.class, result);
      assertTrue(failure.detail().chars().allMatch(c -> c >= ' ' && c < 0x7F), failure.detail());
    }
  }

  @Property(tries = 5000)
  void keyRecordsComeToAResult(@ForAll("tagLists") String list) {
    DkimExplanation.Key key = DkimExplanation.Key.of(list);
    assertTrue(key.keyRecord().isPresent() || !key.isUsable());
  }

  @Property(tries = 3000)
  void anyTextIsANameOrNot(@ForAll String text) {
    Optional<DomainName> name = DomainName.parse(text);
    name.ifPresent(found -> assertEquals(name, DomainName.parse(found.toString())));
  }

  @Property(tries = 1000)
  void anyBytesComeToAReport(@ForAll byte[] bytes) {
    assertEquals(List.of(), VERIFIER.verify(bytes).results());
  }

  @Test
  void megabytesOfOneThing() {
    for (String part : List.of(";", " ", "\r\n ", "a=b;", "h=from:", ":", "=", "b", "\t\r\n\t")) {
      inTime(part, () -> signature(part.repeat(MEGABYTE / part.length())));
    }
    String names = "v=1;a=rsa-sha256;d=example.org;s=s;bh=AAAA;b=AAAA;h=from";
    inTime("h=", () -> signature(names + ":x".repeat(400_000)));
    inTime("b=", () -> signature(names + ";b=" + "A\r\n ".repeat(200_000)));
  }

  @Test
  void megabytesOfKeyRecord() {
    for (String part : List.of(";", " ", "p", "k=rsa;", "A")) {
      String text = "p=" + part.repeat(MEGABYTE / part.length());
      assertTimeoutPreemptively(ofSeconds(SECONDS), () -> DkimExplanation.Key.of(text), part);
    }
  }

  @Test
  void aMillionHeaderFields() {
    DkimReport report = inTime("fields", () -> VERIFIER.verify(bytes("a:\r\n".repeat(200_000))));
    assertEquals(Optional.of(Headers.Overflow.TOO_MANY_FIELDS), report.overflow());
    report = inTime("bytes", () -> VERIFIER.verify(bytes("a: b\r\n".repeat(MEGABYTE))));
    assertEquals(Optional.of(Headers.Overflow.TOO_MANY_BYTES), report.overflow());
  }

  private static DkimReport signature(String list) {
    return VERIFIER.verify(bytes("DKIM-Signature: " + list + "\r\nFrom: a\r\n\r\n"));
  }

  private static DkimReport inTime(String about, Supplier<DkimReport> work) {
    return assertTimeoutPreemptively(ofSeconds(SECONDS), work::get, about);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
