package dev.waxseal.dkim;

import dev.waxseal.authres.MethodResult;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.mime.Headers;
import dev.waxseal.pass.LineEnds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The results of the DKIM signatures of one message.
 *
 * <p>Immutable; share it among threads.
 *
 * @param headers the header of the message; empty after an overflow
 * @param results one for each DKIM-Signature field, from the top down; empty if there is none,
 *     which RFC 8601 calls {@code dkim=none}
 * @param lineEnds whether bare LFs were read as CRLF
 * @param overflow the limit that the header exceeds; then nothing was evaluated
 */
public record DkimReport(
    Headers headers,
    List<DkimResult> results,
    LineEnds lineEnds,
    Optional<Headers.Overflow> overflow) {

  /** The name of the method in Authentication-Results (RFC 8601 section 2.7.1). */
  public static final String METHOD = "dkim";

  /** Copies the list. */
  public DkimReport {
    results = List.copyOf(results);
  }

  /** The report on a message whose header is too large to be looked at. */
  public static DkimReport unread(Headers.Overflow which) {
    return new DkimReport(Headers.of(List.of()), List.of(), LineEnds.KEPT, Optional.of(which));
  }

  /** The signatures that count, from the top down. */
  public List<DkimResult.Pass> passes() {
    return results.stream()
        .filter(DkimResult.Pass.class::isInstance)
        .map(DkimResult.Pass.class::cast)
        .toList();
  }

  /**
   * The results in Authentication-Results: one a signature, or {@code dkim=none}. Of the signatures
   * that were too many to be looked at, the first stands for all.
   */
  public List<MethodResult> methodResults() {
    if (results.isEmpty()) {
      return List.of(MethodResult.of(METHOD, "none"));
    }
    List<MethodResult> told = new ArrayList<>();
    for (DkimResult result : results) {
      told.add(result.methodResult());
      if (result instanceof DkimResult.Failure failure
          && failure.reason() == DkimReason.TOO_MANY_SIGNATURES) {
        break;
      }
    }
    return List.copyOf(told);
  }
}
