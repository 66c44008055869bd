package dev.waxseal.inbound;

import dev.waxseal.arc.ArcArrival;
import dev.waxseal.arc.ArcReport;
import dev.waxseal.authres.AuthenticationResults;
import dev.waxseal.authres.AuthservIds;
import dev.waxseal.authres.MethodResult;
import dev.waxseal.authres.ReceivedResults;
import dev.waxseal.dkim.DkimReport;
import dev.waxseal.mime.HeaderOverflow;
import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was found of one message when it came in.
 *
 * <p>Immutable; share it among threads.
 *
 * @param headers the header of the message; empty after an overflow
 * @param dkim its signatures
 * @param arc its chain
 * @param authenticationResults all of this in one, whose {@code field()} goes to the top of the
 *     message
 * @param forged the fields that claim to come from this service, from the top down; to be deleted,
 *     from the last to the first, before that field is added (RFC 8601 section 5)
 * @param overflow which limit the header went beyond; then nothing of the message was judged
 */
public record InboundReport(
    Headers headers,
    DkimReport dkim,
    ArcReport arc,
    AuthenticationResults authenticationResults,
    List<ReceivedResults.Claim> forged,
    Optional<HeaderOverflow> overflow) {

  /** Copies the list. */
  public InboundReport {
    forged = List.copyOf(forged);
  }

  static InboundReport of(String authservId, Headers headers, DkimReport dkim, ArcReport arc) {
    List<MethodResult> results = new ArrayList<>(dkim.methodResults());
    results.add(arc.methodResult());
    return new InboundReport(
        headers,
        dkim,
        arc,
        new AuthenticationResults(authservId, results),
        ReceivedResults.claiming(headers, AuthservIds.of(authservId)),
        Optional.empty());
  }

  /** The report on a message whose header is too large: nothing was judged, so {@code none}. */
  static InboundReport unread(String authservId, HeaderOverflow which) {
    return new InboundReport(
        Headers.of(List.of()),
        DkimReport.unread(which),
        ArcReport.unread(which),
        new AuthenticationResults(authservId, List.of()),
        List.of(),
        Optional.of(which));
  }

  /** What a sealer testifies to that sends the message on. */
  public ArcArrival arrival() {
    return new ArcArrival(arc.verdict(), authenticationResults.results());
  }
}
