package dev.waxseal.inbound;

import dev.waxseal.arc.ArcArrival;
import dev.waxseal.arc.ArcReport;
import dev.waxseal.authres.AuthenticationResults;
import dev.waxseal.authres.AuthservIds;
import dev.waxseal.authres.MethodResult;
import dev.waxseal.authres.ReceivedResults;
import dev.waxseal.dkim.DkimReport;
import dev.waxseal.dmarc.DmarcResult;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import dev.waxseal.spf.SpfClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
 * @param arcTrusted whether the chain holds and its newest sealer is one that is trusted here
 * @param spf what SPF says of MAIL FROM; empty if neither a client was given nor a mail server has
 *     said so
 * @param dmarc what DMARC comes to here, and what is to be done
 * @param authenticationResults all of this in one; as {@link #fields()} it goes to the top of the
 *     message
 * @param forged the fields that claim to come from this service, from the top down; {@link
 *     #deliver} leaves them out. Whoever deletes them in another way does so from the last to the
 *     first, before those fields are added (RFC 8601 section 5)
 * @param findings what people should know beyond the results; after an overflow there are none
 * @param overflow which limit the header went beyond; then nothing of the message was judged, and
 *     forged fields in it cannot be told, so that it is better refused than delivered
 */
public record InboundReport(
    Headers headers,
    DkimReport dkim,
    ArcReport arc,
    boolean arcTrusted,
    Optional<InboundSpf> spf,
    DmarcVerdict dmarc,
    AuthenticationResults authenticationResults,
    List<ReceivedResults.Claim> forged,
    List<InboundFinding> findings,
    Optional<Headers.Overflow> overflow) {

  /** OpenDMARC 1.4.2 reads fields of 844 octets, and not those of 888. */
  private static final int LONGEST_FIELD = 800;

  /** Copies the lists. */
  public InboundReport {
    forged = List.copyOf(forged);
    findings = List.copyOf(findings);
  }

  static InboundReport of(
      InboundAuthenticator authenticator,
      Optional<SpfClient> client,
      Headers headers,
      DkimReport dkim,
      ArcReport arc,
      Optional<InboundSpf> spf,
      DmarcVerdict dmarc) {
    List<MethodResult> results = new ArrayList<>(dkim.methodResults());
    spf.map(InboundSpf::methodResult).ifPresent(results::add);
    results.add(dmarc.result().methodResult());
    results.add(
        client
            .map(from -> arc.methodResult().with("smtp", "remote-ip", remoteIp(from)))
            .orElse(arc.methodResult()));
    return new InboundReport(
        headers,
        dkim,
        arc,
        authenticator.policy().trusts(arc),
        spf,
        dmarc,
        new AuthenticationResults(authenticator.authservId(), results),
        ReceivedResults.claiming(headers, AuthservIds.of(authenticator.authservId())),
        Findings.of(authenticator, headers, dkim, arc, dmarc),
        Optional.empty());
  }

  /** The report on a message whose header is too large: nothing of it was judged. */
  static InboundReport unread(InboundAuthenticator authenticator, Headers.Overflow which) {
    Headers none = Headers.of(List.of());
    ArcReport arc = ArcReport.unread(which);
    return new InboundReport(
        none,
        DkimReport.unread(which),
        arc,
        false,
        Optional.empty(),
        authenticator.policy().apply(DmarcResult.unread(), arc),
        new AuthenticationResults(authenticator.authservId(), List.of()),
        List.of(),
        List.of(),
        Optional.of(which));
  }

  /**
   * The Authentication-Results fields that go to the top of the message, in this order: one, or
   * several if it would be longer than 800 octets, of which OpenDMARC reads nothing. No result is
   * divided.
   */
  public List<HeaderField> fields() {
    return authenticationResults.parts(LONGEST_FIELD).stream()
        .map(AuthenticationResults::field)
        .toList();
  }

  /**
   * Writes the message as it goes on from here: {@link #fields()} on top, the {@link #forged}
   * fields left out (RFC 8601 section 5), every other octet as it came. Memory is the header and a
   * small buffer; neither stream is closed.
   *
   * <p>The header of the stream is compared with the one that was judged, and nothing is written if
   * it differs; the body is not compared. Where the judged header has CRLF the stream may have a
   * bare LF, as a file that was read with {@code LineEnds.CONVERTED} does; line ends stay as they
   * are, and the fields on top end as the first line does.
   *
   * @param message the message that was judged, from its beginning
   * @param out where it goes
   * @throws IOException if a stream fails; a part of the message may have been written
   * @throws IllegalArgumentException if the header is not the one that was judged
   * @throws IllegalStateException after an overflow: forged fields cannot be told, and the message
   *     must be refused
   */
  public void deliver(InputStream message, OutputStream out) throws IOException {
    if (overflow.isPresent()) {
      throw new IllegalStateException(
          "The header is too large to find forged fields in it; refuse the message");
    }
    new Delivery(message).deliver(headers.fields(), forged, fields(), out);
  }

  /** Whether a finding says that the message should not be trusted, even where DMARC passes. */
  public boolean hasErrors() {
    return findings.stream().anyMatch(it -> it.severity() == InboundFinding.Severity.ERROR);
  }

  /**
   * What a sealer testifies to that sends the message on. A chain that DNS gave no answer for has
   * failed for ever once that is sealed; while the message is being received, it is better deferred
   * ({@code ArcResult.Failure.isTemporary()}).
   */
  public ArcArrival arrival() {
    return new ArcArrival(arc.validatedChain(), authenticationResults.results());
  }

  /** RFC 8617 section 10.2; the zone of a link-local address means nothing elsewhere. */
  private static String remoteIp(SpfClient client) {
    return client.client().getHostAddress().replaceFirst("%.*", "");
  }
}
