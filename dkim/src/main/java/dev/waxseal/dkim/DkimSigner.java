package dev.waxseal.dkim;

import dev.waxseal.dkim.internal.HeaderHash;
import dev.waxseal.dkim.internal.TagField;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Signs messages (RFC 6376 section 5), with one key or several in one pass.
 *
 * <p>Immutable: build it once, share it among threads.
 *
 * <pre>{@code
 * DkimSigner signer =
 *     DkimSigner.of("example.com", "rsa26", SigningKey.fromPem(rsaPem))
 *         .and("ed26", SigningKey.fromPem(ed25519Pem));
 * for (HeaderField field : signer.sign(message)) {
 *   out.write(field.bytes());
 * }
 * out.write(message);
 * }</pre>
 */
public final class DkimSigner {

  private static final Duration LONGEST = Duration.ofDays(36_525);

  private final List<Signatory> signatories;
  private final Canonicalization headerForm;
  private final Canonicalization bodyForm;
  private final SignedHeaders signedHeaders;
  private final Optional<Duration> lifetime;
  private final InstantSource clock;
  private final Limits limits;

  /** Whose signature, and by which key. */
  record Signatory(DomainName domain, DomainName selector, SigningKey key) {

    /** The name of the key record in DNS (RFC 6376 section 3.6.2.1). */
    DomainName keyName() {
      return domain.prefixed(selector + "._domainkey").orElseThrow();
    }
  }

  private DkimSigner(
      List<Signatory> signatories,
      Canonicalization headerForm,
      Canonicalization bodyForm,
      SignedHeaders signedHeaders,
      Optional<Duration> lifetime,
      InstantSource clock,
      Limits limits) {
    this.signatories = List.copyOf(signatories);
    this.headerForm = Objects.requireNonNull(headerForm);
    this.bodyForm = Objects.requireNonNull(bodyForm);
    this.signedHeaders = Objects.requireNonNull(signedHeaders);
    this.lifetime = lifetime;
    this.clock = Objects.requireNonNull(clock);
    this.limits = Objects.requireNonNull(limits);
  }

  /**
   * A signer for one domain and key: relaxed canonical forms, the recommended fields, a timestamp,
   * no expiration.
   *
   * @param domain the signing domain, {@code d=}, of two labels at least
   * @param selector the selector, {@code s=}
   * @throws IllegalArgumentException if either is not a domain name
   */
  public static DkimSigner of(String domain, String selector, SigningKey key) {
    return new DkimSigner(
        List.of(signatory(domain, selector, key)),
        Canonicalization.RELAXED,
        Canonicalization.RELAXED,
        SignedHeaders.recommended(),
        Optional.empty(),
        Clock.systemUTC(),
        Limits.defaults());
  }

  /** This signer with another key for the same domain; each makes a signature of its own. */
  public DkimSigner and(String selector, SigningKey key) {
    return and(signatories.get(signatories.size() - 1).domain().toString(), selector, key);
  }

  /** This signer with another domain and key; each makes a signature of its own. */
  public DkimSigner and(String domain, String selector, SigningKey key) {
    List<Signatory> more = new ArrayList<>(signatories);
    more.add(signatory(domain, selector, key));
    return new DkimSigner(more, headerForm, bodyForm, signedHeaders, lifetime, clock, limits);
  }

  /** This signer with other canonical forms of the header and the body. */
  public DkimSigner withCanonicalization(Canonicalization header, Canonicalization body) {
    return new DkimSigner(signatories, header, body, signedHeaders, lifetime, clock, limits);
  }

  /**
   * This signer covering other fields, such as {@code
   * SignedHeaders.recommended().without("Reply-To")}.
   */
  public DkimSigner withSignedHeaders(SignedHeaders other) {
    return new DkimSigner(signatories, headerForm, bodyForm, other, lifetime, clock, limits);
  }

  /**
   * This signer with signatures that end, {@code x=}.
   *
   * @param afterSigning how long a signature lasts, from one second to a hundred years
   * @throws IllegalArgumentException if it is shorter or longer
   */
  public DkimSigner withExpiration(Duration afterSigning) {
    if (afterSigning.toSeconds() < 1 || afterSigning.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "A signature lasts a second at least and a hundred years at most");
    }
    return new DkimSigner(
        signatories, headerForm, bodyForm, signedHeaders, Optional.of(afterSigning), clock, limits);
  }

  /** This signer with another clock: it gives {@code t=} and {@code x=}. */
  public DkimSigner withClock(InstantSource other) {
    return new DkimSigner(
        signatories, headerForm, bodyForm, signedHeaders, lifetime, other, limits);
  }

  /**
   * This signer with other limits; those of the header and of the names in {@code h=} are the ones
   * that matter here.
   */
  public DkimSigner withLimits(Limits other) {
    return new DkimSigner(signatories, headerForm, bodyForm, signedHeaders, lifetime, clock, other);
  }

  /** Begins a message that arrives piece by piece. */
  public SigningSession begin() {
    return new SigningSession(this);
  }

  /**
   * Signs a message that is in memory.
   *
   * @return the fields to put on top of the message, in this order (RFC 6376 section 5.6)
   * @throws SigningException if the message must not be signed, or a key does not sign
   */
  public List<HeaderField> sign(byte[] message) throws SigningException {
    SigningSession session = begin();
    session.write(message);
    return session.finish();
  }

  /**
   * Signs a message, reading it to its end; the stream is not closed. Memory does not grow with the
   * body.
   *
   * @return the fields to put on top of the message, in this order
   * @throws IOException if the stream cannot be read
   * @throws SigningException if the message must not be signed, or a key does not sign
   */
  public List<HeaderField> sign(InputStream message) throws IOException, SigningException {
    SigningSession session = begin();
    byte[] buffer = new byte[8192];
    for (int n = message.read(buffer); n >= 0; n = message.read(buffer)) {
      session.write(buffer, 0, n);
    }
    return session.finish();
  }

  /**
   * Signs a message whose body somebody else has hashed.
   *
   * @param headers the header of the message
   * @param bodyHash the SHA-256 of the body in the form {@link #bodyCanonicalization()}, 32 octets
   * @return the fields to put on top of the message, in this order
   * @throws SigningException if there are too many fields to sign, or a key does not sign
   */
  public List<HeaderField> sign(Headers headers, byte[] bodyHash) throws SigningException {
    List<String> names = signedHeaders.names(headers);
    if (names.size() > limits.signedHeaders()) {
      throw new SigningException(
          SigningException.Problem.TOO_MANY_FIELDS, names.size() + " fields");
    }
    Instant now = clock.instant();
    List<HeaderField> fields = new ArrayList<>();
    for (Signatory signatory : signatories) {
      fields.add(sign(headers, names, bodyHash, signatory, now));
    }
    return List.copyOf(fields);
  }

  /** The fields that it covers. */
  public SignedHeaders signedHeaders() {
    return signedHeaders;
  }

  /** The canonical form of the header that it signs. */
  public Canonicalization headerCanonicalization() {
    return headerForm;
  }

  /** The canonical form of the body that it signs. */
  public Canonicalization bodyCanonicalization() {
    return bodyForm;
  }

  private HeaderField sign(
      Headers headers, List<String> names, byte[] bodyHash, Signatory signatory, Instant now)
      throws SigningException {
    TagField field =
        new TagField("DKIM-Signature")
            .tag("v", 1)
            .tag("a", signatory.key().algorithm())
            .tag("c", headerForm + "/" + bodyForm)
            .tag("d", signatory.domain())
            .tag("s", signatory.selector())
            .tag("t", now.getEpochSecond());
    lifetime.ifPresent(span -> field.tag("x", now.plus(span).getEpochSecond()));
    HeaderField unsigned = field.list("h", names).octets("bh", bodyHash).unsigned();
    byte[] signedData = HeaderHash.input(headers, names, unsigned, headerForm);
    return field.signed(signatory.key().sign(signedData));
  }

  Limits limits() {
    return limits;
  }

  /** The names of the key records in DNS. */
  List<DomainName> keyNames() {
    return signatories.stream().map(Signatory::keyName).toList();
  }

  /** The names in {@code h=} for a message. */
  List<String> names(Headers headers) {
    return signedHeaders.names(headers);
  }

  private static Signatory signatory(String domain, String selector, SigningKey key) {
    DomainName sdid = DomainName.of(domain);
    if (sdid.labelCount() < 2) {
      throw new IllegalArgumentException("A signing domain has two labels at least: " + domain);
    }
    DomainName name = DomainName.of(selector);
    if (sdid.prefixed(name + "._domainkey").isEmpty()) {
      throw new IllegalArgumentException("The name of the key would be too long for DNS");
    }
    return new Signatory(sdid, name, Objects.requireNonNull(key));
  }
}
