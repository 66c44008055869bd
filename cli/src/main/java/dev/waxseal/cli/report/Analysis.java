package dev.waxseal.cli.report;

import dev.waxseal.checklist.CheckReport;
import dev.waxseal.diagnosis.Diagnosis;
import java.util.Optional;

/**
 * What was found out about a message beyond the verdict.
 *
 * @param diagnosis why signatures do not verify; empty if nobody asked
 * @param checklist what large receivers ask; empty if nobody asked
 * @param body the body, with the line ends that were verified; empty if it is too large
 */
public record Analysis(
    Optional<Diagnosis> diagnosis, Optional<CheckReport> checklist, Optional<byte[]> body) {

  /** Nothing beyond the verdict. */
  public static final Analysis NONE =
      new Analysis(Optional.empty(), Optional.empty(), Optional.empty());
}
