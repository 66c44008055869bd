package dev.waxseal.milter.role;

import dev.waxseal.authres.AuthservIds;
import dev.waxseal.authres.ReceivedResults;
import dev.waxseal.dkim.Crypto;
import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.DmarcVerdict;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundFinding;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.milter.config.Action;
import dev.waxseal.milter.config.RoleName;
import dev.waxseal.milter.config.VerifySettings;
import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.milter.protocol.Modification;
import dev.waxseal.milter.protocol.Modification.DeleteHeader;
import dev.waxseal.milter.protocol.Reply;
import dev.waxseal.mime.Limits;
import dev.waxseal.pass.MessageSession;
import dev.waxseal.spf.SpfClient;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Verifies inbound mail: deletes results that claim to be ours (RFC 8601 section 5), and writes
 * ours on top.
 */
final class VerifyRole implements Role {

  private final VerifySettings settings;
  private final OwnResults own;
  private final AuthservIds submission;
  private final InboundAuthenticator authenticator;

  VerifyRole(VerifySettings settings, OwnResults own, Dns dns, Limits limits, Crypto crypto) {
    this.settings = settings;
    this.own = own;
    this.submission = AuthservIds.of(settings.submissionIds());
    InboundAuthenticator cautious =
        InboundAuthenticator.of(settings.authservId(), dns)
            .withLimits(limits)
            .withCrypto(crypto)
            .trustingSealers(settings.trustedSealers());
    // Without it p=reject counts as quarantine (RFC 9989 section 7.4), and as on-quarantine here.
    this.authenticator =
        settings.onReject() == Action.ACCEPT ? cautious : cautious.rejectingByPolicy();
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
    MessageSession<InboundReport> session =
        envelope
            .client()
            .map(ip -> SpfClient.of(ip, decoded(envelope.helo()), decoded(envelope.mailFrom())))
            .map(authenticator::begin)
            .orElseGet(authenticator::begin);
    session.write(header.bytes());
    return RoleSession.of(session::write, () -> result(session.finish()));
  }

  private RoleResult result(InboundReport report) {
    if (report.overflow().isPresent()) {
      return RoleResult.tooLarge(settings.onError(), RoleFilter.HEADER_TOO_LARGE);
    }
    DmarcVerdict dmarc = report.dmarc();
    Action action =
        switch (dmarc.disposition()) {
          case ACCEPT -> Action.ACCEPT;
          case DEFER -> settings.onDefer();
          case QUARANTINE -> settings.onQuarantine();
          case REJECT -> settings.onReject();
        };
    RoleResult result = result(action, report);
    RoleResult told =
        result
            .fact("dkim", dkim(report))
            .fact("dmarc", dmarc.result().status().word())
            .fact("arc", report.arc().methodResult().result());
    return report.findings().isEmpty() ? told : told.fact("findings", findings(report));
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

  private static RoleResult result(Action action, InboundReport report) {
    String why = report.dmarc().explanation();
    RoleResult accepted = RoleResult.with("accepted", report.fields(), why);
    return switch (action) {
      case ACCEPT -> accepted;
      case HOLD -> {
        List<Modification> additions = new ArrayList<>(accepted.additions());
        additions.add(new Modification.Quarantine(Printable.of(why)));
        yield new RoleResult("held", accepted.reply(), additions, accepted.facts(), why);
      }
      case TEMPFAIL -> refused("deferred", new Reply.TempFail("4.7.5", Printable.of(why)), why);
      case REJECT -> refused("rejected", new Reply.Reject("5.7.1", Printable.of(why)), why);
    };
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
