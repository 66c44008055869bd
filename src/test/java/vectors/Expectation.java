package vectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.DkimReport;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.internal.HeaderHash;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.internal.BodyCanonicalizer;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a vector expects, checked against a report. */
record Expectation(Vector vector, List<String> words) {

  static List<Expectation> of(Vector vector) {
    List<Expectation> expectations = new ArrayList<>();
    for (String line : vector.all(Vector.Key.expect)) {
      expectations.add(new Expectation(vector, Vector.words(line)));
    }
    return expectations;
  }

  /** Whether it is about the verdict on a signature, and not only about canonical forms. */
  boolean isVerdict() {
    return word(0).equals("dkim");
  }

  void check(DkimReport report) {
    String about = vector.name() + ": " + String.join(" ", words);
    switch (word(0)) {
      case "dkim" -> verdict(report, about);
      case "body" ->
          assertEquals(Vector.unquoted(word(2)), body(form()).toString(ISO_8859_1), about);
      case "bodyhash" ->
          assertEquals(
              word(2),
              Base64.getEncoder().encodeToString(sha256(body(form()).toByteArray())),
              about);
      case "header" ->
          assertEquals(Vector.unquoted(word(3)), header(report, Integer.parseInt(word(2))), about);
      case "headerhash" ->
          assertEquals(word(2), headerHash(report, Integer.parseInt(word(1))), about);
      default -> throw new IllegalArgumentException(about + ": unknown expectation");
    }
  }

  private void verdict(DkimReport report, String about) {
    if (word(1).equals("none")) {
      assertEquals(List.of(), report.results(), about);
      return;
    }
    int index = Integer.parseInt(word(1));
    assertTrue(report.results().size() >= index, about + ": there are fewer signatures");
    DkimResult result = report.results().get(index - 1);
    Map<String, String> facts = facts(result);
    String actual = about + " — but it is " + result.status().word() + " " + facts;
    assertEquals(word(2), result.status().word(), actual);
    for (String each : words.subList(3, words.size())) {
      int equals = each.indexOf('=');
      String key = each.substring(0, equals);
      assertTrue(facts.containsKey(key), actual + ": nothing is known of " + key);
      assertEquals(each.substring(equals + 1), facts.get(key), actual);
    }
    if (result instanceof DkimResult.Failure) {
      assertTrue(words.stream().anyMatch(each -> each.startsWith("reason=")), about);
    }
  }

  /** All that an expectation may name, by its key. */
  private static Map<String, String> facts(DkimResult result) {
    Map<String, String> facts = new TreeMap<>();
    if (result instanceof DkimResult.Failure failure) {
      facts.put("reason", failure.reason().name());
    }
    if (result instanceof DkimResult.Pass pass) {
      facts.put("testing", String.valueOf(pass.key().isTesting()));
      facts.put("uncovered", String.join(",", pass.uncovered()));
    }
    result.signature().ifPresent(claims -> claims(claims, facts));
    result
        .keyRecord()
        .ifPresent(key -> key.keyBits().ifPresent(n -> facts.put("keyBits", String.valueOf(n))));
    return facts;
  }

  private static void claims(DkimSignature claims, Map<String, String> facts) {
    facts.put("domain", claims.domain().toString());
    facts.put("selector", claims.selector().toString());
    facts.put("identity", claims.identity());
    facts.put("algorithm", claims.algorithm());
    claims.bodyLength().ifPresent(length -> facts.put("bodyLength", String.valueOf(length)));
  }

  private Canonicalization form() {
    return Canonicalization.of(word(1)).orElseThrow();
  }

  private ByteArrayOutputStream body(Canonicalization form) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    var canonicalizer = BodyCanonicalizer.of(form, out::write);
    byte[] body = Naive.bodyOf(vector.message()).getBytes(ISO_8859_1);
    canonicalizer.write(body, 0, body.length);
    canonicalizer.finish();
    return out;
  }

  private String header(DkimReport report, int index) {
    return new String(form().header(report.headers().fields().get(index - 1)), ISO_8859_1);
  }

  private static String headerHash(DkimReport report, int index) {
    DkimResult result = report.results().get(index - 1);
    DkimSignature claims = result.signature().orElseThrow();
    return HexFormat.of()
        .formatHex(
            sha256(
                HeaderHash.input(
                    report.headers(),
                    claims.signedHeaders(),
                    result.field(),
                    claims.headerCanonicalization().orElseThrow())));
  }

  private static byte[] sha256(byte[] data) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(data);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private String word(int index) {
    return words.get(index);
  }
}
