package dev.waxseal.milter.role;

import dev.waxseal.arc.ArcHandover;
import dev.waxseal.arc.ArcVerifier;
import dev.waxseal.authres.AuthenticationResults;
import dev.waxseal.dkim.Crypto;
import dev.waxseal.milter.config.Action;
import dev.waxseal.milter.config.HandoverSettings;
import dev.waxseal.milter.config.RoleName;
import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.milter.protocol.Modification.DeleteHeader;
import dev.waxseal.milter.protocol.Reply;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Limits;
import dev.waxseal.pass.MessageSession;
import java.util.List;
import java.util.Map;

/**
 * Takes mail over from the MX, before a list changes it: checks that the MX sealed it last and as
 * it is, deletes all results of our ids, and writes those of that seal under an id of its own, for
 * the role seal to carry on. DNS is not queried.
 */
final class HandoverRole implements Role {

  /** OpenDMARC 1.4.2 does not read longer fields; with several it does. */
  private static final int LONGEST_FIELD = 800;

  private final HandoverSettings settings;
  private final OwnResults own;
  private final ArcVerifier verifier;
  private final String[] sealers;

  HandoverRole(HandoverSettings settings, OwnResults own, Limits limits, Crypto crypto) {
    this.settings = settings;
    this.own = own;
    OwnKeys keys = OwnKeys.of(settings.sealers());
    this.verifier = ArcVerifier.of(keys.dns()).withLimits(limits).withCrypto(crypto);
    this.sealers = keys.domains().toArray(String[]::new);
  }

  @Override
  public String word() {
    return RoleName.HANDOVER.word();
  }

  @Override
  public Action onError() {
    return settings.onError();
  }

  /** All of them, the MX's own included: its seal says the same, and can be checked. */
  @Override
  public List<DeleteHeader> deletions(Envelope envelope, MessageHeader header) {
    return own.deletions(header);
  }

  @Override
  public RoleSession begin(Envelope envelope, MessageHeader header, List<DeleteHeader> deletions) {
    MessageSession<ArcHandover.Checked> session =
        verifier.beginHandover(settings.maxAge(), sealers);
    session.write(header.bytes());
    return RoleSession.of(session::write, () -> result(session.finish()));
  }

  private RoleResult result(ArcHandover.Checked checked) {
    if (checked.refusal().isPresent()) {
      return checked.refusal().get() == ArcHandover.Refusal.HEADER_TOO_LARGE
          ? RoleResult.tooLarge(settings.onError(), RoleFilter.HEADER_TOO_LARGE)
          : missing(checked.detail());
    }
    AuthenticationResults results =
        new AuthenticationResults(settings.authservId(), checked.results());
    List<HeaderField> fields =
        results.parts(LONGEST_FIELD).stream().map(AuthenticationResults::field).toList();
    String chain = results.first("arc").orElseThrow().result();
    return RoleResult.with("handed-over", fields, "")
        .fact("cv", chain)
        .fact("d", checked.sealer().orElseThrow());
  }

  /** Without results nothing of the message is sealed, and nothing that it says is believed. */
  private RoleResult missing(String why) {
    String text = "The message was not handed over by the MX: " + why;
    return switch (settings.onMissing()) {
      case TEMPFAIL -> refused("deferred", new Reply.TempFail("4.7.1", Printable.of(text)), why);
      case REJECT -> refused("rejected", new Reply.Reject("5.7.1", Printable.of(text)), why);
      case ACCEPT, HOLD -> RoleResult.unchanged("accepted", why);
    };
  }

  private static RoleResult refused(String word, Reply reply, String why) {
    return new RoleResult(word, reply, List.of(), Map.of(), why);
  }
}
