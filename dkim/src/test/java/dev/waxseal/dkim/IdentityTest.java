package dev.waxseal.dkim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dns.Dns;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tag i= (RFC 6376 sections 2.11 and 3.5, RFC 5321 section 4.1.2, RFC 8616 section 5). */
class IdentityTest {

  private static DkimResult.Failure read(String identity) {
    String message =
        "DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=s; h=from; bh=AA==; b=AA==; i="
            + identity
            + "\r\nFrom: a@example.org\r\n\r\n";
    DkimReport report = DkimVerifier.of(Dns.zone()).verify(message.getBytes(UTF_8));
    return (DkimResult.Failure) report.results().get(0);
  }

  @Test
  void identitiesAreDecoded() {
    Map.ofEntries(
            Map.entry("@example.org", "@example.org"),
            Map.entry("joe@Example.ORG", "joe@example.org"),
            Map.entry("joe.b+x@mail.example.org", "joe.b+x@mail.example.org"),
            Map.entry("joe=40example.org", "joe@example.org"),
            Map.entry("joe=2Eb=3Dc@example.org", "joe.b=c@example.org"),
            Map.entry(" j o\r\n e @example.org", "joe@example.org"),
            Map.entry("\"a=20b=40c\"@example.org", "\"a b@c\"@example.org"),
            Map.entry("j\u00f6rg@example.org", "j\u00f6rg@example.org"),
            Map.entry("j=C3=B6rg@example.org", "j\u00f6rg@example.org"))
        .forEach(
            (text, identity) -> {
              DkimResult.Failure result = read(text);
              assertEquals(DkimReason.NO_KEY, result.reason(), text);
              assertEquals(identity, result.signature().orElseThrow().identity(), text);
            });
  }

  @Test
  void whatIsNoIdentity() {
    for (String text :
        List.of(
            "",
            "joe",
            "example.org",
            "joe@",
            "joe@org",
            "joe@.example.org",
            ".joe@example.org",
            "joe..b@example.org",
            "a@b@example.org",
            "a=40b@example.org",
            "x=3B=20dkim=3Dpass=20(@example.org", // would be a result of its own in another field
            "a=0D=0Ab@example.org",
            "a=00b@example.org",
            "a=E2=80=A8b@example.org", // a line separator
            "a=E2=80=AEb@example.org", // turns the direction of writing
            "a=FFb@example.org", // not UTF-8
            "a=xy@example.org",
            "a=@example.org",
            "\"a@example.org",
            "\"a\"b\"@example.org")) {
      assertEquals(DkimReason.SIGNATURE_SYNTAX, read(text).reason(), text);
    }
  }

  @Test
  void otherDomains() {
    for (String text : List.of("@example.com", "a@badexample.org", "@org.example")) {
      assertEquals(DkimReason.DOMAIN_MISMATCH, read(text).reason(), text);
    }
  }
}
