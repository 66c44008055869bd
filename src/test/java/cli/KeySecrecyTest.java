package cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.Main;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPrivateKeyUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever reads a key file, or a file that turns out to be one, says nothing of what is in it. */
class KeySecrecyTest {

  /** A run of so many octets of a key, or of its base64, is more than chance. */
  private static final int RUN = 8;

  private static final String MILTER =
      """
      [[listen]]
      socket = "inet:127.0.0.1:8892"
      role = "seal"
      [seal]
      authserv-id = "lists.example.org"
      domain = "lists.example.org"
      keys = [ { selector = "s1", file = "%s" } ]
      trusted-ids = ["mx.example.org"]
      own-sealers = [ { domain = "mx.example.org", selector = "m1", file = "%s" } ]
      %s
      """;

  private final Path folder;
  private final List<String> failures = new ArrayList<>();

  KeySecrecyTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    write(
        "good.pem", SigningKey.generate(SigningAlgorithm.ED25519_SHA256).pem().getBytes(US_ASCII));
    write("message.eml", "From: a@example.org\r\n\r\nHello.\r\n".getBytes(US_ASCII));
    write("empty.zone", new byte[0]);
  }

  private String write(String name, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file.toString();
  }

  private String milter(String key, String ownSealer, String more) throws IOException {
    return write("milter.toml", MILTER.formatted(key, ownSealer, more).getBytes(US_ASCII));
  }

  /** The private key alone, in DER. */
  private static byte[] der(String pem) {
    return Base64.getDecoder().decode(pem.replaceAll("-----[A-Z ]+-----|\\s", ""));
  }

  private static String base64(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }

  private static String lines(String base64) {
    return base64.replaceAll("(.{64})", "$1\n") + "\n";
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN %s-----\n%s-----END %s-----\n".formatted(label, lines(base64(der)), label);
  }

  private static Map<String, byte[]> shapes(byte[] pkcs8) throws Exception {
    PrivateKeyInfo info = PrivateKeyInfo.getInstance(pkcs8);
    String bare = lines(base64(pkcs8));
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("without lines", bare);
    texts.put("in one line", base64(pkcs8));
    texts.put("padding left out", base64(pkcs8).replace("=", ""));
    texts.put("first half", bare.substring(0, bare.length() / 2));
    texts.put("second half", bare.substring(bare.length() / 2));
    texts.put("begun PEM", pem("PRIVATE KEY", pkcs8).substring(0, 27 + 28 + bare.length() / 2));
    texts.put("ended PEM", bare + "-----END PRIVATE KEY-----\n");
    texts.put("JSON", "{\"key\": \"" + pem("PRIVATE KEY", pkcs8).replace("\n", "\\n") + "\"}");
    texts.put("JSON of base64", "{\"key\": \"" + base64(pkcs8) + "\"}");
    texts.put("BOM", "\uFEFF" + pem("PRIVATE KEY", pkcs8));
    texts.put("BOM without lines", "\uFEFF" + bare);
    texts.put("key record", "v=DKIM1; k=ed25519; p=" + base64(pkcs8));
    texts.put("key record without p", "v=DKIM1; " + base64(pkcs8));
    texts.put("version of a key record", "v=" + base64(pkcs8) + "; p=");
    texts.put("type in a key record", "k=" + base64(pkcs8).replaceAll("[+/=]", "") + "; p=");
    texts.put("flags of a key record", "t=y:" + base64(pkcs8) + "; p=");
    texts.put("TOML", "key = \"" + base64(pkcs8) + "\"\n");
    texts.put("damaged PEM", pem("PRIVATE KEY", pkcs8).replace("A", "!"));
    texts.put("wrong label", pem("PUBLIC KEY", pkcs8));
    Map<String, byte[]> shapes = new LinkedHashMap<>();
    texts.forEach((name, text) -> shapes.put(name, text.getBytes(UTF_8)));
    shapes.put("DER", pkcs8);
    byte[] inner = info.parsePrivateKey().toASN1Primitive().getEncoded();
    shapes.put("PKCS #1", pem("RSA PRIVATE KEY", inner).getBytes(UTF_8));
    shapes.put("PKCS #1 without lines", lines(base64(inner)).getBytes(UTF_8));
    return shapes;
  }

  private static byte[] openSsh(byte[] seed) throws IOException {
    return pem(
            "OPENSSH PRIVATE KEY",
            OpenSSHPrivateKeyUtil.encodePrivateKey(new Ed25519PrivateKeyParameters(seed)))
        .getBytes(US_ASCII);
  }

  /** Runs the command, and looks for the secrets in all that it says. */
  private void tell(List<byte[]> secrets, String shape, String... command) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int status = Main.run(command, new ByteArrayInputStream(new byte[0]), said, said);
    String text = said.toString(ISO_8859_1);
    for (byte[] secret : secrets) {
      String base64 = base64(secret);
      if (quotes(text, base64) || quotes(text, new String(secret, ISO_8859_1))) {
        failures.add(shape + ": " + String.join(" ", command) + "\n" + text);
      }
    }
    assertNotEquals(70, status, text);
    assertFalse(text.contains("internal error"), text);
  }

  /**
   * What is secret of an RSA key as its PKCS #8 and PKCS #1 have it: all behind the modulus and the
   * exponent, which stand in the key record as well.
   */
  private static List<byte[]> secrets(byte[] pkcs8) throws IOException {
    byte[] pkcs1 =
        PrivateKeyInfo.getInstance(pkcs8).parsePrivateKey().toASN1Primitive().getEncoded();
    int modulus = RSAPrivateKey.getInstance(pkcs1).getModulus().bitLength() / 8;
    List<byte[]> secrets = new ArrayList<>();
    for (byte[] der : List.of(pkcs8, pkcs1)) {
      int open = der.length - pkcs1.length + modulus + 24;
      open += 3 - open % 3; // where a group of base64 begins
      secrets.add(Arrays.copyOfRange(der, open, der.length));
    }
    return secrets;
  }

  private static boolean quotes(String text, String secret) {
    for (int i = 0; i + RUN <= secret.length(); i++) {
      if (text.contains(secret.substring(i, i + RUN))) {
        return true;
      }
    }
    return false;
  }

  /** A command, and options behind it. */
  private static String[] with(String[] options, String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(1, List.of(options));
    return arguments.toArray(String[]::new);
  }

  /** A key as it stands in a KeyTable, where it stands in it. */
  private static String bare(byte[] content) {
    return new String(content, ISO_8859_1).replaceAll("-----[A-Z ]+-----|\\s", "");
  }

  /** All that opens a file in which a key may stand. */
  private void tellEverybody(String shape, byte[] content, List<byte[]> secrets)
      throws IOException {
    String file = write("file", content);
    String empty = folder.resolve("empty.zone").toString();
    String good = milter("good.pem", "good.pem", "");
    tell(secrets, shape, "milter", "--config", file, "--check");
    tell(secrets, shape, "doctor", "--config", good, "--postconf", file, "--dns-zone", empty);
    tell(secrets, shape, "doctor", "--config", good, "--mailman", file, "--dns-zone", empty);
    tell(secrets, shape, "keygen", "--domain", "example.org", "--selector", "s", "--out", file);
    tell(secrets, shape, "lookup", "dkim", "--dns-zone", file, "s", "example.org");
    tell(secrets, shape, "import", "opendkim", file, file);
    tell(secrets, shape, "import", "opendkim", file, "refile:" + file, file);
    tell(secrets, shape, "import", "opendkim", empty, empty, file);
    String table = write("KeyTable", ("k1 a.example:s:" + bare(content)).getBytes(ISO_8859_1));
    tell(secrets, shape, "import", "opendkim", table, empty);
    tellSigners(shape, content, secrets);
    for (String toml :
        List.of(
            MILTER.formatted("file", "good.pem", ""),
            MILTER.formatted("good.pem", "file", ""),
            MILTER.formatted("good.pem", "good.pem", "[dns]\nzone = \"file\""))) {
      String configuration = write("milter.toml", toml.getBytes(US_ASCII));
      tell(secrets, shape, "milter", "--config", configuration, "--check");
      tell(secrets, shape, "doctor", "--config", configuration, "--dns-zone", empty);
    }
  }

  /** What signs with the key of a file. */
  private void tellSigners(String shape, byte[] content, List<byte[]> secrets) throws IOException {
    String file = write("file", content);
    String message = folder.resolve("message.eml").toString();
    String empty = folder.resolve("empty.zone").toString();
    String[] key = {"--domain", "example.org", "--selector", "s", "--key", file};
    tell(secrets, shape, with(key, "sign", message));
    tell(
        secrets,
        shape,
        with(key, "seal", "--authserv-id", "mx.example.org", "--dns-zone", empty, message));
    tell(secrets, shape, "milter", "--check", "--config", milter("file", "good.pem", ""));
  }

  @Test
  void nothingOfAKeyFileIsSaid() throws Exception {
    byte[] ed25519 = der(SigningKey.generate(SigningAlgorithm.ED25519_SHA256).pem());
    byte[] seed = Arrays.copyOfRange(ed25519, ed25519.length - 32, ed25519.length);
    tellEverybody("seed", base64(seed).getBytes(US_ASCII), List.of(seed));
    byte[] pair = Arrays.copyOf(seed, 64);
    byte[] publicKey = new Ed25519PrivateKeyParameters(seed).generatePublicKey().getEncoded();
    System.arraycopy(publicKey, 0, pair, 32, 32);
    tellEverybody("seed and public key", base64(pair).getBytes(US_ASCII), List.of(seed));
    pair[63] ^= 1;
    tellSigners("seed and other key", base64(pair).getBytes(US_ASCII), List.of(seed, pair));
    for (Map.Entry<String, byte[]> shape : shapes(ed25519).entrySet()) {
      tellEverybody("Ed25519, " + shape.getKey(), shape.getValue(), List.of(ed25519));
    }
    tellEverybody("OpenSSH", openSsh(seed), List.of(seed, openSsh(seed)));
    byte[] rsa = der(SigningKey.generate(SigningAlgorithm.RSA_SHA256).pem());
    for (Map.Entry<String, byte[]> shape : shapes(rsa).entrySet()) {
      tellEverybody("RSA, " + shape.getKey(), shape.getValue(), secrets(rsa));
    }
    assertTrue(failures.isEmpty(), String.join("\n", failures));
  }

  /** A record with a private key in it, in the ways that it may come to stand in DNS. */
  @Test
  void aPublishedPrivateKeyIsAnAlarmThatDoesNotShowIt() throws Exception {
    String signed = "examples/rfc8463.eml";
    byte[] message = Files.readAllBytes(Run.root().resolve(signed));
    String eml = write("signed.eml", message);
    byte[] ed25519 = der(SigningKey.generate(SigningAlgorithm.ED25519_SHA256).pem());
    byte[] rsa = der(SigningKey.generate(SigningAlgorithm.RSA_SHA256, 1024).pem());
    for (byte[] key : List.of(ed25519, rsa)) {
      for (String record :
          List.of(
              "v=DKIM1; k=rsa; p=" + base64(key),
              "v=DKIM1; k=ed25519; p=" + base64(key),
              "v=DKIM1; p=" + base64(pem("PRIVATE KEY", key).getBytes(US_ASCII)),
              base64(key),
              "v=DKIM1; n=" + base64(key) + "; p=",
              "-----BEGIN PRIVATE KEY-----" + base64(key))) {
        String txt = record.replaceAll("(.{1,200})", "\"$1\" ");
        String zone =
            write(
                "private.zone",
                ("brisbane._domainkey.football.example.com. TXT ( "
                        + txt
                        + ")\ntest._domainkey.football.example.com. TXT ( "
                        + txt
                        + ")\n")
                    .getBytes(US_ASCII));
        String domain = "football.example.com";
        for (String[] command :
            new String[][] {
              {"lookup", "dkim", "--dns-zone", zone, "test", domain},
              {"lookup", "dkim", "--json", "--dns-zone", zone, "test", domain},
              {"verify", "--dns-zone", zone, eml},
              {"verify", "--json", "--dns-zone", zone, eml},
              {"verify", "--dns-zone", zone, "--html", folder.resolve("p.html").toString(), eml}
            }) {
          tell(List.of(key, base64(key).getBytes(US_ASCII)), record.substring(0, 9), command);
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          int status = Main.run(command, new ByteArrayInputStream(new byte[0]), out, out);
          assertEquals(1, status, out.toString(UTF_8));
          boolean page = Arrays.asList(command).contains("--html");
          String said = page ? Files.readString(folder.resolve("p.html")) : out.toString(UTF_8);
          assertTrue(said.replaceAll("\\s+", " ").contains("private key"), said);
          assertFalse(quotes(said, base64(key)), said);
          Files.deleteIfExists(folder.resolve("p.html"));
        }
      }
    }
    assertTrue(failures.isEmpty(), String.join("\n", failures));
  }
}
