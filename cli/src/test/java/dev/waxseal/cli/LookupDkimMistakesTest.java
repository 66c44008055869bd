package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people publish by mistake in the place of a key record (RFC 6376 section 3.6). */
class LookupDkimMistakesTest {

  private static final String NAME = "s1._domainkey.example.org";
  private static final SigningKey.Generated RSA =
      SigningKey.generate(SigningAlgorithm.RSA_SHA256, 1024);
  private static final String P = data(RSA);
  private static final String ED = data(SigningKey.generate(SigningAlgorithm.ED25519_SHA256));

  /** What stands before the octets of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410). */
  private static final String WRAPPING = "MCowBQYDK2VwAyEA";

  private final ZoneLookup zones;

  LookupDkimMistakesTest(@TempDir Path directory) {
    zones = new ZoneLookup(directory, "dkim");
  }

  private static String data(SigningKey.Generated key) {
    String text = key.key().keyRecord().orElseThrow();
    return text.substring(text.indexOf("p=") + 2);
  }

  private static String txt(String name, String text) {
    return name
        + ". TXT "
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("(.{1,200})", "\"$1\" ")
        + "\n";
  }

  private String told(String zone) {
    CliRun run = zones.in(zone, "--color=never", "s1", "example.org").ended(ExitStatus.NO);
    assertFalse(zones.in(zone, "--json", "s1", "example.org").out().isEmpty());
    return ZoneLookup.words(run);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v=DKIM1\\; k=rsa\\; p=P | backslashes; without them it holds a key of 1024 bits
          "v=DKIM1; p=P"        | stray quotation marks; without them it holds a key of 1024
          v=DKIM1; k=rsa; P     | a key without p=; with p= it holds a key of 1024 bits
          v=DKIM1; p=ED         | an Ed25519 key and no k=; with k=ed25519 it holds a key of 256 bits
          v=DKIM1; k=ed25519; p=P | p= holds an RSA key, which needs k=rsa or no k=
          v=DKIM1; k=ed25519; p=WED | k=ed25519 takes only the last 32 (RFC 8463 section 4.2): p=ED
          v=DKIM1; k=rsa; p=WED | k=ed25519 takes only the last 32 (RFC 8463 section 4.2): p=ED
          """)
  void aRecordWithAMistake(String written, String words) {
    String text = written.replace("WED", WRAPPING + ED).replaceAll("(?<==|; )P(?=$|\")", P);
    String told = told(txt(NAME, text.replaceAll("p=ED$", "p=" + ED)));
    assertTrue(told.contains(words.replaceAll("p=ED$", "p=" + ED)), told);
    assertFalse(told.contains("cut off"), told);
  }

  @Test
  void aNoBreakSpaceIsTold() {
    String told = told(txt(NAME, "v=DKIM1;@ p=" + P).replace("@", "\\194\\160"));
    assertTrue(told.contains("no-break space (octets C2 A0)"), told);
    assertTrue(told.contains("no-break spaces or other characters beyond ASCII"), told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v=DKIM1; k=ed25519; P=ED  | p= is absent; P= has what looks like a key, and p= was meant
          v=DKIM1; k=ed25519; pk=ED | p= is absent; pk= has what looks like a key, and p= was meant
          v=DKIM1; k=ed25519; n=ED@ | p= is absent: this
          v=DKIM1; k=ed25519; p=ED@ | p= is not base64: it contains a minus sign that is not '-'
          """)
  void aTagOrAnOctetIsMisspelt(String written, String words) {
    String text = written.replace("ED", ED);
    String told = told(txt(NAME, text).replace("@", "\\226\\136\\146"));
    assertTrue(told.contains(words), told);
  }

  @Test
  void aKeyAtTheDomainItself() {
    String told = told(txt("example.org", "v=DKIM1; k=ed25519; p=" + ED));
    assertTrue(told.contains("a key record at example.org; it belongs at " + NAME), told);
  }

  @Test
  void theNameMayBeAnAlias() {
    String zone =
        NAME + ". CNAME key.example.net.\n" + txt("key.example.net", "k=ed25519; p=" + ED);
    CliRun run = zones.in(zone, "--color=never", "s1", "example.org").ended(ExitStatus.OK);
    assertTrue(run.out().contains("an alias of key.example.net"), run.out());
    Json json = zones.in(zone, "--json", "s1", "example.org").json().get(0);
    assertEquals("key.example.net", json.at("alias").toString());
  }

  @Test
  void halvesInTwoRecords() {
    String whole = "v=DKIM1; k=rsa; p=" + P;
    String told = told(txt(NAME, whole.substring(120)) + txt(NAME, whole.substring(0, 120)));
    assertTrue(told.contains("the halves of one key of 1024 bits; publish them as one"), told);
  }

  @Test
  void keysOfOtherKinds() throws Exception {
    for (String algorithm : new String[] {"EC", "DSA", "RSASSA-PSS", "X25519", "Ed448"}) {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (algorithm.equals("EC")) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      } else if (algorithm.equals("DSA")) {
        generator.initialize(1024);
      }
      KeyPair pair = generator.generateKeyPair();
      for (String type : new String[] {"rsa", "ed25519"}) {
        String told =
            told(txt(NAME, "v=DKIM1; k=" + type + "; p=" + base64(pair.getPublic().getEncoded())));
        assertTrue(told.contains("p= holds an " + algorithm) || algorithm.equals("DSA"), told);
        assertTrue(told.contains(algorithm + " key; DKIM uses RSA and Ed25519"), told);
        assertFalse(told.contains("cut off"), told);
      }
      String secret = base64(pair.getPrivate().getEncoded());
      String alarm = told(txt(NAME, "v=DKIM1; p=" + secret));
      assertTrue(alarm.contains("the record holds a PRIVATE key"), alarm);
      assertFalse(alarm.contains(secret.substring(40, 60)), alarm);
    }
  }

  @Test
  void aKeyIsCutOffOnlyIfItIs() {
    for (int length = 40; length < P.length(); length++) {
      String told = told(txt(NAME, "v=DKIM1; p=" + P.substring(0, length)));
      int octets = length * 6 / 8;
      assertTrue(told.contains("it should have 162 octets and has " + octets), length + told);
    }
  }

  @Test
  void theZoneIsWrittenTwice() {
    String told = told(txt(NAME + ".example.org", "v=DKIM1; p=" + P));
    assertTrue(
        told.contains("there is a key record at " + NAME + ".example.org; it belongs at"), told);
  }

  @Test
  void anAliasLeadsNowhere() {
    String told = told(NAME + ". CNAME s1.dkim.example.net.\n");
    assertTrue(
        told.contains(NAME + " is an alias of s1.dkim.example.net, which has no TXT record"), told);
  }

  /** What verify refuses, lookup refuses (RFC 8017 section 3.1). */
  @Test
  void anUnsafeExponentIsNoUsableKey() {
    byte[] der = Base64.getDecoder().decode(P);
    der[der.length - 1] = 0; // 65537 becomes 65536
    String told = told(txt(NAME, "v=DKIM1; p=" + base64(der)));
    assertTrue(told.contains("public exponent with which anyone could sign"), told);
    assertEquals(0, der[der.length - 1]);
  }

  private static String base64(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }
}
