package dev.waxseal.arc;

import dev.waxseal.authres.MethodResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was found of a message when it arrived: what a sealer testifies to when it sends the message
 * on, changed or not.
 *
 * <p>Immutable; share it among threads.
 *
 * @param verdict the status of the chain at arrival
 * @param results the results of authentication at arrival, "all of the authentication results from
 *     within the participating ADMD" (RFC 8617 section 4.1.1)
 */
public record ArcArrival(ArcVerdict verdict, List<MethodResult> results) {

  /** Copies the list. */
  public ArcArrival {
    results = List.copyOf(results);
  }

  /** The results, and at their end the one {@code arc=} that is the verdict. */
  List<MethodResult> testimony() {
    String word = verdict.status().word();
    Optional<MethodResult> own =
        results.stream().filter(r -> r.isOf("arc") && r.result().equals(word)).findFirst();
    List<MethodResult> testimony =
        new ArrayList<>(results.stream().filter(result -> !result.isOf("arc")).toList());
    testimony.add(own.orElse(MethodResult.of("arc", word)));
    return testimony;
  }
}
