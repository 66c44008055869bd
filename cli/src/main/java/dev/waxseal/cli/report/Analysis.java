package dev.waxseal.cli.report;

import dev.waxseal.checklist.CheckReport;
import dev.waxseal.diagnosis.Diagnosis;
import java.util.Optional;

/**
 * The diagnosis and the check-list of a message.
 *
 * @param diagnosis empty if it was not requested
 * @param checklist empty if it was not requested
 * @param canonical the octets that were hashed; empty if they were not requested
 * @param records what is wrong with the records of SPF and DMARC
 * @param body the body, with the line ends that were verified; empty if it is too large
 */
public record Analysis(
    Optional<Diagnosis> diagnosis,
    Optional<CheckReport> checklist,
    Optional<Canonical> canonical,
    RecordFindings records,
    Optional<byte[]> body) {

  /** Neither diagnosis nor check-list. */
  public static final Analysis NONE =
      new Analysis(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          RecordFindings.NONE,
          Optional.empty());
}
