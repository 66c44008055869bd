package dev.waxseal.arc;

import dev.waxseal.authres.MethodResult;
import dev.waxseal.mime.Headers;
import dev.waxseal.pass.LineEnds;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The report on the chain of one message.
 *
 * <p>Immutable; share it among threads.
 *
 * @param headers the header of the message; empty after an overflow
 * @param result the result of the chain
 * @param sets the sets with the checks of their signatures, the oldest first; those of a broken
 *     chain as far as they can be told
 * @param validatedChain the status of this chain, for sealing
 * @param lineEnds whether bare LFs were read as CRLF
 * @param overflow the limit that the header exceeds; then nothing of the message was read, and the
 *     status is "fail", since there may be a chain
 */
public record ArcReport(
    Headers headers,
    ArcResult result,
    List<ArcSet> sets,
    ArcArrival.ValidatedChain validatedChain,
    LineEnds lineEnds,
    Optional<Headers.Overflow> overflow) {

  /** Copies the list. */
  public ArcReport {
    sets = List.copyOf(sets);
  }

  /** The report on a message whose header is too large to be looked at. */
  public static ArcReport unread(Headers.Overflow which) {
    Headers none = Headers.of(List.of());
    ArcResult.Failure unread =
        new ArcResult.Failure(
            ArcReason.HEADER_TOO_LARGE, OptionalInt.empty(), Optional.empty(), "");
    return new ArcReport(
        none,
        unread,
        List.of(),
        new ArcArrival.ValidatedChain(ChainStatus.FAIL, none),
        LineEnds.KEPT,
        Optional.of(which));
  }

  /** The result in Authentication-Results: {@code arc=pass header.oldest-pass=0} (section 10.2). */
  public MethodResult methodResult() {
    MethodResult word = MethodResult.of("arc", result.status().word());
    return result instanceof ArcResult.Pass pass
        ? word.with("header", "oldest-pass", Integer.toString(pass.oldestPass()))
        : word;
  }
}
