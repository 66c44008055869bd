package dev.waxseal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.Canonicalization;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Facts about keys, times and lengths. */
class FactsTest {

  private static final String MESSAGE =
      "From: Ann <ann@author.example>\r\nSubject: Hello\r\n\r\nHow are you?\r\n";

  private static final String RECORD = Signed.RSA.keyRecord().orElseThrow();

  private static final Signed SIGNED = Signed.of(MESSAGE, Signed.RSA, Canonicalization.RELAXED);

  @Test
  void zoneDoubled() {
    fact(
        Signed.keyLine(RECORD).replaceFirst("author.example.", "author.example.author.example."),
        Fact.Kind.KEY_ELSEWHERE,
        "at s1._domainkey.author.example.author.example; it belongs at"
            + " s1._domainkey.author.example");
  }

  @Test
  void withoutDomainkey() {
    fact(
        Signed.keyLine(RECORD).replaceFirst("._domainkey", ""),
        Fact.Kind.KEY_ELSEWHERE,
        "at s1.author.example;");
  }

  @Test
  void selectorDoubled() {
    fact(
        "s1." + Signed.keyLine(RECORD),
        Fact.Kind.KEY_ELSEWHERE,
        "at s1.s1._domainkey.author.example;");
  }

  @Test
  void nothingElsewhere() {
    assertEquals(List.of(), diagnose("other.example. TXT \"x\"").facts());
  }

  @Test
  void strayQuotes() {
    fact(
        Signed.keyLine(RECORD).replaceFirst("p=", "p=\\\\\""),
        Fact.Kind.KEY_MENDABLE,
        "stray quotation marks; without them it holds a key of 2048 bits");
  }

  @Test
  void quotesBetweenTheHalves() {
    fact(
        Signed.keyLine(RECORD.substring(0, 200) + "\\\" \\\"" + RECORD.substring(200)),
        Fact.Kind.KEY_MENDABLE,
        "quotation marks");
  }

  @Test
  void armour() {
    fact(
        Signed.keyLine(RECORD.replace("p=", "p=-----BEGIN PUBLIC KEY-----")),
        Fact.Kind.KEY_MENDABLE,
        "the BEGIN and END lines of a key file");
  }

  /** The strings of a record in every wrong order: nothing is cut off. */
  @Test
  void stringsInTheWrongOrder() {
    String name = "s1._domainkey.author.example. TXT ";
    String first = " \"" + RECORD.substring(0, 150) + "\" ";
    String second = " \"" + RECORD.substring(150, 300) + "\" ";
    String third = " \"" + RECORD.substring(300) + "\" ";
    fact(
        name + third + first + second,
        Fact.Kind.KEY_MENDABLE,
        "wrong order; in the order 2, 3, 1 they hold a key of 2048 bits, which made this");
    fact(name + first + third + second, Fact.Kind.KEY_MENDABLE, "in the order 1, 3, 2 they hold");
    assertEquals(
        List.of(
            "the strings of the record are in the wrong order; in the order 2, 1 they hold a key of"
                + " 2048 bits"),
        KeyExaminer.unreadable(
                List.of(
                    new DnsRecord.Txt(List.of(RECORD.substring(200), RECORD.substring(0, 200)))))
            .stream()
            .map(Fact::sentence)
            .toList());
  }

  @Test
  void recordOfAnotherKind() {
    fact(
        "*._domainkey.author.example. TXT \"v=spf1 -all\"",
        Fact.Kind.OTHER_RECORD,
        "an SPF record stands at the name of the key");
  }

  @Test
  void blanksForPlus() {
    String record =
        Stream.generate(
                () ->
                    SigningKey.generate(SigningAlgorithm.RSA_SHA256, 1024)
                        .key()
                        .keyRecord()
                        .orElseThrow())
            .filter(text -> text.contains("+"))
            .findFirst()
            .orElseThrow();
    fact(
        Signed.keyLine(record.replace('+', ' ')),
        Fact.Kind.KEY_MENDABLE,
        "blanks where + stood; with + it holds a key of 1024 bits");
  }

  /** Another structure that announces more than there is: nobody knows what it was. */
  @Test
  void cutOffAndNoKey() {
    assertEquals(List.of(), diagnose(Signed.keyLine("v=DKIM1; p=MIIBIjAxMjM0NTY3")).facts());
  }

  @Test
  void emptyTags() {
    for (String text : new String[] {RECORD + ";;", RECORD + "; ;", RECORD.replace("; ", ";; ")}) {
      fact(
          Signed.keyLine(text),
          Fact.Kind.KEY_MENDABLE,
          "empty tags; without them it holds a key of 2048 bits");
    }
  }

  /** The mistake is not in the key: nothing is said about its kind. */
  @Test
  void aWholeKeyOfTheTypeIsNotAccused() {
    assertEquals(List.of(), diagnose(Signed.keyLine(RECORD + "; t=y; t=y")).facts());
  }

  @Test
  void cutOff() {
    fact(
        Signed.keyLine(RECORD.substring(0, 255)),
        Fact.Kind.KEY_CUT_OFF,
        "a string in a TXT record holds 255");
  }

  @Test
  void anotherKeySigned() {
    Diagnosis.Signature diagnosis =
        diagnose(Signed.keyLine(SigningKey.generate(SigningAlgorithm.RSA_SHA256).key()));
    assertEquals(List.of(Fact.Kind.KEY_DID_NOT_SIGN), kinds(diagnosis));
    assertEquals(Diagnosis.Outcome.UNDECIDED, diagnosis.header().outcome());
    assertEquals(Diagnosis.Outcome.INTACT, diagnosis.body().outcome());
  }

  @Test
  void inTestingAndChanged() {
    Diagnosis.Signature diagnosis =
        SIGNED.changed(body -> body + "footer\r\n", Dns.zone(Signed.keyLine(RECORD + "; t=y")));
    assertEquals(List.of(Fact.Kind.KEY_FLAGS), kinds(diagnosis));
    assertTrue(diagnosis.isExplained());
  }

  @Test
  void clocks() {
    Dns dns = Dns.zone(Signed.keyLine(RECORD));
    InstantSource behind = () -> Instant.now().minus(3, ChronoUnit.HOURS);
    byte[] message = (SIGNED.signature() + MESSAGE).getBytes(ISO_8859_1);
    InboundReport report =
        InboundAuthenticator.of("mx.example", dns).withClock(behind).authenticate(message);
    Diagnosis diagnosis = Diagnostician.of(dns).withClock(behind).diagnose(report, new byte[0]);
    String sentence = diagnosis.signatures().get(0).facts().get(0).sentence();
    assertTrue(sentence.startsWith("the clock of the signer is "), sentence);
    assertTrue(sentence.contains(" hours ahead"), sentence);
  }

  /** The octets beyond l= are shown (RFC 6376 section 8.2). */
  @Test
  void beyondTheLength() {
    Dns dns = Dns.zone(WithTags.keyLine());
    String signature =
        WithTags.signature("Ann <ann@author.example>", "Hello", "How are you?\r\n", "l=14;");
    byte[] message = (signature + MESSAGE + "Buy this\r\n").getBytes(ISO_8859_1);
    InboundReport report = InboundAuthenticator.of("mx.example", dns).authenticate(message);
    Diagnosis diagnosis =
        Diagnostician.of(dns).diagnose(report, "How are you?\r\nBuy this\r\n".getBytes(ISO_8859_1));
    assertEquals(
        List.of(
            "l= covers the first 14 octets, which are as signed; anyone can have added"
                + " the other 10, which begin with: Buy this"),
        diagnosis.signatures().get(0).facts().stream().map(Fact::sentence).toList());
  }

  @Test
  void cutBody() {
    Dns dns = Dns.zone(WithTags.keyLine());
    String signature =
        WithTags.signature("Ann <ann@author.example>", "Hello", "How are you?\r\n", "l=14;");
    UnaryOperator<String> cut = message -> message.replace("How are you?", "How");
    Diagnosis.Signature diagnosis = new Signed(signature, MESSAGE).changed(cut, dns);
    assertEquals(
        List.of("at least 9 octets at the end of the body are missing (l=)"),
        diagnosis.facts().stream().map(Fact::sentence).toList());
  }

  /** The signer counted the octets of the body wrongly: nothing is missing. */
  @Test
  void miscounted() {
    String signature =
        WithTags.signature("Ann <ann@author.example>", "Hello", "How are you?\r\n", "l=64;");
    Diagnosis.Signature diagnosis =
        new Signed(signature, MESSAGE).changed(it -> it, Dns.zone(WithTags.keyLine()));
    assertEquals(
        List.of(
            "l= counts 50 octets more than the body has, and bh= is the hash of the whole body:"
                + " nothing is missing, and l= is wrong (RFC 6376 section 3.5)"),
        diagnosis.facts().stream().map(Fact::sentence).toList());
  }

  /** A header that was saved without its body. */
  @Test
  void noBody() {
    Diagnosis.Signature diagnosis =
        SIGNED.changed(it -> it.replace("How are you?\r\n", ""), Dns.zone(Signed.keyLine(RECORD)));
    assertEquals(Diagnosis.Outcome.MISSING, diagnosis.body().outcome());
    assertEquals(Diagnosis.Outcome.INTACT, diagnosis.header().outcome());
    assertFalse(diagnosis.isExplained());
  }

  @Test
  void tooLarge() {
    Dns dns = Dns.zone(Signed.keyLine(RECORD));
    byte[] message = (SIGNED.signature() + MESSAGE + "footer\r\n").getBytes(ISO_8859_1);
    InboundReport report = InboundAuthenticator.of("mx.example", dns).authenticate(message);
    Diagnosis diagnosis =
        Diagnostician.of(dns)
            .withLimits(new Diagnostician.SearchLimits(10, 10, 1 << 20, 100, 100, 1))
            .diagnose(report, new byte[100]);
    assertEquals(Diagnosis.Outcome.NOT_SEARCHED, diagnosis.signatures().get(0).body().outcome());
  }

  /** A signer that copies what it signs into z= (RFC 6376 section 3.5). */
  @Test
  void copied() {
    String signature =
        WithTags.signature(
            "Ann <ann@author.example>", "Hello", "How are you?\r\n", "z=Subject:=20Hello;");
    Diagnosis.Signature diagnosis =
        new Signed(signature, MESSAGE)
            .changed(
                message -> message.replace("Hello", "Another subject"),
                Dns.zone(WithTags.keyLine()));
    assertEquals(
        List.of("Subject was replaced; the signature has a copy (z=)"),
        diagnosis.changes().stream().map(Change::sentence).toList());
  }

  /** A program that wrote a message again: what z= has is back, the rest was added. */
  @Test
  void copiedAndAnswersElsewhere() {
    String signature =
        WithTags.ofFields(
            WithTags.KEY,
            "sha256",
            "from:subject:reply-to:cc",
            "from:Ann <ann@author.example>\r\nsubject:Hello",
            "How are you?\r\n",
            "z=From:=20Ann=20<ann@author.example>|Subject:=20Hello;");
    Diagnosis.Signature diagnosis =
        new Signed(signature, MESSAGE)
            .changed(
                message ->
                    message
                        .replace(
                            "Subject: Hello", "Reply-To: Ann <ann@author.example>\r\nSubject: #1")
                        .replace("From: Ann <ann@author.example>", "From: Desk <d@b.example>"),
                Dns.zone(WithTags.keyLine()));
    assertEquals(
        List.of(
            "From was replaced; the signature has a copy (z=)",
            "Subject was replaced; the signature has a copy (z=)",
            "Reply-To was added; the signature has no copy of it (z=)"),
        diagnosis.changes().stream().map(Change::sentence).toList());
  }

  private static void fact(String zone, Fact.Kind kind, String words) {
    Diagnosis.Signature diagnosis = diagnose(zone);
    assertEquals(List.of(kind), kinds(diagnosis));
    String sentence = diagnosis.facts().get(0).sentence();
    assertTrue(sentence.contains(words), sentence);
  }

  private static Diagnosis.Signature diagnose(String zone) {
    return SIGNED.changed(message -> message, Dns.zone(zone));
  }

  private static List<Fact.Kind> kinds(Diagnosis.Signature diagnosis) {
    return diagnosis.facts().stream().map(Fact::kind).toList();
  }
}
