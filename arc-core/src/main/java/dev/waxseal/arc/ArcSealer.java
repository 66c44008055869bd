package dev.waxseal.arc;

import dev.waxseal.authres.AuthenticationResults;
import dev.waxseal.authres.AuthservIds;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SignedHeaders;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.internal.HeaderHash;
import dev.waxseal.dkim.internal.SigningPass;
import dev.waxseal.dkim.internal.TagField;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import dev.waxseal.mime.internal.BodyHash;
import dev.waxseal.mime.internal.BodyHashes;
import dev.waxseal.mime.internal.LineEndScanner;
import dev.waxseal.pass.MessageSession;
import dev.waxseal.pass.internal.MessagePass;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Seals messages that are forwarded (RFC 8617 section 5.1): adds a set with the results that the
 * message had when it arrived. Those come from an {@link ArcArrival} or an {@link ArcHandover};
 * without them there is no seal. Fields that others forged are not deleted: leave them out of the
 * message first ({@code InboundReport.deliver}, {@link ArcHandover#believed}).
 *
 * <p>A set does not expire: a seal has no {@code x=} (RFC 8617 section 4.1.3), and the message
 * signatures made here have none either.
 *
 * <p>Immutable: build it once, share it among threads.
 *
 * <pre>{@code
 * ArcSealer sealer =
 *     ArcSealer.of("lists.example.org", "s1", SigningKey.fromPem(pem), "lists.example.org")
 *         .signingFirst(DkimSigner.of("lists.example.org", "s1", SigningKey.fromPem(pem)));
 * SealResult result = sealer.seal(message, ArcHandover.from("mx.example.org"));
 * for (HeaderField field : result.fields()) {
 *   out.write(field.bytes());
 * }
 * out.write(message);
 * }</pre>
 */
public final class ArcSealer {

  /**
   * The fields that a message signature covers by default, besides the signatures of DKIM. Only
   * From is over-signed: the next handler of the message may add any other field that it lacks now.
   */
  private static final SignedHeaders COVERED =
      new SignedHeaders(
          Set.of("From"),
          present(SignedHeaders.recommended()),
          SignedHeaders.recommended().signed());

  /** "MUST NOT be included" (RFC 8617 section 4.1.2). */
  private static final Set<String> NEVER_COVERED =
      Set.of(
          "authentication-results",
          "arc-authentication-results",
          "arc-message-signature",
          "arc-seal");

  private final DomainName domain;
  private final DomainName selector;
  private final SigningKey key;
  private final String authservId;
  private final Form form;
  private final Optional<DkimSigner> signer;
  private final InstantSource clock;
  private final Limits limits;

  /** The choices about a new set; it keeps comments of the results that it carries over, or not. */
  private record Form(
      SignedHeaders covered,
      Canonicalization header,
      Canonicalization body,
      boolean keepsComments) {

    static final Form DEFAULT =
        new Form(COVERED, Canonicalization.RELAXED, Canonicalization.RELAXED, false);
  }

  /**
   * A message that was read for its seal: its header, and the hashes of its body.
   *
   * <p>Immutable; share it among threads.
   */
  public static final class Prepared {

    private final Optional<Sealing> read;
    private final long bareCr;
    private final long bareLf;

    /**
     * A message.
     *
     * @param read the message; empty if its header is too large
     * @param bareCr the number of CR in its body that stand alone
     * @param bareLf the number of LF in its body that stand alone
     */
    Prepared(Optional<Sealing> read, long bareCr, long bareLf) {
      this.read = read;
      this.bareCr = bareCr;
      this.bareLf = bareLf;
    }

    /**
     * Seals the message. The body is the one that was read; nothing blocks.
     *
     * @param arrival the results when it arrived
     * @param outgoing the header as it goes out, with whatever was changed since
     * @throws SigningException if the message must not be signed, or a key does not sign
     */
    public SealResult seal(ArcArrival arrival, Headers outgoing) throws SigningException {
      if (read.isEmpty()) {
        throw new SigningException(SigningException.Problem.HEADER_TOO_LARGE, "");
      }
      LineEndScanner header = new LineEndScanner();
      for (HeaderField field : outgoing) {
        byte[] octets = field.bytes();
        header.write(octets, 0, octets.length);
      }
      SigningPass.check(outgoing, header.bareCr() + bareCr, header.bareLf() + bareLf);
      return read.get().with(outgoing).seal(new Found.Arrival(arrival));
    }
  }

  private ArcSealer(
      DomainName domain,
      DomainName selector,
      SigningKey key,
      String authservId,
      Form form,
      Optional<DkimSigner> signer,
      InstantSource clock,
      Limits limits) {
    this.domain = domain;
    this.selector = selector;
    this.key = Objects.requireNonNull(key);
    this.authservId = authservId;
    this.form = form;
    this.signer = signer;
    this.clock = Objects.requireNonNull(clock);
    this.limits = Objects.requireNonNull(limits);
  }

  /**
   * A sealer.
   *
   * @param domain the sealing domain, {@code d=}, of two labels at least
   * @param selector the selector of its key, {@code s=}
   * @param authservId the id of this service in the results (RFC 8601 section 2.5)
   * @throws IllegalArgumentException if the domain or the selector is not a domain name, or the
   *     authserv-id cannot be one
   */
  public static ArcSealer of(String domain, String selector, SigningKey key, String authservId) {
    DkimSigner.of(domain, selector, key); // refuses what cannot be looked up
    AuthservIds.of(authservId); // refuses an invalid id
    return new ArcSealer(
        DomainName.of(domain),
        DomainName.of(selector),
        key,
        authservId,
        Form.DEFAULT,
        Optional.empty(),
        Clock.systemUTC(),
        Limits.defaults());
  }

  /**
   * This sealer, adding DKIM signatures before the seal, as all changes come before it (section 5.1
   * step 1), in the same pass over the body. They are added where there is no seal, too.
   */
  public ArcSealer signingFirst(DkimSigner dkim) {
    return new ArcSealer(domain, selector, key, authservId, form, Optional.of(dkim), clock, limits);
  }

  /**
   * This sealer with other canonical forms of its message signature; both are relaxed by default.
   * Seals are always relaxed (RFC 8617 section 4.1.3).
   */
  public ArcSealer withCanonicalization(Canonicalization header, Canonicalization body) {
    return with(new Form(form.covered(), header, body, form.keepsComments()));
  }

  /**
   * This sealer with a message signature that covers other fields, such as {@code
   * sealer.signedHeaders().without("Reply-To")}. Whatever they are, it covers From, as {@link
   * SignedHeaders} requires, and all DKIM-Signature fields of the message (RFC 8617 section 4.1.2).
   *
   * @throws IllegalArgumentException if the fields of ARC or Authentication-Results are among them,
   *     which a message signature must not cover (RFC 8617 section 4.1.2)
   */
  public ArcSealer withSignedHeaders(SignedHeaders other) {
    Stream.of(other.overSigned(), other.overSignedIfPresent(), other.signed())
        .flatMap(Set::stream)
        .filter(name -> NEVER_COVERED.contains(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException("A message signature must not cover " + name);
            });
    return with(new Form(other, form.header(), form.body(), form.keepsComments()));
  }

  /**
   * This sealer keeping the comments of the results that an {@link ArcHandover} carries over, such
   * as {@code (2048-bit key)}: the one behind the result word of each. They are for people; by
   * default they are left out. A comment is rendered so that it stays one: no CR, LF or NUL,
   * parentheses quoted, a semicolon as a comma, at most 400 octets.
   */
  public ArcSealer keepingComments() {
    return with(new Form(form.covered(), form.header(), form.body(), true));
  }

  private ArcSealer with(Form other) {
    return new ArcSealer(domain, selector, key, authservId, other, signer, clock, limits);
  }

  /** This sealer with another clock: it gives {@code t=}. */
  public ArcSealer withClock(InstantSource other) {
    return new ArcSealer(domain, selector, key, authservId, form, signer, other, limits);
  }

  /** This sealer with other limits. */
  public ArcSealer withLimits(Limits other) {
    return new ArcSealer(domain, selector, key, authservId, form, signer, clock, other);
  }

  /**
   * Begins a message that is authenticated in the same pass, so that the results at its arrival are
   * known when it has ended. {@code InboundAuthenticator.sealing} does both in one pass.
   *
   * <p>The limits of a header are those of this sealer. No DNS is asked.
   */
  public MessageSession<Prepared> begin() {
    return new MessagePass<>(limits, Dns.zone(), new SealEvaluation.Start(this));
  }

  /** Begins a message that was authenticated here when it arrived; write it as it goes out. */
  public SealingSession begin(ArcArrival arrival) {
    return SealingSession.authenticatedHere(this, arrival);
  }

  /** Begins a message that another machine authenticated when it arrived. */
  public SealingSession begin(ArcHandover handover) {
    return SealingSession.handedOver(this, handover, Optional.empty());
  }

  /**
   * Begins a message that another machine authenticated when it arrived, and from which fields are
   * deleted before it is sealed, such as forged results. The handover reads the header as it came,
   * since the order of its fields matters.
   *
   * @param arrived the header as it came to this machine; write the message as it goes out
   */
  public SealingSession begin(ArcHandover handover, Headers arrived) {
    return SealingSession.handedOver(this, handover, Optional.of(arrived));
  }

  /**
   * Seals a message that was authenticated here when it arrived.
   *
   * @param message the message as it goes out, with whatever was changed since
   * @throws SigningException if the message must not be signed, or a key does not sign
   */
  public SealResult seal(byte[] message, ArcArrival arrival) throws SigningException {
    SealingSession session = begin(arrival);
    session.write(message);
    return session.finish();
  }

  /**
   * Seals a message that another machine authenticated when it arrived. Blocks for the key of our
   * own seal if there is one to verify, at most {@link Limits#dnsDeadline()}.
   *
   * @throws SigningException if the message must not be signed, or a key does not sign
   */
  public SealResult seal(byte[] message, ArcHandover handover) throws SigningException {
    SealingSession session = begin(handover);
    session.write(message);
    return session.finish();
  }

  /**
   * The three fields of a new set, from the top down.
   *
   * @param headers the header that is sealed, new signatures of DKIM included
   * @param chain the chain in it
   * @param bodyHash the hash of the body, as {@link #bodyNeed()} asks for it
   */
  List<HeaderField> set(Headers headers, Chain chain, BodyHash bodyHash, ArcArrival arrival)
      throws SigningException {
    int instance = chain.length() + 1;
    ChainStatus status = arrival.chain().status();
    Instant now = clock.instant();
    HeaderField results =
        new AuthenticationResults(authservId, arrival.sealedResults())
            .field(ArcField.Kind.RESULTS.fieldName(), "i=" + instance + ";");
    HeaderField signature = messageSignature(headers, instance, now, bodyHash);
    TagField seal =
        new TagField(ArcField.Kind.SEAL.fieldName())
            .tag("i", instance)
            .tag("a", key.algorithm())
            .tag("cv", status.word())
            .tag("d", domain)
            .tag("s", selector)
            .tag("t", now.getEpochSecond());
    List<ArcSet> before = status == ChainStatus.FAIL ? List.of() : chain.sets();
    byte[] data = SealScope.data(before, results, signature, seal.unsigned());
    return List.of(seal.signed(key.sign(data)), signature, results);
  }

  private HeaderField messageSignature(
      Headers headers, int instance, Instant now, BodyHash bodyHash) throws SigningException {
    List<String> names = covered(headers);
    TagField field =
        new TagField(ArcField.Kind.MESSAGE_SIGNATURE.fieldName())
            .tag("i", instance)
            .tag("a", key.algorithm())
            .tag("c", form.header() + "/" + form.body())
            .tag("d", domain)
            .tag("s", selector)
            .tag("t", now.getEpochSecond())
            .list("h", names)
            .octets("bh", bodyHash.sha256());
    byte[] data = HeaderHash.input(headers, names, field.unsigned(), form.header());
    return field.signed(key.sign(data));
  }

  /** The fields that its message signatures cover, besides the signatures of DKIM. */
  public SignedHeaders signedHeaders() {
    return form.covered();
  }

  /** The names of the fields that a message signature covers in a header. */
  List<String> covered(Headers headers) {
    List<String> names = new ArrayList<>(form.covered().names(headers));
    names.addAll(Collections.nCopies(headers.named("DKIM-Signature").size(), "DKIM-Signature"));
    return names;
  }

  /** The hash of the body that a message signature needs. */
  BodyHashes.Need bodyNeed() {
    return BodyHashes.Need.whole(form.body());
  }

  /** Returns true if comments of carried results are kept. */
  boolean keepsComments() {
    return form.keepsComments();
  }

  Optional<DkimSigner> signer() {
    return signer;
  }

  InstantSource clock() {
    return clock;
  }

  Limits limits() {
    return limits;
  }

  private static Set<String> present(SignedHeaders recommended) {
    Set<String> names = new LinkedHashSet<>(recommended.overSigned());
    names.addAll(recommended.overSignedIfPresent());
    names.remove("From");
    return names;
  }
}
