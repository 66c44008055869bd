package dev.waxseal.milter.role;

import dev.waxseal.arc.ArcSealer;
import dev.waxseal.arc.SealReason;
import dev.waxseal.arc.SealResult;
import dev.waxseal.authres.AuthservIds;
import dev.waxseal.authres.ReceivedResults;
import dev.waxseal.dkim.Crypto;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundFinding;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.milter.config.Action;
import dev.waxseal.milter.config.ArrivalSeal;
import dev.waxseal.milter.config.RoleName;
import dev.waxseal.milter.config.VerifySettings;
import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.milter.protocol.Modification.DeleteHeader;
import dev.waxseal.milter.protocol.Reply;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Limits;
import dev.waxseal.pass.MessageSession;
import dev.waxseal.spf.SpfClient;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Verifies inbound mail: deletes results that claim to be ours (RFC 8601 section 5), and writes
 * ours on top; above them the set that seals what was found, if one is wanted (RFC 8617 section
 * 5.1).
 */
final class VerifyRole implements Role {

  /** The fact that says why a message that goes on has no seal. */
  private static final String UNSEALED = "unsealed";

  private final VerifySettings settings;
  private final OwnResults own;
  private final AuthservIds submission;
  private final InboundAuthenticator authenticator;
  private final Optional<ArcSealer> sealer;
  private final Optional<Recorder> recorder;

  VerifyRole(
      VerifySettings settings,
      OwnResults own,
      Dns dns,
      Limits limits,
      Crypto crypto,
      Optional<Recorder> recorder) {
    this.settings = settings;
    this.own = own;
    this.recorder = recorder;
    this.submission = AuthservIds.of(settings.submissionIds());
    InboundAuthenticator cautious =
        InboundAuthenticator.of(settings.authservId(), dns)
            .withLimits(limits)
            .withCrypto(crypto)
            .requiringRsaKeyBits(settings.minimumKeyBits())
            .trustingSealers(settings.trustedSealers());
    this.sealer = settings.seal().map(seal -> sealer(seal, limits, crypto));
    InboundAuthenticator sealing = sealer.map(cautious::sealing).orElse(cautious);
    // Without it p=reject counts as quarantine (RFC 9989 section 7.4), and as on-quarantine here.
    this.authenticator =
        settings.onReject() == Action.ACCEPT ? sealing : sealing.rejectingByPolicy();
  }

  private ArcSealer sealer(ArrivalSeal seal, Limits limits, Crypto crypto) {
    return seal.form()
        .of(
            ArcSealer.of(
                seal.domain().toString(),
                seal.key().selector(),
                seal.key().key().withCrypto(crypto),
                settings.authservId()))
        .withLimits(limits);
  }

  @Override
  public String word() {
    return RoleName.VERIFY.word();
  }

  @Override
  public Action onError() {
    return settings.onError();
  }

  /** Results of our own submission servers stay: they come "directly from" a trusted MTA. */
  @Override
  public List<DeleteHeader> deletions(Envelope envelope, MessageHeader header) {
    boolean trusted =
        envelope
            .client()
            .filter(ip -> settings.submissionHosts().stream().anyMatch(net -> net.contains(ip)))
            .isPresent();
    return trusted
        ? own.deletions(
            header, OwnResults.places(ReceivedResults.of(header.headers(), submission).entries()))
        : own.deletions(header);
  }

  @Override
  public RoleSession begin(Envelope envelope, MessageHeader header, List<DeleteHeader> deletions) {
    Optional<SentHeader> outgoing =
        sealer.map(any -> SentHeader.of(envelope, header.headers(deletions)));
    InboundAuthenticator one =
        outgoing
            .filter(SentHeader::isRewritten)
            .map(sent -> authenticator.sealing(sent.sealer(sealer.orElseThrow(), form())))
            .orElse(authenticator);
    Optional<SpfClient> client =
        envelope
            .client()
            .map(ip -> SpfClient.of(ip, decoded(envelope.helo()), decoded(envelope.mailFrom())));
    MessageSession<InboundReport> session = client.map(one::begin).orElseGet(one::begin);
    session.write(header.bytes());
    return RoleSession.of(
        session::write,
        () -> {
          InboundReport report = session.finish();
          RoleResult result = result(envelope, report, outgoing);
          return recorder.map(it -> it.recorded(report, client, result)).orElse(result);
        });
  }

  /** The canonical form of the header in seals. */
  private Canonicalization form() {
    return settings.seal().orElseThrow().form().header();
  }

  /**
   * The result.
   *
   * @param outgoing the header without what is deleted, if it is sealed
   */
  private RoleResult result(
      Envelope envelope, InboundReport report, Optional<SentHeader> outgoing) {
    if (report.overflow().isPresent()) {
      return RoleResult.tooLarge(settings.onError(), RoleFilter.HEADER_TOO_LARGE);
    }
    RoleResult told =
        decided(envelope, report, outgoing)
            .fact("dkim", dkim(report))
            .fact("dmarc", report.dmarc().result().status().word())
            .fact("arc", report.arc().methodResult().result());
    return report.findings().isEmpty() ? told : told.fact("findings", findings(report));
  }

  private RoleResult decided(
      Envelope envelope, InboundReport report, Optional<SentHeader> outgoing) {
    Action action =
        switch (report.dmarc().disposition()) {
          case ACCEPT -> Action.ACCEPT;
          case DEFER -> settings.onDefer();
          case QUARANTINE -> settings.onQuarantine();
          case REJECT -> settings.onReject();
        };
    Optional<String> exemption =
        action == Action.ACCEPT
            ? Optional.empty()
            : new ExemptMail(settings.exempt()).reason(envelope, report);
    return exemption
        .map(
            why ->
                passed(report, outgoing).fact(ExemptMail.FACT, why).fact("spared", action.word()))
        .orElseGet(() -> done(action, report, outgoing));
  }

  private RoleResult done(Action action, InboundReport report, Optional<SentHeader> outgoing) {
    String why = report.dmarc().explanation();
    return switch (action) {
      case ACCEPT -> passed(report, outgoing);
      case HOLD -> passed(report, outgoing).held(why);
      case TEMPFAIL -> refused("deferred", new Reply.TempFail("4.7.5", Printable.of(why)), why);
      case REJECT -> refused("rejected", new Reply.Reject("5.7.1", Printable.of(why)), why);
    };
  }

  /** The message goes on: with the results, and with the seal if one is wanted. */
  private RoleResult passed(InboundReport report, Optional<SentHeader> outgoing) {
    String why = report.dmarc().explanation();
    RoleResult unsealed = RoleResult.with("accepted", report.fields(), why);
    if (outgoing.isEmpty()) {
      return unsealed;
    }
    SentHeader sent = outgoing.get();
    Optional<String> obstacle = sent.obstacle(form());
    if (obstacle.isPresent()) {
      return unsealed.fact(UNSEALED, obstacle.get());
    }
    try {
      RoleResult sealed = sealed(report.seal(sent.headers()), report, unsealed);
      return sent.told(sealed, sealer.orElseThrow().signedHeaders(), form());
    } catch (SigningException e) {
      String reason = String.valueOf(e.getMessage());
      return e.problem() == SigningException.Problem.KEY_FAILED
          ? keyFailed(unsealed, reason)
          : unsealed.fact(UNSEALED, reason);
    }
  }

  private RoleResult sealed(SealResult seal, InboundReport report, RoleResult unsealed) {
    if (seal instanceof SealResult.Sealed sealed) {
      List<HeaderField> fields = new ArrayList<>(sealed.fields());
      fields.addAll(report.fields());
      return RoleResult.with(unsealed.word(), fields, unsealed.reason())
          .fact("i", sealed.instance())
          .fact("cv", sealed.status().word());
    }
    SealResult.Failure failure = (SealResult.Failure) seal;
    return failure.reason() == SealReason.KEY_UNAVAILABLE && settings.onDefer() == Action.TEMPFAIL
        ? refused(
            "deferred",
            new Reply.TempFail("4.7.5", Printable.of(failure.detail())),
            failure.detail())
        : unsealed.fact(UNSEALED, failure.detail());
  }

  /** The results are right without the seal, so they stay. */
  private RoleResult keyFailed(RoleResult unsealed, String why) {
    RoleResult error = RoleResult.error(settings.onError(), why);
    return error.reply().kind() == Reply.Kind.ACCEPT
        ? new RoleResult(error.word(), error.reply(), unsealed.additions(), Map.of(), why)
        : error;
  }

  private static String findings(InboundReport report) {
    return report.findings().stream()
        .map(InboundFinding::id)
        .distinct()
        .collect(Collectors.joining(","));
  }

  /** The result of each signature, with commas between them. */
  private static String dkim(InboundReport report) {
    String results =
        report.dkim().results().stream()
            .map(result -> result.methodResult().result())
            .collect(Collectors.joining(","));
    return results.isEmpty() ? "none" : results;
  }

  private static RoleResult refused(String word, Reply reply, String why) {
    return new RoleResult(word, reply, List.of(), Map.of(), why);
  }

  /** Decodes octets that are UTF-8 (RFC 6531); others are kept, one character per octet. */
  private static String decoded(String octets) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException e) {
      return octets;
    }
  }
}
