package dev.waxseal.diagnosis;

import dev.waxseal.mime.HeaderField;
import java.util.List;
import java.util.Optional;

/**
 * Why the signatures of one message do not verify, as far as that can be proved.
 *
 * <p>Immutable; share it among threads.
 *
 * @param signatures those that do not count, in the order of the header, then those of the chain,
 *     the newest first
 */
public record Diagnosis(List<SignatureDiagnosis> signatures) {

  /** Copies the list. */
  public Diagnosis {
    signatures = List.copyOf(signatures);
  }

  /** What is known of the signature in a field, if it is one of those. */
  @SuppressWarnings("ReferenceEquality") // one field among others with perhaps the same bytes
  public Optional<SignatureDiagnosis> of(HeaderField field) {
    return signatures.stream().filter(each -> each.field() == field).findFirst();
  }
}
