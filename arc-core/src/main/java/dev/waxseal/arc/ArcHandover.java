package dev.waxseal.arc;

import dev.waxseal.authres.AuthservIds;
import dev.waxseal.authres.ReceivedResults;
import dev.waxseal.dkim.Crypto;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The handover of results from the machine that authenticates mail to one that seals it, such as a
 * list server behind an MX. The list has changed the message when it is sealed, so the list server
 * cannot authenticate it; it uses the Authentication-Results fields that the MX wrote.
 *
 * <p>Such a field is text that anyone can write. Use a handover only if the MX deletes forged ones,
 * and if mail reaches this machine through the MX alone.
 *
 * <p><b>The order rule.</b> The status of the chain is that of {@code arc=} in the trusted results
 * only if they stand above the topmost seal, for then they are about that chain. If the topmost
 * seal stands above them, it was added later; that is right only for a seal of our own, which must
 * verify. Without this rule, anyone with an old message of the list, whose seals of ours still
 * verify, could put another text under them and have it sealed again as {@code arc=pass}.
 *
 * <p>If nobody validated the chain, because the results have no {@code arc=} or a seal of somebody
 * else was added after them, the message is not sealed: {@code cv=fail} would say that validation
 * failed (RFC 8617 section 4.4), and would break a chain for ever that may be valid.
 *
 * <p><b>Which results.</b> All fields of the newest evaluation count together: from the newest
 * field down to the next seal, or to a field that has a second result of ARC or DMARC, since an
 * evaluation has one of each; a field that cannot be read counts as having one. Results that
 * contradict each other are left out ({@link
 * dev.waxseal.authres.AuthenticationResults#unambiguous}), and so are result words that their
 * method does not define, since no reader of the seal understands them.
 *
 * <p>Immutable: build it once, share it among threads.
 */
public final class ArcHandover {

  private final AuthservIds trusted;
  private final Dns keys;
  private final Set<DomainName> ownSealers;
  private final Crypto crypto;

  private ArcHandover(AuthservIds trusted, Dns keys, Set<DomainName> ownSealers, Crypto crypto) {
    this.trusted = trusted;
    this.keys = keys;
    this.ownSealers = Set.copyOf(ownSealers);
    this.crypto = Objects.requireNonNull(crypto);
  }

  /**
   * A handover from these services.
   *
   * @param authservIds the authserv-ids of the machines that authenticate mail before it comes here
   * @throws IllegalArgumentException if one is empty or cannot be an id
   */
  public static ArcHandover from(String... authservIds) {
    return new ArcHandover(AuthservIds.of(authservIds), Dns.zone(), Set.of(), Crypto.standard());
  }

  /**
   * This handover, knowing the domains that seal in our own name: this machine's, and those of the
   * MX if it seals too. A seal of theirs above the trusted results continues the chain.
   *
   * <p>Only our own topmost seal is verified: it signs all sets below it as they stand, and has the
   * status that we found then. So DNS is asked only for keys of our own.
   *
   * @param sealerKeys where the key records of these domains are; a {@link Dns#zone} of them needs
   *     no network
   * @param domains the domains of the seals, {@code d=}
   * @throws IllegalArgumentException if one is not a domain name
   */
  public ArcHandover withOwnSealers(Dns sealerKeys, String... domains) {
    Set<DomainName> own = new HashSet<>();
    Arrays.stream(domains).map(DomainName::of).forEach(own::add);
    return new ArcHandover(trusted, sealerKeys, own, crypto);
  }

  /** This handover with another implementation of RSA and Ed25519; its results are the same. */
  public ArcHandover withCrypto(Crypto other) {
    return new ArcHandover(trusted, keys, ownSealers, other);
  }

  /**
   * The results that are carried over from a header: those of the newest evaluation. Before
   * sealing, delete all others that claim an id of these services (RFC 8601 section 5), so that
   * nobody else believes them.
   *
   * @param headers the header as it came to this machine
   */
  public List<ReceivedResults.Entry> believed(Headers headers, Limits limits) {
    ArcHandover keyless = // no seal is verified
        new ArcHandover(trusted, Dns.zone(), Set.of(), crypto);
    return new CarriedResults(keyless, false, headers, keyless.keys, limits, Instant.EPOCH)
        .believedEntries();
  }

  AuthservIds trusted() {
    return trusted;
  }

  Dns keys() {
    return keys;
  }

  Crypto crypto() {
    return crypto;
  }

  boolean isOwn(DomainName sealer) {
    return ownSealers.contains(sealer);
  }
}
