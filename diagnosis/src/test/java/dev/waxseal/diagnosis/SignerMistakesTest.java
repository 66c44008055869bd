package dev.waxseal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.dns.Dns;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signers that hash a header otherwise than RFC 6376 section 3.7 says. Nothing was changed. */
class SignerMistakesTest {

  private static final KeyPair RSA = pair("RSA");
  private static final KeyPair ED25519 = pair("Ed25519");

  private static final String BODY = "How are you?\r\n";

  private static final List<String> FIELDS =
      List.of(
          "From: Ann <ann@author.example>",
          "Comments: one",
          "Comments: two",
          "Subject: Hello  you ",
          "List-Unsubscribe:\r\n <mailto:x@author.example>");

  /** The relaxed form in the order of {@code h=}. */
  private static final List<String> RELAXED =
      List.of(
          "from:Ann <ann@author.example>",
          "comments:two",
          "comments:one",
          "list-unsubscribe:<mailto:x@author.example>",
          "subject:Hello you");

  private static final List<String> SIMPLE =
      List.of(FIELDS.get(0), FIELDS.get(2), FIELDS.get(1), FIELDS.get(4), FIELDS.get(3));

  private static final String OWN = "dkim-signature:" + value("relaxed");

  /** The text that a signer hashed, and words of the sentence about it. */
  private record Mistake(String form, String text, String words) {

    @Override
    public String toString() {
      return words;
    }
  }

  static Stream<Mistake> mistakes() {
    return Stream.of(
        relaxed(lines(SIMPLE) + "DKIM-Signature: " + value("relaxed"), "form simple and wrote rel"),
        new Mistake(
            "simple",
            lines(RELAXED) + "dkim-signature:" + value("simple"),
            "form relaxed and wrote simple"),
        relaxed(
            lines(RELAXED).replace("ribe:<", "ribe: <") + OWN,
            "kept a space after the colon of list-unsubscribe, whose value"),
        relaxed(
            (lines(RELAXED) + OWN).replaceAll("(?m)^([a-z-]+):", "$1: "),
            "after the colon of each field"),
        relaxed(lines(RELAXED).replace("you\r", "you \r") + OWN, "the space at the ends of values"),
        relaxed(
            lines(RELAXED)
                    .replace("from", "From")
                    .replace("comments", "Comments")
                    .replace("subject", "Subject")
                    .replace("list-unsubscribe", "List-Unsubscribe")
                + OWN.replace("dkim-signature", "DKIM-Signature"),
            "names of fields in lower case"),
        relaxed(lines(RELAXED).replace("Hello you", "Hello  you") + OWN, "not reduce the white"),
        relaxed(lines(RELAXED) + OWN + "\r\n", "a line end after its own field"),
        relaxed(
            lines(RELAXED).replace("two", "2").replace("one", "two").replace("2", "one") + OWN,
            "the fields Comments changed places, or the signer took them from the top down"),
        relaxed(
            lines(RELAXED) + "cc:\r\nfrom:\r\n" + OWN,
            "empty fields that h= names were removed (from, cc), or the signer hashed absent fields"),
        relaxed((lines(RELAXED) + OWN).replace("\r\n", "\n"), "lines that end in LF, not CRLF"),
        relaxed(
            lines(RELAXED) + RELAXED.get(0) + "\r\n" + OWN,
            "another from like the one here was removed, or the signer hashed a field again"),
        relaxed(
            lines(List.of(RELAXED.get(0), RELAXED.get(2), RELAXED.get(1)))
                + lines(List.of(RELAXED.get(4), RELAXED.get(3)))
                + OWN,
            "in the order of the message"),
        relaxed(
            lines(List.of(RELAXED.get(3), RELAXED.get(4)))
                + lines(List.of(RELAXED.get(1), RELAXED.get(2), RELAXED.get(0)))
                + OWN,
            "from the bottom up"),
        relaxed(
            lines(RELAXED) + OWN + ";",
            "the semicolon after b= was removed, or the signer hashed one"),
        relaxed(lines(RELAXED) + OWN.replace(" b=", ""), "without the tag b="),
        relaxed(lines(RELAXED), "left its own field out of the hash"),
        relaxed(
            lines(SIMPLE) + "DKIM-Signature: " + value("relaxed") + "\r\n",
            "form simple and wrote relaxed, and hashed a line end"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void named(Mistake mistake) {
    for (KeyPair key : List.of(RSA, ED25519)) {
      byte[] signed =
          key == RSA
              ? sign("SHA256withRSA", RSA, octets(mistake.text()))
              : sign("Ed25519", ED25519, digest(ofEd25519(mistake.text())));
      check(diagnosis(key, mistake.form(), signed), mistake.words());
    }
  }

  @ParameterizedTest
  @MethodSource("hashes")
  void namedByItsHash(byte[] signed, KeyPair key, String words) {
    check(diagnosis(key, "relaxed", signed), words);
  }

  static Stream<Arguments> hashes() {
    String text = lines(RELAXED) + OWN;
    byte[] md5 = digest("MD5", text);
    return Stream.of(
        arguments(sign("SHA1withRSA", RSA, octets(text)), RSA, "a hash by SHA-1, and a= names"),
        arguments(sign("SHA512withRSA", RSA, octets(text)), RSA, "a hash by SHA-512, and a= n"),
        arguments(sign("NONEwithRSA", RSA, digest(text)), RSA, "without the name"),
        arguments(
            sign("NONEwithRSA", RSA, md5),
            RSA,
            "16 octets, the length of a hash, without the name"),
        arguments(
            named("302d300906052b0e03021a05000420", digest(text)), RSA, "not that of SHA-256"),
        arguments(
            named("3031300d060960864801650304020305000420", digest(text)),
            RSA,
            "32 octets, the length of a hash, in a DigestInfo that is not that"),
        arguments(
            named("3020300c06082a864886f70d020405000410", md5),
            RSA,
            "16 octets, the length of a hash, in a DigestInfo that is not that"),
        arguments(sign("MD5withRSA", RSA, octets(text)), RSA, "a hash by MD5, and a= names"),
        arguments(named("302f300b06096086480165030402010420", digest(text)), RSA, "lacks the NULL"),
        arguments(sign("SHA256withRSA", RSA, digest(text)), RSA, "hash of the hash"),
        arguments(
            sign("Ed25519", ED25519, octets(ofEd25519(text))), ED25519, "itself, not its SHA-256"));
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 32, 222})
  void paddedByPss(int salt) throws GeneralSecurityException {
    check(diagnosis(RSA, "relaxed", byPss(salt, lines(RELAXED) + OWN)), "RSASSA-PSS");
    Diagnosis.Signature other = diagnosis(RSA, "relaxed", byPss(salt, "another header"));
    assertEquals(List.of(), other.changes());
    assertEquals(Diagnosis.Outcome.UNDECIDED, other.header().outcome());
  }

  private static byte[] byPss(int salt, String text) throws GeneralSecurityException {
    Signature signer = Signature.getInstance("RSASSA-PSS");
    signer.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, salt, 1));
    signer.initSign(RSA.getPrivate());
    signer.update(octets(text));
    return signer.sign();
  }

  /** A signature of a hash behind a DigestInfo in hexadecimal digits. */
  private static byte[] named(String digits, byte[] hash) {
    byte[] info = HexFormat.of().parseHex(digits);
    byte[] named = Arrays.copyOf(info, info.length + hash.length);
    System.arraycopy(hash, 0, named, info.length, hash.length);
    return sign("NONEwithRSA", RSA, named);
  }

  @Test
  void notAHash() {
    Diagnosis.Signature diagnosis =
        diagnosis(RSA, "relaxed", sign("NONEwithRSA", RSA, octets("not a hash")));
    assertEquals(List.of(), diagnosis.changes());
    assertEquals(
        List.of(
            "the key in DNS made this signature, and what it signed is not a hash in a DigestInfo"
                + " (RFC 8017 section 9.2)"),
        diagnosis.facts().stream()
            .filter(fact -> fact.kind() == Fact.Kind.KEY_SIGNED)
            .map(Fact::sentence)
            .toList());
  }

  private static Arguments arguments(Object... all) {
    return Arguments.of(all);
  }

  private static void check(Diagnosis.Signature diagnosis, String words) {
    assertTrue(diagnosis.isExplained(), () -> words + ": " + diagnosis);
    List<Change> changes = diagnosis.changes();
    assertEquals(1, changes.size());
    assertEquals(
        words.contains("or the signer")
            ? Change.Kind.CHANGED_OR_SIGNED_OTHERWISE
            : Change.Kind.SIGNED_IN_ANOTHER_FORM,
        changes.get(0).kind());
    assertTrue(changes.get(0).sentence().contains(words), changes.get(0).sentence());
    assertEquals(List.of(), diagnosis.facts());
  }

  private static Diagnosis.Signature diagnosis(KeyPair key, String form, byte[] signature) {
    String field =
        "DKIM-Signature: " + value(form) + Base64.getEncoder().encodeToString(signature) + "\r\n";
    byte[] encoded = key.getPublic().getEncoded();
    String record =
        key == RSA
            ? "v=DKIM1; p=" + Base64.getEncoder().encodeToString(encoded)
            : "v=DKIM1; k=ed25519; p="
                + Base64.getEncoder()
                    .encodeToString(
                        Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    String message = field + lines(FIELDS) + "\r\n" + BODY;
    return Signed.diagnosis(
            key == RSA ? message : ofEd25519(message), Dns.zone(Signed.keyLine(record)))
        .signatures()
        .get(0);
  }

  private static String ofEd25519(String text) {
    return text.replace("a=rsa-sha256", "a=ed25519-sha256");
  }

  private static Mistake relaxed(String text, String words) {
    return new Mistake("relaxed", text, words);
  }

  private static String value(String form) {
    return "v=1; a=rsa-sha256; c="
        + form
        + "/relaxed; d=author.example; s=s1; h=from:comments:comments:list-unsubscribe:subject:cc:"
        + "from; bh="
        + Base64.getEncoder().encodeToString(digest(BODY))
        + "; b=";
  }

  private static String lines(List<String> lines) {
    return String.join("\r\n", lines) + "\r\n";
  }

  private static byte[] octets(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static byte[] digest(String text) {
    return digest("SHA-256", text);
  }

  private static byte[] digest(String algorithm, String text) {
    try {
      return MessageDigest.getInstance(algorithm).digest(octets(text));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] sign(String algorithm, KeyPair key, byte[] octets) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key.getPrivate());
      signature.update(octets);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyPair pair(String algorithm) {
    try {
      return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
