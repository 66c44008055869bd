package dev.waxseal.diagnosis;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.Canonicalization;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Chooses the advice for a signature from {@link AdviceTable}. */
final class Advisor {

  private final Diagnosis.Signature signature;

  private Advisor(Diagnosis.Signature signature) {
    this.signature = signature;
  }

  /** The advice for a signature, each once: for the author, then the list, then the receiver. */
  static List<Advice> advise(Diagnosis.Signature signature) {
    Advisor advisor = new Advisor(signature);
    return advisor.chosen().stream()
        .map(advisor::withNames)
        .distinct()
        .sorted(Comparator.comparing(Advice::to))
        .toList();
  }

  private List<Advice> chosen() {
    List<Advice> advice = new ArrayList<>();
    advice.addAll(of(signature.body(), false));
    advice.addAll(of(signature.header(), true));
    signature.facts().forEach(fact -> advice.addAll(AdviceTable.of(fact.kind())));
    if (signature.isOpen()) {
      advice.addAll(AdviceTable.ofUnexplained());
    }
    if (advice.isEmpty() || !isOfTheField(signature.reason())) {
      advice.addAll(AdviceTable.of(signature.reason()));
    }
    return advice;
  }

  /** Returns true if the field itself may have been changed, which a finding may say. */
  private static boolean isOfTheField(DkimReason reason) {
    return reason == DkimReason.SIGNATURE_SYNTAX || reason == DkimReason.SIGNATURE_LENGTH_WRONG;
  }

  private List<Advice> of(Diagnosis.Part part, boolean isHeader) {
    boolean isRelaxed =
        signature
            .claims()
            .flatMap(
                isHeader
                    ? DkimSignature::headerCanonicalization
                    : DkimSignature::bodyCanonicalization)
            .filter(form -> form == Canonicalization.RELAXED)
            .isPresent();
    return part.changes().stream()
        .map(Change::kind)
        .flatMap(kind -> AdviceTable.of(kind).stream())
        .filter(advice -> !(isRelaxed && AdviceTable.isToRelax(advice)))
        .toList();
  }

  private Advice withNames(Advice advice) {
    String key =
        signature
            .claims()
            .flatMap(DkimSignature::keyName)
            .map(DomainName::toString)
            .orElse("its selector");
    String domain =
        signature.claims().map(claims -> claims.domain().toString()).orElse("the author");
    return new Advice(
        advice.to(), advice.sentence().replace("{key}", key).replace("{domain}", domain));
  }
}
