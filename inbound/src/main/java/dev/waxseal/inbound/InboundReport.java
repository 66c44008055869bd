package dev.waxseal.inbound;

import dev.waxseal.arc.ArcArrival;
import dev.waxseal.arc.ArcReport;
import dev.waxseal.arc.ArcSealer;
import dev.waxseal.arc.SealResult;
import dev.waxseal.authres.AuthenticationResults;
import dev.waxseal.authres.MethodResult;
import dev.waxseal.authres.ReceivedResults;
import dev.waxseal.dkim.DkimReport;
import dev.waxseal.dkim.signature.SigningException;
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
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The report on one inbound message.
 *
 * <p>Immutable; share it among threads.
 *
 * @param dkim the report on its DKIM signatures
 * @param arc the report on its ARC chain
 * @param arcTrusted true if the chain is valid and its newest sealer is trusted
 * @param spf the result of SPF for MAIL FROM; empty if no client was given and no trusted mail
 *     server reported it
 * @param dmarc the result of DMARC and its consequence
 * @param authenticationResults all of these results; {@link #fields()} has the fields to put on top
 *     of the message
 * @param forged the fields that claim to come from this service, from the top down; {@link
 *     #deliver} leaves them out. To delete them in another way, go from the last to the first, and
 *     do it before the new fields are added (RFC 8601 section 5)
 * @param findings what people should know beyond the results; after an overflow there are none
 * @param prepared the message as a sealer has read it; empty unless the authenticator is {@link
 *     InboundAuthenticator#sealing}
 */
public record InboundReport(
    DkimReport dkim,
    ArcReport arc,
    boolean arcTrusted,
    Optional<InboundSpf> spf,
    DmarcVerdict dmarc,
    AuthenticationResults authenticationResults,
    List<ReceivedResults.Claim> forged,
    List<InboundFinding> findings,
    Optional<ArcSealer.Prepared> prepared) {

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
      DkimReport dkim,
      ArcReport arc,
      Optional<InboundSpf> spf,
      DmarcVerdict dmarc,
      Optional<ArcSealer.Prepared> prepared) {
    List<MethodResult> results = new ArrayList<>(dkim.methodResults());
    spf.map(InboundSpf::methodResult).ifPresent(results::add);
    results.add(dmarc.result().methodResult());
    results.add(
        client
            .map(from -> arc.methodResult().with("smtp", "remote-ip", remoteIp(from)))
            .orElse(arc.methodResult()));
    return new InboundReport(
        dkim,
        arc,
        authenticator.policy().trusts(arc),
        spf,
        dmarc,
        new AuthenticationResults(authenticator.authservId(), results),
        ReceivedResults.claiming(dkim.headers(), authenticator.ownIds()),
        Findings.of(authenticator, dkim, arc, dmarc),
        prepared);
  }

  /** The report on a message whose header is too large: nothing of it was read. */
  static InboundReport unread(InboundAuthenticator authenticator, Headers.Overflow which) {
    ArcReport arc = ArcReport.unread(which);
    return new InboundReport(
        DkimReport.unread(which),
        arc,
        false,
        Optional.empty(),
        authenticator.policy().apply(DmarcResult.unread(), arc),
        new AuthenticationResults(authenticator.authservId(), List.of()),
        List.of(),
        List.of(),
        authenticator.sealing().map(sealer -> sealer.overflow(which)));
  }

  /** The header of the message; empty after an overflow. */
  public Headers headers() {
    return dkim.headers();
  }

  /**
   * The limit that the header exceeds, if it does. Then nothing of the message was read, and forged
   * fields in it cannot be found: refuse it rather than deliver it.
   */
  public Optional<Headers.Overflow> overflow() {
    return dkim.overflow();
  }

  /**
   * The Authentication-Results fields that go to the top of the message, in this order: one, or
   * several if it would be longer than 800 octets, since OpenDMARC does not read long ones. No
   * result is divided.
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
   * <p>The header of the stream is compared with the one that was read, and nothing is written if
   * it differs; the body is not compared. Where the header that was read has CRLF the stream may
   * have a bare LF, as a file that was read with {@code LineEnds.CONVERTED} does; line ends stay as
   * they are, and the fields on top end as the first line does. A {@code Received} field of this
   * server goes onto {@code out} first.
   *
   * @param message the message that was authenticated, from its beginning
   * @param out where it goes
   * @throws IOException if a stream fails; a part of the message may have been written
   * @throws IllegalArgumentException if the header is not the one that was read
   * @throws IllegalStateException after an overflow: forged fields cannot be told, and the message
   *     must be refused
   */
  public void deliver(InputStream message, OutputStream out) throws IOException {
    deliver(message, fields(), out);
  }

  /**
   * Writes the message as {@link #deliver(InputStream, OutputStream)} does, with the fields of a
   * seal above {@link #fields()}.
   *
   * @param seal the result of {@link #seal()}
   * @throws IOException if a stream fails; a part of the message may have been written
   */
  public void deliver(InputStream message, SealResult seal, OutputStream out) throws IOException {
    List<HeaderField> fields = new ArrayList<>(seal.fields());
    fields.addAll(fields());
    deliver(message, fields, out);
  }

  private void deliver(InputStream message, List<HeaderField> fields, OutputStream out)
      throws IOException {
    if (overflow().isPresent()) {
      throw new IllegalStateException(
          "The header is too large to find forged fields in it; refuse the message");
    }
    new Delivery(message).deliver(headers().fields(), forged, fields, out);
  }

  /**
   * The seal of the message as {@link #deliver(InputStream, SealResult, OutputStream)} writes it,
   * without the {@link #forged} fields: it records what this report found (RFC 8617 section 5.1).
   * The fields are those of {@code sealer.seal(message, report.arrival())}, without another pass
   * over the body. Signs at each call, and does not block.
   *
   * <p>Lines in bare LF that were read as CRLF are sealed as CRLF: send them so.
   *
   * @throws SigningException if the message must not be signed, or a key does not sign
   * @throws IllegalStateException if the authenticator is not {@link InboundAuthenticator#sealing}
   */
  public SealResult seal() throws SigningException {
    Set<Integer> left =
        forged.stream().map(ReceivedResults.Claim::position).collect(Collectors.toSet());
    List<HeaderField> outgoing = new ArrayList<>();
    for (int position = 0; position < headers().size(); position++) {
      if (!left.contains(position)) {
        outgoing.add(headers().fields().get(position));
      }
    }
    return seal(Headers.of(outgoing));
  }

  /**
   * The seal of the message if its header goes out in another way than {@code deliver} writes it.
   *
   * @param outgoing the header as it goes out; {@link #fields()} need not be in it, since no seal
   *     covers them
   * @throws SigningException if the message must not be signed, or a key does not sign
   * @throws IllegalStateException if the authenticator is not {@link InboundAuthenticator#sealing}
   */
  public SealResult seal(Headers outgoing) throws SigningException {
    return prepared
        .orElseThrow(
            () -> new IllegalStateException("The message was not read for a seal; use sealing()"))
        .seal(arrival(), outgoing);
  }

  /** Returns true if a finding says not to trust the message, even if DMARC passes. */
  public boolean hasErrors() {
    return findings.stream().anyMatch(it -> it.severity() == InboundFinding.Severity.ERROR);
  }

  /**
   * The input for a sealer that forwards this message. If DNS did not answer about a key of its
   * chain there is no seal, so defer the message instead while it is being received ({@code
   * ArcResult.Failure.isTemporary()}).
   */
  public ArcArrival arrival() {
    return new ArcArrival(arc.validatedChain(), authenticationResults.results());
  }

  /** RFC 8617 section 10.2; the zone of a link-local address means nothing elsewhere. */
  private static String remoteIp(SpfClient client) {
    String address = client.client().getHostAddress();
    int zone = address.indexOf('%');
    return zone < 0 ? address : address.substring(0, zone);
  }
}
