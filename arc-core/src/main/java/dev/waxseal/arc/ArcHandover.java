package dev.waxseal.arc;

import dev.waxseal.authres.AuthservIds;
import dev.waxseal.authres.MethodResult;
import dev.waxseal.authres.Reason;
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
import java.util.Optional;
import java.util.Set;

/**
 * The handover of results from the machine that authenticates mail to one that seals it, such as a
 * list server behind an MX. The list has changed the message when it is sealed, so the list server
 * cannot authenticate it; it uses the Authentication-Results fields that the MX wrote.
 *
 * <p>Such a field is text that anyone can write. Use a handover only if the MX deletes forged ones,
 * and if mail reaches this machine through the MX alone. Or check it: let the MX seal what it has
 * judged, and this machine, before the list changes the message, check that set ({@link
 * ArcVerifier#beginHandover}), delete all other results, and write those of the {@link Checked} set
 * under an id that is only used here.
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

  /** The reason why a message is not handed over by a machine of ours. */
  public enum Refusal implements Reason {
    /** The header is larger than the limits allow, so that the chain in it was not looked at. */
    HEADER_TOO_LARGE("RFC 8617 section 5.2 step 1", "the header is too large to look for a seal"),
    /** The message has no chain. */
    NO_SEAL("RFC 8617 section 5.2 step 1", "the message has no seal"),
    /** The fields of the chain are not one, and the newest set does not say so itself. */
    NOT_A_CHAIN("RFC 8617 section 5.2 step 3", "the sets of the message are not a chain"),
    /** The newest set is not one of our sealers'. */
    SEALED_BY_ANOTHER("RFC 8617 section 4.1.3", "the newest set is not by one of our sealers"),
    /** The newest set does not say when it was made. */
    NO_TIME("RFC 8617 section 4.1.3", "the newest seal does not say when it was made"),
    /** The newest set is older than allowed. */
    TOO_OLD("RFC 8617 section 4.1.3", "the newest set is too old"),
    /** Programs read the header in different ways, so that nobody knows which text was judged. */
    HEADER_AMBIGUOUS("RFC 5322 section 2.2", "programs read its header in different ways"),
    /** A field that makes the text what it is stands in the message, and not in what was signed. */
    FIELD_NOT_COVERED(
        "RFC 6376 section 8.15", "the newest message signature does not cover a field"),
    /**
     * The newest message signature does not verify: the message is not the one that was sealed, or
     * its key is not among those that were named.
     */
    MESSAGE_CHANGED("RFC 8617 section 5.2 step 4", "the newest message signature does not verify"),
    /** The newest seal does not verify. */
    SEAL_FAILED("RFC 8617 section 5.2 step 6", "the newest seal does not verify"),
    /** What the newest set says of the message cannot be read. */
    RESULTS_UNREADABLE("RFC 8601 section 2.2", "the results in the newest set cannot be read");

    private final String section;
    private final String summary;

    Refusal(String section, String summary) {
      this.section = section;
      this.summary = summary;
    }

    @Override
    public String result() {
      return ChainStatus.NONE.word();
    }

    @Override
    public String section() {
      return section;
    }

    @Override
    public String summary() {
      return summary;
    }
  }

  /**
   * The check that a message comes from a machine of ours as that machine sealed it; {@link
   * ArcVerifier#beginHandover} makes it.
   *
   * <p>The newest set of the message is by one of the sealers that were named, its message
   * signature verifies, body included, and so does its seal; both were made in the time that was
   * allowed. A seal alone is never enough: it signs no text, so that anyone who has it could put it
   * over another one. The sets below are not validated again: the machine did it before it sealed,
   * says so in {@code cv=}, and its seal covers them as they stand.
   *
   * <p>The message signature covers each From, Subject, Content-Type and Content-Transfer-Encoding
   * of the message, and the header has no {@link dev.waxseal.mime.HeaderFault}: a signature holds
   * whatever is added beside what it covers, and each of these shows another author or text.
   *
   * <p>If the machine found the chain broken it says {@code cv=fail}, and its seal covers its own
   * set alone (RFC 8617 section 5.1.2). The results are handed over all the same.
   *
   * <p>The same message may come twice, or to another recipient, as with any signature; what its
   * sealer found of it holds each time.
   *
   * <p>Immutable; share it among threads.
   *
   * @param refusal why the message is not handed over; empty if it is
   * @param about what exactly is wrong, printable ASCII on one line; may be empty
   * @param sealer the domain of the newest set, {@code d=}; empty if the message is not handed over
   * @param results the results in the newest set, without those that contradict each other or whose
   *     word their method does not define, and {@code arc=} of the chain with that set; none if the
   *     message is not handed over
   */
  public record Checked(
      Optional<Refusal> refusal,
      String about,
      Optional<DomainName> sealer,
      List<MethodResult> results) {

    /** Copies the list. */
    public Checked {
      results = List.copyOf(results);
    }

    static Checked refused(Refusal refusal, String about) {
      return new Checked(Optional.of(refusal), about, Optional.empty(), List.of());
    }

    /** The reason for people, with what exactly is wrong: printable ASCII on one line. */
    public String detail() {
      return refusal.map(why -> why.detail(about)).orElse("");
    }
  }

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
