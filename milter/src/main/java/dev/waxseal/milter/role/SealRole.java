package dev.waxseal.milter.role;

import dev.waxseal.arc.ArcHandover;
import dev.waxseal.arc.ArcSealer;
import dev.waxseal.arc.SealResult;
import dev.waxseal.arc.SealingSession;
import dev.waxseal.dkim.Crypto;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningSession;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.milter.config.Action;
import dev.waxseal.milter.config.ArrivalSeal;
import dev.waxseal.milter.config.ListPolicy;
import dev.waxseal.milter.config.RoleName;
import dev.waxseal.milter.config.SealSettings;
import dev.waxseal.milter.config.SelectedKey;
import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.milter.protocol.Modification.DeleteHeader;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Signs and seals the posts of lists. It carries the results of the mail server that verified the
 * message before the list changed it; DNS is not queried, and our own seals are checked with our
 * own keys.
 */
final class SealRole implements Role {

  private final SealSettings settings;
  private final ListPolicies policies;
  private final DkimSigner signer;
  private final ArcSealer sealer;
  private final ArcHandover handover;
  private final OwnResults own;
  private final Limits limits;

  /**
   * The role.
   *
   * @param arrival the seal of mail that comes in here, if this daemon makes one
   */
  SealRole(
      SealSettings settings,
      Optional<ArrivalSeal> arrival,
      OwnResults own,
      Limits limits,
      Crypto crypto) {
    this.settings = settings;
    this.own = own;
    this.limits = limits;
    this.policies = new ListPolicies(settings);
    this.signer =
        Signing.signer(settings.domain(), settings.keys(), settings.form(), limits, crypto);
    SelectedKey first = settings.keys().get(0);
    this.sealer =
        settings
            .form()
            .of(
                ArcSealer.of(
                    settings.domain().toString(),
                    first.selector(),
                    first.key().withCrypto(crypto),
                    settings.authservId()))
            .withLimits(limits)
            .signingFirst(signer);
    OwnKeys keys = OwnKeys.of(settings, arrival);
    this.handover =
        ArcHandover.from(settings.trustedIds().toArray(String[]::new))
            .withOwnSealers(keys.dns(), keys.domains().toArray(String[]::new))
            .withCrypto(crypto);
  }

  @Override
  public String word() {
    return RoleName.SEAL.word();
  }

  @Override
  public Action onError() {
    return settings.onError();
  }

  /**
   * Results with our ids stay if they are trusted. If the header is too large to know the list, the
   * list with most to hide is assumed.
   */
  @Override
  public List<DeleteHeader> deletions(Envelope envelope, MessageHeader header) {
    if (header.isOverfull()) {
      return policies.canBe(ListPolicy.ANONYMOUS)
          ? Revealing.deletions(header)
          : own.deletions(header);
    }
    return switch (policies.of(header.headers())) {
      case OFF -> List.of();
      case DKIM, ARC -> unbelieved(header);
      case ANONYMOUS -> anonymized(header);
    };
  }

  /** Fields that name the author, and other fields that contain results. */
  private List<DeleteHeader> anonymized(MessageHeader header) {
    List<DeleteHeader> deletions = new ArrayList<>(Revealing.deletions(header));
    own.deletions(header).stream()
        .filter(each -> !Revealing.NAMES.contains(each.name().toLowerCase(Locale.ROOT)))
        .forEach(deletions::add);
    return deletions;
  }

  private List<DeleteHeader> unbelieved(MessageHeader header) {
    return own.deletions(header, OwnResults.places(handover.believed(header.headers(), limits)));
  }

  @Override
  public RoleSession begin(Envelope envelope, MessageHeader header, List<DeleteHeader> deletions) {
    return switch (policies.of(header.headers())) {
      case OFF -> new NoSession(RoleResult.unchanged("off", "the policy of the list"));
      case DKIM, ANONYMOUS -> begin(header.headers(), outgoing(envelope, header, deletions), false);
      case ARC -> begin(header.headers(), outgoing(envelope, header, deletions), true);
    };
  }

  private static SentHeader outgoing(
      Envelope envelope, MessageHeader header, List<DeleteHeader> deletions) {
    return SentHeader.of(envelope, header.headers(deletions));
  }

  private RoleSession begin(Headers arrived, SentHeader outgoing, boolean seals) {
    return outgoing
        .obstacle(settings.form().header())
        .<RoleSession>map(why -> new NoSession(RoleResult.unchanged("unsigned", why)))
        .orElseGet(() -> seals ? sealing(arrived, outgoing) : signing(outgoing));
  }

  private RoleSession signing(SentHeader outgoing) {
    SigningSession session = outgoing.signer(signer).begin();
    session.write(outgoing.bytes());
    return RoleSession.of(
        session::write,
        () -> finished(outgoing, () -> RoleResult.with("signed", session.finish(), "")));
  }

  /** Results are read from the header as it arrived; the seal covers the outgoing message. */
  private RoleSession sealing(Headers arrived, SentHeader outgoing) {
    SealingSession session =
        outgoing
            .sealer(sealer, settings.form().header())
            .signingFirst(outgoing.signer(signer))
            .begin(handover, arrived);
    session.write(outgoing.bytes());
    return RoleSession.of(session::write, () -> finished(outgoing, () -> result(session.finish())));
  }

  private static RoleResult result(SealResult result) {
    if (result instanceof SealResult.Failure unsealed) {
      return RoleResult.with("signed", unsealed.fields(), unsealed.detail());
    }
    SealResult.Sealed sealed = (SealResult.Sealed) result;
    return RoleResult.with("sealed", sealed.fields(), "")
        .fact("i", sealed.instance())
        .fact("cv", sealed.status().word());
  }

  /** The end of a session. */
  private interface Ending {
    RoleResult result() throws SigningException;
  }

  /** A message that can never be signed is passed on unchanged; a failing key may work later. */
  private RoleResult finished(SentHeader outgoing, Ending ending) {
    try {
      return outgoing.told(
          ending.result().fact("d", settings.domain()),
          signer.signedHeaders(),
          settings.form().header());
    } catch (SigningException e) {
      String why = String.valueOf(e.getMessage());
      return e.problem() == SigningException.Problem.KEY_FAILED
          ? RoleResult.error(settings.onError(), why)
          : RoleResult.unchanged("unsigned", why);
    }
  }
}
