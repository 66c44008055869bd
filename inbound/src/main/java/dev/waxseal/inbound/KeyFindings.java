package dev.waxseal.inbound;

import dev.waxseal.dkim.DkimReport;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.inbound.InboundFinding.Severity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Findings about the keys of a message, for their owners. */
final class KeyFindings {

  private KeyFindings() {}

  /** One for each key that is in testing, or that is a private one. */
  static List<InboundFinding> of(DkimReport dkim) {
    List<InboundFinding> findings = new ArrayList<>(0);
    for (String key : keys(dkim, KeyFindings::isPrivate)) {
      findings.add(
          finding(
              "private-key-published",
              Severity.ERROR,
              key
                  + " publishes a private key, with which anyone can sign now:"
                  + " withdraw it and make a new key"));
    }
    for (String key : keys(dkim, KeyFindings::isInTesting)) {
      findings.add(
          finding(
              "key-in-testing",
              Severity.WARNING,
              "the key "
                  + key
                  + " is in testing (t=y): receivers that keep RFC 6376 section"
                  + " 3.6.1 to the letter treat its signatures as if there were"
                  + " none"));
    }
    return findings;
  }

  private static boolean isPrivate(DkimResult result) {
    return result instanceof DkimResult.Failure failure
        && failure.reason() == DkimReason.KEY_IS_PRIVATE;
  }

  private static boolean isInTesting(DkimResult result) {
    return result.keyRecord().filter(DkimKeyRecord::isTesting).isPresent();
  }

  /** The names of the keys of such results, each once. */
  private static Set<String> keys(DkimReport dkim, Predicate<DkimResult> which) {
    Set<String> keys = new LinkedHashSet<>();
    for (DkimResult result : dkim.results()) {
      if (which.test(result)) {
        result
            .signature()
            .flatMap(DkimSignature::keyName)
            .ifPresent(name -> keys.add(name.toString()));
      }
    }
    return keys;
  }

  private static InboundFinding finding(String id, Severity severity, String detail) {
    return new InboundFinding(id, severity, "DKIM-Signature", detail);
  }
}
