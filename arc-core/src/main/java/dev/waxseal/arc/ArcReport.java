package dev.waxseal.arc;

import dev.waxseal.authres.MethodResult;
import dev.waxseal.mime.Headers;
import dev.waxseal.pass.LineEnds;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the chain of one message is worth.
 *
 * <p>Immutable; share it among threads.
 *
 * @param headers the header of the message; empty after an overflow
 * @param result whether the chain holds
 * @param hops the hops, the oldest first; those of a broken chain as far as they can be told
 * @param verdict the status, for sealing
 * @param lineEnds whether bare LFs were read as CRLF
 * @param overflow which limit the header went beyond; then nothing of the message was judged, and
 *     the status is "fail", since there may be a chain
 */
public record ArcReport(
    Headers headers,
    ArcResult result,
    List<ArcHop> hops,
    ArcVerdict verdict,
    LineEnds lineEnds,
    Optional<Headers.Overflow> overflow) {

  /** Copies the list. */
  public ArcReport {
    hops = List.copyOf(hops);
  }

  /** The report on a message whose header is too large to be looked at. */
  public static ArcReport unread(Headers.Overflow which) {
    Headers none = Headers.of(List.of());
    ArcResult.Fail unread =
        new ArcResult.Fail(ArcReason.HEADER_TOO_LARGE, OptionalInt.empty(), Optional.empty(), "");
    return new ArcReport(
        none,
        unread,
        List.of(),
        new ArcVerdict(ChainStatus.FAIL, none),
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
