package dev.waxseal.milter.role;

import dev.waxseal.dkim.Crypto;
import dev.waxseal.milter.config.ArrivalSeal;
import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.HistorySettings;
import dev.waxseal.milter.config.Listen;
import dev.waxseal.milter.config.RoleName;
import dev.waxseal.milter.config.VerifySettings;
import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.milter.protocol.MessageFilter;
import dev.waxseal.mime.Limits;
import dev.waxseal.reports.history.HistoryEntry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The roles of one configuration, with their keys.
 *
 * <p>Immutable; share it among threads.
 */
public final class Roles {

  private static final Role IDLE = new IdleRole();

  private final Map<RoleName, Role> roles = new EnumMap<>(RoleName.class);
  private final Optional<SignRole> signing;
  private final FilterSettings settings;

  private Roles(
      Configuration configuration,
      Crypto crypto,
      boolean dryRun,
      Consumer<MessageRecord> log,
      Optional<Recorder> recorder) {
    Limits limits = Limits.with().dnsDeadline(configuration.limits().perMessage()).build();
    OwnResults own = new OwnResults(configuration.ownIds());
    this.settings = new FilterSettings(limits, configuration.limits().messageOctets(), dryRun, log);
    configuration
        .verify()
        .map(verify -> new VerifyRole(verify, own, configuration.dns(), limits, crypto, recorder))
        .ifPresent(role -> roles.put(RoleName.VERIFY, role));
    this.signing =
        configuration
            .sign()
            .map(
                sign ->
                    new SignRole(
                        sign, own, configuration.seal(), configuration.dns(), limits, crypto));
    signing.ifPresent(role -> roles.put(RoleName.SIGN, role));
    configuration
        .seal()
        .map(seal -> new SealRole(seal, arrivalSeal(configuration), own, limits, crypto))
        .ifPresent(role -> roles.put(RoleName.SEAL, role));
    configuration
        .handover()
        .map(handover -> new HandoverRole(handover, own, limits, crypto))
        .ifPresent(role -> roles.put(RoleName.HANDOVER, role));
  }

  private static Optional<ArrivalSeal> arrivalSeal(Configuration configuration) {
    return configuration.verify().flatMap(VerifySettings::seal);
  }

  /**
   * The roles that a configuration describes.
   *
   * @param crypto the implementation of RSA and Ed25519
   * @param dryRun true to change and refuse nothing; a field {@code X-Waxseal-Dry-Run} then says
   *     what would have happened
   * @param log receives the record of each message; thread-safe and fast
   * @param history receives what reports need of each message that is verified, with the
   *     configuration's settings, if it has some and this is no dry run; thread-safe and fast
   */
  public static Roles of(
      Configuration configuration,
      Crypto crypto,
      boolean dryRun,
      Consumer<MessageRecord> log,
      BiConsumer<HistorySettings, HistoryEntry> history) {
    Optional<Recorder> recorder =
        configuration
            .history()
            .filter(any -> !dryRun)
            .map(it -> new Recorder(entry -> history.accept(it, entry)));
    return new Roles(configuration, crypto, dryRun, log, recorder);
  }

  /**
   * Begins a message.
   *
   * @param byDaemon the roles of the socket by daemon name, as {@link Listen#roles()} has them
   */
  public MessageFilter begin(Map<String, RoleName> byDaemon, Envelope envelope) {
    RoleName name = byDaemon.get(envelope.daemonName());
    RoleName meant = name == null ? byDaemon.get(Listen.ANY) : name;
    Role role =
        meant == null
            ? IDLE
            : Objects.requireNonNullElse(roles.get(forClient(meant, envelope)), IDLE);
    return new RoleFilter(role, envelope, settings);
  }

  /** At a port that does both, only clients of ours are signed for; all others are verified. */
  private RoleName forClient(RoleName meant, Envelope envelope) {
    if (meant != RoleName.VERIFY_OR_SIGN) {
      return meant;
    }
    boolean ours = signing.filter(role -> role.isFor(envelope)).isPresent();
    return ours ? RoleName.SIGN : RoleName.VERIFY;
  }
}
