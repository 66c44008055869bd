package cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.waxseal.arc.ArcHandover;
import dev.waxseal.arc.ArcSealer;
import dev.waxseal.cli.Main;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.internal.HeaderHash;
import dev.waxseal.dkim.internal.TagField;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.internal.BodyHashes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What forgers and their victims have: domains, keys, and signers that sign anything. */
final class Forger {

  static final String BODY = "To: you@example.com\r\nSubject: Invoice\r\n\r\nPay me.\r\n";
  static final String VICTIM = "From: Boss <boss@victim.example>\r\n";
  static final String EVIL = "From: x@evil.example\r\n";

  private static final String RESULTS = "authenticationResults";

  private static final Map<String, SigningKey> KEYS =
      Map.of(
          "victim.example", SigningKey.generate(SigningAlgorithm.ED25519_SHA256).key(),
          "evil.example", SigningKey.generate(SigningAlgorithm.ED25519_SHA256).key(),
          "victim.example.evil.example", SigningKey.generate(SigningAlgorithm.ED25519_SHA256).key(),
          "lists.example", SigningKey.generate(SigningAlgorithm.ED25519_SHA256).key());

  private static final List<String> ZONE =
      List.of(
          keyLine("victim.example", "s"),
          keyLine("lists.example", "s"),
          keyLine("evil.example", "s"),
          keyLine("evil.example", "a.b"),
          // The name of the victim's key, in the attacker's own zone.
          keyLine("evil.example", "s._domainkey.victim.example"),
          keyLine("victim.example.evil.example", "s"),
          "_dmarc.victim.example. TXT \"v=DMARC1; p=reject\"",
          "_dmarc.evil.example. TXT \"v=DMARC1; p=none\"",
          "_dmarc.victim.example.evil.example. TXT \"v=DMARC1; p=none; psd=n\"",
          "victim.example. TXT \"v=spf1 ip4:192.0.2.1 -all\"",
          "evil.example. TXT \"v=spf1 ip4:198.51.100.66 -all\"",
          "victim.example.evil.example. TXT \"v=spf1 +all\"",
          "x.evil.example. TXT \"v=spf1 +all\"",
          "");

  private Forger() {}

  /**
   * A message that is not what it seems to be.
   *
   * @param about its class
   * @param message the message, one character an octet
   * @param options what else the command line is told: the SMTP client
   */
  record Forgery(String about, String message, List<String> options) {}

  /**
   * What came of it.
   *
   * @param verdict the result of DMARC, its domain, the disposition, and the type of the override
   * @param results the Authentication-Results
   * @param status the exit status
   */
  record Outcome(String verdict, String results, int status) {}

  /** A message of the victim's that the attacker has received. */
  static String genuine() {
    return signed("victim.example", "s", VICTIM + BODY);
  }

  /** Another one, of a signer that leaves the body and further From fields open. */
  static String coveringNothing() {
    return signed("victim.example", "s", List.of("From"), OptionalLong.of(0), VICTIM + BODY);
  }

  static String signedByEvil(String message) {
    return signed("evil.example", "s", message);
  }

  static String signed(String domain, String selector, String message) {
    List<String> covered = List.of("From", "From", "Subject", "Subject", "To");
    return signed(domain, selector, covered, OptionalLong.empty(), message);
  }

  /** The message with a signature on top, whatever the message is: RFC 6376 section 3.7. */
  private static String signed(
      String domain, String selector, List<String> covered, OptionalLong length, String message) {
    int end = message.indexOf("\r\n\r\n");
    Headers headers =
        Headers.of(
            Arrays.stream(message.substring(0, end).split("\r\n(?![ \t])"))
                .map(field -> HeaderField.parse(field.getBytes(ISO_8859_1)))
                .toList());
    BodyHashes.Need need = new BodyHashes.Need(Canonicalization.RELAXED, length);
    BodyHashes hashes = new BodyHashes(List.of(need));
    byte[] body = message.substring(end + 4).getBytes(ISO_8859_1);
    hashes.write(body, 0, body.length);
    hashes.finish();
    TagField field =
        new TagField("DKIM-Signature")
            .tag("v", 1)
            .tag("a", "ed25519-sha256")
            .tag("c", "relaxed/relaxed")
            .tag("d", domain)
            .tag("s", selector)
            .list("h", covered);
    length.ifPresent(octets -> field.tag("l", octets));
    field.octets("bh", hashes.hash(need).sha256());
    byte[] data = HeaderHash.input(headers, covered, field.unsigned(), Canonicalization.RELAXED);
    try {
      return text(field.signed(key(domain).sign(data))) + message;
    } catch (SigningException e) {
      throw new AssertionError(e);
    }
  }

  /** The signature on top of a message. */
  static String signature(String message) {
    return message.replaceFirst("(?s)\r\n(?![ \t]).*", "\r\n");
  }

  static String sealed(String domain, String message, String results) {
    return sealed(domain, message, results, domain);
  }

  /** The message with a set on top that says this; with that of a chain which held, if need be. */
  static String sealed(String domain, String message, String results, String authservId) {
    String arrived = "Authentication-Results: mx; " + results + "; arc=pass\r\n" + message;
    try {
      StringBuilder fields = new StringBuilder();
      ArcSealer.of(domain, "s", key(domain), authservId)
          .seal(arrived.getBytes(ISO_8859_1), ArcHandover.from("mx"))
          .fields()
          .forEach(field -> fields.append(text(field)));
      assertTrue(fields.indexOf("ARC-Seal") == 0, fields::toString);
      return fields + arrived;
    } catch (SigningException e) {
      throw new AssertionError(e);
    }
  }

  /** The message with another text in the place of one that is there. */
  static String replaced(String message, String text, String other) {
    assertTrue(message.contains(text), () -> text + " in " + message);
    return message.replace(text, other);
  }

  /** What the command line says about a message file, for one who trusts the list. */
  static Outcome judge(Forgery forgery) throws IOException {
    Outcome outcome = run(forgery);
    assertEquals(
        outcome.verdict().contains(" accept ") ? 0 : 1, outcome.status(), outcome::toString);
    return outcome;
  }

  /** What the command line says, whatever its exit status. */
  static Outcome run(Forgery forgery) throws IOException {
    Path file = Files.createTempFile("forgery", ".eml");
    Path zone = Files.createTempFile("forgery", ".zone");
    try {
      Files.write(file, forgery.message().getBytes(ISO_8859_1));
      Files.write(zone, ZONE);
      List<String> command = new ArrayList<>(List.of("verify", "--json"));
      command.addAll(List.of("--authserv-id", "mx.example.com", "--trust-sealer", "lists.example"));
      command.addAll(List.of("--dns-zone", zone.toString()));
      command.addAll(forgery.options());
      command.add(file.toString());
      return outcome(command);
    } finally {
      Files.delete(file);
      Files.delete(zone);
    }
  }

  private static Outcome outcome(List<String> command) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Main.run(command.toArray(String[]::new), new ByteArrayInputStream(new byte[0]), out, err);
    assertTrue(out.size() > 0, () -> err.toString(UTF_8));
    Map<String, String> texts = dmarcAndResults(out.toString(UTF_8));
    String verdict =
        Stream.of("result", "domain", "disposition", "type")
            .map(name -> String.valueOf(texts.get(name)))
            .reduce((a, b) -> a + " " + b)
            .orElseThrow();
    return new Outcome(verdict, String.valueOf(texts.get(RESULTS)), status);
  }

  /** The texts in the object {@code dmarc} but for its list, and the results. */
  private static Map<String, String> dmarcAndResults(String object) throws IOException {
    Map<String, String> texts = new HashMap<>();
    try (JsonParser json = new JsonFactory().createParser(object)) {
      while (!("dmarc".equals(json.currentName())
          && json.currentToken() == JsonToken.START_OBJECT)) {
        json.nextToken();
      }
      JsonToken token = json.nextToken();
      while (token != null) {
        if (token == JsonToken.START_ARRAY) {
          json.skipChildren();
        } else if (token == JsonToken.VALUE_STRING) {
          texts.put(json.currentName(), json.getText());
        }
        token = json.nextToken();
      }
    }
    return texts;
  }

  private static String keyLine(String domain, String selector) {
    String text = key(domain).keyRecord().orElseThrow();
    return selector + "._domainkey." + domain + ". TXT \"" + text + "\"";
  }

  private static SigningKey key(String domain) {
    SigningKey key = KEYS.get(domain);
    if (key == null) {
      throw new AssertionError(domain);
    }
    return key;
  }

  private static String text(HeaderField field) {
    return new String(field.bytes(), ISO_8859_1);
  }
}
