package dev.waxseal.milter.role;

import dev.waxseal.milter.config.SealSettings;
import dev.waxseal.milter.config.SignSettings;
import dev.waxseal.milter.config.Unsigned;
import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.mime.Author;
import dev.waxseal.mime.Headers;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Decides which messages are signed: those of authenticated or configured clients, unless the
 * message has passed our MX or one of our lists and is only forwarded. Immutable.
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

  /** True if the client has authenticated to the mail server. */
  static boolean hasAuthenticated(Envelope envelope) {
    return !envelope.macros().getOrDefault(AUTHENTICATED, "").isEmpty();
  }

  /** The reason why a message is not signed; empty if it may be signed. */
  Optional<String> refusal(Envelope envelope, Headers headers) {
    if (!isClientOfOurs(envelope)) {
      String client = envelope.client().map(InetAddress::getHostAddress).orElse("without address");
      return Optional.of(
          "the client " + client + " has not authenticated and is not in [sign] networks");
    }
    if (own.areIn(headers)) {
      return Optional.of(
          "it has Authentication-Results of one of our ids: it was verified before, or"
              + " they are forged");
    }
    return lists
        .filter(policies -> policies.isOwnPost(headers))
        .map(policies -> "it is a post of a list named in [seal]");
  }

  /** The reason why a message that may be signed is left without signatures. */
  Optional<String> exemption(Envelope envelope, Author.Known author) {
    Unsigned unsigned = settings.unsigned();
    Author.Mailbox first = author.mailboxes().get(0);
    if (envelope.client().filter(unsigned::isClient).isPresent()) {
      return Optional.of("its client is in networks of [sign.unsigned]");
    }
    if (unsigned.isAuthor(first.localPart() + "@" + first.domain())) {
      return Optional.of("its author is one of [sign.unsigned]");
    }
    return envelope.recipients().allMatch(address -> unsigned.isRecipient(decoded(address)))
        ? Optional.of("all of its recipients are of [sign.unsigned]")
        : Optional.empty();
  }

  /** An address of SMTP, whose octets are UTF-8 (RFC 6531 section 3.3). */
  private static String decoded(String address) {
    return new String(address.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** Returns true if the client has authenticated or is named in the configuration. */
  boolean isClientOfOurs(Envelope envelope) {
    return settings.signForAnybody()
        || hasAuthenticated(envelope)
        || envelope
            .client()
            .filter(ip -> settings.networks().stream().anyMatch(net -> net.contains(ip)))
            .isPresent();
  }
}
