package dev.waxseal.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.Canonicalization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each finding has advice, or a reason why it has none. */
class AdviceTest {

  private static final Map<Fact.Kind, String> FACTS_WITHOUT =
      Map.of(
          Fact.Kind.KEY_SIGNED,
          "that the key is right needs nothing to be done",
          Fact.Kind.KEY_CANNOT_TELL,
          "nothing is known that could be mended",
          Fact.Kind.FIELDS_ABSENT,
          "to name absent fields in h= is right (RFC 6376 section 5.4.2)",
          Fact.Kind.TIME,
          "the reason has the advice",
          Fact.Kind.SEEN_BY_HOP,
          "the change has the advice",
          Fact.Kind.APART_FROM_FLAW,
          "the reason has the advice",
          Fact.Kind.UNCHANGED_SINCE,
          "it says where not to look",
          Fact.Kind.CHANGED_BETWEEN,
          "the change has the advice");

  private static final Map<DkimReason, String> REASONS_WITHOUT =
      Map.of(
          DkimReason.TOO_MANY_SIGNATURES, "a limit of the verifier",
          DkimReason.BODY_HASH_MISMATCH, "the changes have the advice, or the open part",
          DkimReason.SIGNATURE_MISMATCH, "the changes have the advice, or the open part");

  @Test
  void everyChange() {
    for (Change.Kind kind : Change.Kind.values()) {
      assertFalse(AdviceTable.of(kind).isEmpty(), kind::name);
    }
  }

  @Test
  void everyFact() {
    assertEquals(
        FACTS_WITHOUT.keySet(),
        Stream.of(Fact.Kind.values())
            .filter(kind -> AdviceTable.of(kind).isEmpty())
            .collect(Collectors.toSet()));
  }

  @Test
  void everyReason() {
    assertEquals(
        REASONS_WITHOUT.keySet(),
        Stream.of(DkimReason.values())
            .filter(reason -> AdviceTable.of(reason).isEmpty())
            .collect(Collectors.toSet()));
  }

  /** One line each, printable; nothing that weakens a signature or a policy. */
  @Test
  void plain() {
    List<Advice> all = new ArrayList<>(AdviceTable.ofUnexplained());
    Stream.of(Change.Kind.values()).forEach(kind -> all.addAll(AdviceTable.of(kind)));
    Stream.of(Fact.Kind.values()).forEach(kind -> all.addAll(AdviceTable.of(kind)));
    Stream.of(DkimReason.values()).forEach(reason -> all.addAll(AdviceTable.of(reason)));
    for (Advice advice : Set.copyOf(all)) {
      String sentence = advice.sentence();
      assertTrue(sentence.matches("[a-z][ -~]{10,170}[^.]"), sentence);
      assertFalse(sentence.contains("l=") && !sentence.contains("without l="), sentence);
      assertFalse(sentence.contains("p=none"), sentence);
    }
  }

  @Test
  void eachOnceWithTheNameOfTheKey() {
    Signed signed = Signed.of(HeaderWays.MESSAGE, Signed.RSA, Canonicalization.RELAXED);
    Diagnosis diagnosis =
        Signed.diagnosis(signed.signature() + signed.signature() + signed.message(), Dns.zone(""));
    assertEquals(2, diagnosis.signatures().size());
    assertEquals(
        List.of(
            new Advice(
                Advice.Audience.AUTHOR,
                "publish the public half of the key that signs at s1._domainkey.author.example")),
        diagnosis.advice());
  }

  @Test
  void relaxedForSimple() {
    String message = "From: ann@author.example\r\nSubject: a\r\n\r\nSee  this\r\n";
    Signed signed = Signed.of(message, Signed.RSA, Canonicalization.SIMPLE);
    Diagnosis.Signature diagnosis =
        signed.changed(
            it -> it.replace("Subject: a", "SUBJECT: a"), Dns.zone(Signed.keyLine(Signed.RSA)));
    assertTrue(
        diagnosis.advice().stream().anyMatch(it -> it.sentence().contains("relaxed/relaxed")),
        () -> diagnosis.advice().toString());
  }
}
