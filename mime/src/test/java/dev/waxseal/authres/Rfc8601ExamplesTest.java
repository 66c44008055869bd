package dev.waxseal.authres;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples of RFC 8601 appendix B; only the fields that matter here are repeated. */
class Rfc8601ExamplesTest {

  private static final MethodResult SPF_PASS =
      MethodResult.of("spf", "pass").with("smtp", "mailfrom", "example.net");

  private static Headers headers(String... fields) {
    return Headers.of(
        Stream.of(fields)
            .map(text -> text.replace("\n", "\r\n").getBytes(ISO_8859_1))
            .map(HeaderField::parse)
            .toList());
  }

  private static List<AuthenticationResults> read(Headers headers, String... ids) {
    ReceivedResults received = ReceivedResults.of(headers, AuthservIds.of(ids));
    assertEquals(List.of(), received.unusable());
    return received.entries().stream().map(ReceivedResults.Entry::results).toList();
  }

  @Test
  void b1HeaderFieldNotPresent() {
    Headers headers =
        headers(
            """
            Received: from mail-router.example.com
                          (mail-router.example.com [192.0.2.1])
                      by server.example.org (8.11.6/8.11.6)
                          with ESMTP id g1G0r1kA003489;
                      Fri, Feb 15 2002 17:19:07 -0800""",
            "From: sender@example.com",
            "Subject: here's a sample");
    assertEquals(List.of(), read(headers, "example.org"));
    assertEquals(List.of(), ReceivedResults.claiming(headers, AuthservIds.of("example.org")));
  }

  @Test
  void b2NoAuthenticationDone() {
    assertEquals(
        List.of(new AuthenticationResults("example.org", List.of())),
        read(headers("Authentication-Results: example.org 1; none"), "example.org"));
  }

  @Test
  void b3AuthenticationDone() {
    assertEquals(
        List.of(new AuthenticationResults("example.com", List.of(SPF_PASS))),
        read(
            headers(
                """
            Authentication-Results: example.com;
                      spf=pass smtp.mailfrom=example.net"""),
            "example.com"));
  }

  @Test
  void b4SeveralByOneMta() {
    Headers headers =
        headers(
            """
            Authentication-Results: example.com;
                      auth=pass (cram-md5) smtp.auth=sender@example.net;
                      spf=pass smtp.mailfrom=example.net""",
            """
            Authentication-Results: example.com; iprev=pass
                      policy.iprev=192.0.2.200""");
    MethodResult auth = MethodResult.of("auth", "pass").with("smtp", "auth", "sender@example.net");
    MethodResult iprev = MethodResult.of("iprev", "pass").with("policy", "iprev", "192.0.2.200");
    assertEquals(
        List.of(
            new AuthenticationResults("example.com", List.of(auth, SPF_PASS)),
            new AuthenticationResults("example.com", List.of(iprev))),
        read(headers, "example.com"));
    assertEquals(
        List.of(auth, SPF_PASS, iprev),
        ReceivedResults.of(headers, AuthservIds.of("example.com")).merged());
  }

  @Test
  void b5SeveralByDifferentMtas() {
    Headers headers =
        headers(
            """
            Authentication-Results: example.com;
                      dkim=pass (good signature) header.d=example.com""",
            "Received: from mail-router.example.com",
            """
            Authentication-Results: example.com;
                      auth=pass (cram-md5) smtp.auth=sender@example.com;
                      spf=fail smtp.mailfrom=example.com""");
    ReceivedResults received = ReceivedResults.of(headers, AuthservIds.of("example.com"));
    assertEquals(
        List.of(0, 2), received.entries().stream().map(ReceivedResults.Entry::position).toList());
    assertEquals(
        List.of(1, 2), received.entries().stream().map(ReceivedResults.Entry::ordinal).toList());
    assertEquals(
        List.of(
            MethodResult.of("dkim", "pass").with("header", "d", "example.com"),
            MethodResult.of("auth", "pass").with("smtp", "auth", "sender@example.com"),
            MethodResult.of("spf", "fail").with("smtp", "mailfrom", "example.com")),
        received.merged());
  }

  @Test
  void b6MultiTiered() {
    Headers headers =
        headers(
            """
            Authentication-Results: example.com;
                  dkim=pass reason="good signature"
                    header.i=@mail-router.example.net;
                  dkim=fail reason="bad signature"
                    header.i=@newyork.example.com""",
            """
            Authentication-Results: example.net;
                  dkim=pass (good signature) header.i=@newyork.example.com""");
    AuthenticationResults own =
        new AuthenticationResults(
            "example.com",
            List.of(
                MethodResult.of("dkim", "pass")
                    .withReason("good signature")
                    .with("header", "i", "@mail-router.example.net"),
                MethodResult.of("dkim", "fail")
                    .withReason("bad signature")
                    .with("header", "i", "@newyork.example.com")));
    AuthenticationResults provider =
        new AuthenticationResults(
            "example.net",
            List.of(MethodResult.of("dkim", "pass").with("header", "i", "@newyork.example.com")));
    assertEquals(List.of(own), read(headers, "example.com"));
    assertEquals(List.of(own, provider), read(headers, "example.com", "example.net"));
  }

  @Test
  void b7CommentHeavy() {
    Headers headers =
        headers(
            """
            Authentication-Results: foo.example.net (foobar) 1 (baz);
                dkim (Because I like it) / 1 (One yay) = (wait for it) fail
                  policy (A dot can go here) . (like that) expired
                  (this surprised me) = (as I wasn't expecting it) 1362471462""");
    AuthenticationResults results = read(headers, "foo.example.net").get(0);
    assertEquals("foo.example.net", results.authservId());
    assertEquals(
        Optional.of(MethodResult.of("dkim", "fail").with("policy", "expired", "1362471462")),
        results.first("DKIM"));
    assertEquals(1, results.results().size());
  }

  /** RFC 8601 section 2.4. */
  @Test
  void aPolicyResult() {
    AuthenticationResults results =
        assertInstanceOf(
                AuthenticationResults.Parsed.Valid.class,
                AuthenticationResults.parse(
                    "example.com; dkim=policy policy.dkim-rules=unsigned-subject"))
            .results();
    assertEquals(
        Optional.of("unsigned-subject"), results.results().get(0).property("policy", "dkim-rules"));
  }
}
