package cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.waxseal.cli.Main;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages of the RFCs through the whole program, as scripts meet it. */
class RfcMessagesTest {

  /** The fields that the contract of the command line names, in its order. */
  private static final List<String> CONTRACT =
      List.of(
          "result",
          "reason",
          "detail",
          "domain",
          "selector",
          "identity",
          "algorithm",
          "canonicalization",
          "keyBits",
          "signedHeaders",
          "timestamp",
          "expiration",
          "testing",
          "bodyLength");

  @Test
  void rfc6376() throws IOException {
    List<Map<String, String>> dkim = verify("rfc6376", message("rfc6376"), 0);
    assertEquals(1, dkim.size());
    assertEquals("pass", dkim.get(0).get("result"));
    assertEquals("null", dkim.get(0).get("reason"));
    assertEquals("example.com", dkim.get(0).get("domain"));
    assertEquals("brisbane", dkim.get(0).get("selector"));
    assertEquals("joe@football.example.com", dkim.get(0).get("identity"));
    assertEquals("rsa-sha256", dkim.get(0).get("algorithm"));
    assertEquals("simple/simple", dkim.get(0).get("canonicalization"));
    assertEquals("1024", dkim.get(0).get("keyBits"));
    assertEquals(
        "[received, from, to, subject, date, message-id]", dkim.get(0).get("signedHeaders"));
  }

  @Test
  void rfc8463() throws IOException {
    List<Map<String, String>> dkim = verify("rfc8463", message("rfc8463"), 0);
    assertEquals(List.of("pass", "pass"), dkim.stream().map(each -> each.get("result")).toList());
    assertEquals("ed25519-sha256", dkim.get(0).get("algorithm"));
    assertEquals("256", dkim.get(0).get("keyBits"));
    assertEquals("rsa-sha256", dkim.get(1).get("algorithm"));
    assertEquals("@football.example.com", dkim.get(1).get("identity"));
    assertEquals("1528637909", dkim.get(1).get("timestamp"));
    assertEquals("null", dkim.get(1).get("expiration"));
    assertEquals("false", dkim.get(1).get("testing"));
    assertEquals("null", dkim.get(1).get("bodyLength"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rfc6376", "rfc8463"})
  void everyFieldOfTheContractIsThere(String name) throws IOException {
    for (Map<String, String> each : verify(name, message(name), 0)) {
      assertEquals(CONTRACT, each.keySet().stream().filter(CONTRACT::contains).toList());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rfc6376, lost the game, BODY_HASH_MISMATCH, fail",
    "rfc8463, lost the game, BODY_HASH_MISMATCH, fail",
    "rfc6376, Is dinner, SIGNATURE_MISMATCH, fail",
    "rfc8463, Is dinner, SIGNATURE_MISMATCH, fail",
  })
  void aFlippedByte(String name, String at, String reason, String result) throws IOException {
    byte[] message = message(name);
    message[new String(message, ISO_8859_1).indexOf(at)] ^= 1;
    for (Map<String, String> each : verify(name, message, 1)) {
      assertEquals(result, each.get("result"));
      assertEquals(reason, each.get("reason"));
    }
  }

  private static byte[] message(String name) throws IOException {
    return Files.readAllBytes(example(name + ".eml"));
  }

  private static Path example(String name) {
    return Run.root().resolve("examples").resolve(name);
  }

  /** The entries of {@code dkim}, each value as text. */
  private static List<Map<String, String>> verify(String zone, byte[] message, int status)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] arguments = {
      "verify", "--json", "--dns-zone", example(zone + ".zone").toString(), "-"
    };
    int actual = Main.run(arguments, new ByteArrayInputStream(message), out, err);
    assertEquals("", err.toString(UTF_8));
    assertEquals(status, actual);
    return signatures(out.toString(UTF_8));
  }

  private static List<Map<String, String>> signatures(String object) throws IOException {
    List<Map<String, String>> signatures = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(object)) {
      while (!("dkim".equals(json.currentName()) && json.currentToken() == JsonToken.START_ARRAY)) {
        json.nextToken();
      }
      while (json.nextToken() == JsonToken.START_OBJECT) {
        Map<String, String> signature = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
          String name = json.currentName();
          signature.put(name, value(json));
        }
        signatures.add(signature);
      }
    }
    return signatures;
  }

  private static String value(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_ARRAY) {
      return json.getText();
    }
    List<String> elements = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      elements.add(json.getText());
    }
    return elements.toString();
  }
}
