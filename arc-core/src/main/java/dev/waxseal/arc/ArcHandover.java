package dev.waxseal.arc;

import dev.waxseal.authres.AuthservIds;
import dev.waxseal.authres.ReceivedResults;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How a machine that seals takes over the verdict of the machine that judged: a list server behind
 * an MX. It cannot judge for itself, since the list has changed the message by then; it goes by the
 * Authentication-Results that the MX wrote.
 *
 * <p>That field is text. It is to be believed only if the MX deletes the forged ones, and if mail
 * reaches this machine through the MX alone.
 *
 * <p><b>The order rule.</b> The status of the chain is that of {@code arc=} in the trusted results
 * only if they stand above the topmost seal, for then they judged that chain. If the topmost seal
 * stands above them, it was added since; that is right only for a seal of our own, which must
 * verify. Without this rule whoever gets an old message of the list, with seals of ours that still
 * verify, could put another text under them and have it sealed afresh as {@code arc=pass}.
 *
 * <p>Where nobody judged the chain, since the results have no {@code arc=} or a seal that is not
 * our own was added after them, the message is not sealed: {@code cv=fail} would say that
 * validating failed (RFC 8617 section 4.4), and would break a chain for ever that may be good.
 *
 * <p><b>Whose results.</b> All fields of the newest judgement are taken together: those from the
 * newest down to the next seal, or to a field that gives a result for ARC or DMARC again, of which
 * a judgement has one; a field that cannot be read has given it, too. What contradicts itself is
 * left out ({@link dev.waxseal.authres.AuthenticationResults#unambiguous}), and so are results that
 * their method does not know, for no reader of the seal understands them.
 *
 * <p>Immutable: build it once, share it among threads.
 */
public final class ArcHandover {

  private final AuthservIds trusted;
  private final Dns keys;
  private final Set<DomainName> ownSealers;

  private ArcHandover(AuthservIds trusted, Dns keys, Set<DomainName> ownSealers) {
    this.trusted = trusted;
    this.keys = keys;
    this.ownSealers = Set.copyOf(ownSealers);
  }

  /**
   * A handover from these services.
   *
   * @param authservIds the authserv-ids of the machines that judge mail before it comes here
   * @throws IllegalArgumentException if one is empty or cannot be an id
   */
  public static ArcHandover from(String... authservIds) {
    return new ArcHandover(AuthservIds.of(authservIds), Dns.zone(), Set.of());
  }

  /**
   * This handover, knowing the domains that seal in our own name: this machine's, and those of the
   * MX if it seals too. A seal of theirs above the trusted results continues the chain.
   *
   * <p>Only our own topmost seal is verified: it signs all sets below it as they stand, and says
   * what we found of them then. So nothing is asked of DNS but keys of our own.
   *
   * @param sealerKeys where the key records of these domains are; a {@link Dns#zone} of them needs
   *     no network
   * @param domains the domains of the seals, {@code d=}
   * @throws IllegalArgumentException if one is no domain name
   */
  public ArcHandover withOwnSealers(Dns sealerKeys, String... domains) {
    Set<DomainName> own = new HashSet<>();
    Arrays.stream(domains).map(DomainName::of).forEach(own::add);
    return new ArcHandover(trusted, sealerKeys, own);
  }

  /**
   * The results that are taken over from a header: those of the newest judgement. Whoever seals
   * deletes all others that claim an id of his services (RFC 8601 section 5), so that nobody else
   * believes them.
   *
   * @param headers the header as it came to this machine
   */
  public List<ReceivedResults.Entry> believed(Headers headers, Limits limits) {
    ArcHandover keyless = new ArcHandover(trusted, Dns.zone(), Set.of()); // no seal is verified
    return new CarriedResults(keyless, false, headers, keyless.keys, limits, Instant.EPOCH)
        .believedEntries();
  }

  AuthservIds trusted() {
    return trusted;
  }

  Dns keys() {
    return keys;
  }

  boolean isOwn(DomainName sealer) {
    return ownSealers.contains(sealer);
  }
}
