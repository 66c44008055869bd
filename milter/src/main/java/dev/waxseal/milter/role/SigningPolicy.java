package dev.waxseal.milter.role;

import dev.waxseal.milter.config.SealSettings;
import dev.waxseal.milter.config.SignSettings;
import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.mime.Headers;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Whose messages are signed: those of clients that have authenticated or are named, unless the
 * message has been through our MX or through a list of ours and is only passed on. Immutable.
 */
final class SigningPolicy {

  /** "The authorization identity", of clients that have authenticated (RFC 4954). */
  private static final String AUTHENTICATED = "{auth_authen}";

  private final SignSettings settings;
  private final OwnResults own;
  private final Optional<ListPolicies> lists;

  SigningPolicy(SignSettings settings, OwnResults own, Optional<SealSettings> seal) {
    this.settings = settings;
    this.own = own;
    this.lists = seal.map(ListPolicies::new);
  }

  /** Whether the client has authenticated to the mail server. */
  static boolean hasAuthenticated(Envelope envelope) {
    return !envelope.macros().getOrDefault(AUTHENTICATED, "").isEmpty();
  }

  /** Why a message is not signed, for people; empty if it may be. */
  Optional<String> refusal(Envelope envelope, Headers headers) {
    if (!isClientOfOurs(envelope)) {
      String client = envelope.client().map(InetAddress::getHostAddress).orElse("without address");
      return Optional.of(
          "the client " + client + " has not authenticated and is not in the networks of [sign]");
    }
    if (own.areIn(headers)) {
      return Optional.of(
          "it came with Authentication-Results of an id of ours: it has been judged before, or"
              + " somebody has forged them");
    }
    return lists
        .filter(policies -> policies.isOwnPost(headers))
        .map(policies -> "it is a post of a list of [seal]");
  }

  private boolean isClientOfOurs(Envelope envelope) {
    return settings.signForAnybody()
        || hasAuthenticated(envelope)
        || envelope
            .client()
            .filter(ip -> settings.networks().stream().anyMatch(net -> net.contains(ip)))
            .isPresent();
  }
}
