package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dkim.signature.Octets;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import dev.waxseal.mime.internal.BodyHash;
import dev.waxseal.mime.internal.BodyHashes;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The verification of one signature: the steps of RFC 6376 section 6.1 in their order, with those
 * that RFC 8301 and RFC 8463 add. They stand in {@link #readField}, {@link #checkAnswer} and {@link
 * #checkRecord}, a line a step with its section. The first step that fails gives the reason.
 *
 * <p>A DKIM-Signature and an ARC-Message-Signature (RFC 8617 section 4.1.2) take all steps. An
 * ARC-Seal takes those of the key and the last one, since it covers no body.
 *
 * <p>For one message, one thread.
 */
public final class SignatureVerification {

  private static final Octets NO_OCTETS = Octets.of(new byte[0]);

  private final HeaderField field;
  private Optional<DkimSignature> claims = Optional.empty();
  private Optional<KeyUse> use = Optional.empty();
  private Optional<DomainName> keyName = Optional.empty();
  private Optional<BodyHashes.Need> bodyNeed = Optional.empty();
  private Optional<Refusal> refusal = Optional.empty();
  private Octets signature = NO_OCTETS;

  /** The kinds of field that have the tags of a DKIM-Signature. */
  public enum Kind {
    /** A DKIM-Signature. */
    DKIM_SIGNATURE,
    /** An ARC-Message-Signature: no version, and {@code i=} is not an identity. */
    ARC_MESSAGE_SIGNATURE
  }

  private SignatureVerification(HeaderField field) {
    this.field = field;
  }

  /** Takes the first steps, for which the field is enough. */
  public static SignatureVerification begin(
      HeaderField field, Kind kind, Instant now, Limits limits) {
    SignatureVerification verification = new SignatureVerification(field);
    try {
      verification.readField(kind, now, limits);
    } catch (Refusal refusal) {
      verification.refusal = Optional.of(refusal);
    }
    return verification;
  }

  /**
   * The verification of a seal, whose tags were read and checked elsewhere.
   *
   * @param signature {@code b=}
   * @throws Refusal if there cannot be a key
   */
  public static SignatureVerification ofSeal(HeaderField field, KeyUse use, Octets signature)
      throws Refusal {
    SignatureVerification verification = new SignatureVerification(field);
    verification.findKey(use, signature);
    return verification;
  }

  /** The verification of a field that is not looked at, for this reason. */
  public static SignatureVerification refused(HeaderField field, Refusal refusal) {
    SignatureVerification verification = new SignatureVerification(field);
    verification.refusal = Optional.of(refusal);
    return verification;
  }

  /** The steps that need only the field (RFC 6376 section 6.1.1). */
  private void readField(Kind kind, Instant now, Limits limits) throws Refusal {
    TagList tags = TagList.parse(field.value(), limits.tags(), DkimReason.SIGNATURE_SYNTAX); // 3.2
    SignatureParser parser = new SignatureParser(tags, kind);
    parser.checkVersion(); // RFC 6376 section 6.1.1, v=
    parser.checkNumberOfNames(limits); // RFC 6376 section 6.1.1, h=
    DkimSignature read = parser.signature(); // RFC 6376 section 3.5, then the required tags
    claims = Optional.of(read);
    checkIdentity(read); // RFC 6376 section 6.1.1, i= and d=
    checkFromIsSigned(read); // RFC 6376 section 6.1.1, h=
    checkOrderOfTimes(read); // RFC 6376 section 3.5, x= and t=
    checkExpiration(read, now, limits); // RFC 6376 section 6.1.1, x=
    checkTimestamp(read.timestamp(), now, limits); // RFC 6376 section 3.5, t=
    checkQueryMethods(read); // RFC 6376 section 3.5, q=
    checkAlgorithm(read.algorithm()); // RFC 8301 section 3.1, RFC 8463 section 3, a=
    bodyNeed = Optional.of(checkCanonicalization(read)); // RFC 6376 section 3.4, c=
    findKey(KeyUse.of(read), read.signature()); // RFC 6376 section 6.1.2 step 1
  }

  /** The steps that need an answer from DNS (RFC 6376 section 6.1.2). */
  private VerificationOutcome checkAnswer(
      DnsAnswer<DnsRecord.Txt> answer,
      Optional<BodyHash> body,
      Supplier<byte[]> headerHash,
      VerificationRules rules) {
    if (answer instanceof DnsAnswer.Unavailable<DnsRecord.Txt> unavailable) { // step 2
      return VerificationOutcome.refused(
          DkimReason.KEY_UNAVAILABLE, unavailable.cause().toString());
    }
    if (!(answer instanceof DnsAnswer.Found<DnsRecord.Txt> found)) { // step 3
      return VerificationOutcome.refused(DkimReason.NO_KEY, nameOfKey());
    }
    Optional<VerificationOutcome> furthest = Optional.empty();
    int tried = 0;
    for (DnsRecord.Txt txt : found.records()) { // step 4: "cycle through the key records"
      if (tried >= rules.keys().limits().keyRecords()) {
        break;
      }
      VerificationOutcome outcome = checkTxt(txt, body, headerHash, rules); // from step 5 on
      if (outcome.refusal().isEmpty()) {
        return checkTesting(outcome, rules); // RFC 6376 section 3.6.1, t=y
      }
      furthest = furthest.map(outcome::further).or(() -> Optional.of(outcome));
      tried += outcome.keyRecord().isPresent() ? 1 : 0;
    }
    return furthest.orElseGet(() -> VerificationOutcome.refused(DkimReason.NO_KEY, nameOfKey()));
  }

  /** The steps that need a key record and the hashes (RFC 6376 sections 6.1.2 and 6.1.3). */
  private void checkRecord(
      PublishedKey published,
      Optional<BodyHash> body,
      Supplier<byte[]> headerHash,
      VerificationRules rules)
      throws Refusal {
    DkimKeyRecord keyRecord = published.keyRecord();
    checkService(keyRecord); // RFC 6376 section 3.6.1, s=
    checkHash(keyRecord); // RFC 6376 section 6.1.2 step 6, h=
    checkRevocation(keyRecord); // RFC 6376 section 6.1.2 step 7, p=
    PublicKey key = keyOfAlgorithm(published); // RFC 6376 section 6.1.2 step 8, k= and a=
    checkStrictness(keyRecord); // RFC 6376 section 3.6.1, t=s
    key.checkStrength(rules.keys().limits()); // RFC 8301 section 3.2, RFC 6376 section 8.8
    rules.checkLength(key); // RFC 8301 section 3.2, the policy of the verifier
    if (body.isPresent()) {
      checkBodyLength(body.get()); // RFC 6376 section 3.5, l=
      checkBodyHash(body.get()); // RFC 6376 section 6.1.3 step 3, bh=
    }
    byte[] octets = signature.bytes();
    key.checkLength(octets); // RFC 8017 section 8.2.2 step 1, RFC 8032 section 5.1.7
    key.check(headerHash.get(), octets); // RFC 6376 section 6.1.3 steps 1, 2 and 4
    if (body.isPresent() && !rules.bodyLengthLimitAllowed()) {
      checkWholeBodyIsSigned(body.get()); // RFC 6376 section 8.2, l=
    }
  }

  /** The claims, if they could be read. */
  public Optional<DkimSignature> claims() {
    return claims;
  }

  /** The field that holds the signature. */
  public HeaderField field() {
    return field;
  }

  /** The tags that name the key; empty if the signature is refused. */
  public Optional<KeyUse> use() {
    return use;
  }

  /** The name of the key record to look up; empty if the signature is refused. */
  public Optional<DomainName> keyName() {
    return keyName;
  }

  /** The body hash to compute; empty if none is needed. */
  public Optional<BodyHashes.Need> bodyNeed() {
    return keyName.isPresent() ? bodyNeed : Optional.empty();
  }

  /** The reason why the signature does not count, if the field alone tells it. */
  public Optional<Refusal> refusal() {
    return refusal;
  }

  /** Takes the other steps, when the key and the body are known; none if the field is refused. */
  public VerificationOutcome finish(
      Headers headers,
      BodyHashes hashes,
      DnsAnswer<DnsRecord.Txt> answer,
      VerificationRules rules) {
    DkimSignature signed = claims.orElseThrow();
    return checkAnswer(
        answer,
        bodyNeed.map(hashes::hash),
        () ->
            HeaderHash.sha256(
                headers,
                signed.signedHeaders(),
                field,
                signed.headerCanonicalization().orElseThrow()),
        rules);
  }

  /**
   * Takes the other steps of a seal, when the key is known; none if the field is refused.
   *
   * @param hash the SHA-256 of what it signs
   */
  public VerificationOutcome finishSeal(
      byte[] hash, DnsAnswer<DnsRecord.Txt> answer, VerificationRules rules) {
    return checkAnswer(answer, Optional.empty(), () -> hash, rules);
  }

  /** "The domain part of the address MUST be the same as, or a subdomain of" {@code d=}. */
  private static void checkIdentity(DkimSignature signature) throws Refusal {
    if (!signature.identityDomain().isSameOrBelow(signature.domain())) {
      throw new Refusal(
          DkimReason.DOMAIN_MISMATCH, "i=" + signature.identity() + " and d=" + signature.domain());
    }
  }

  private static void checkFromIsSigned(DkimSignature signature) throws Refusal {
    if (!signature.signedHeaders().contains("from")) {
      throw new Refusal(DkimReason.FROM_NOT_SIGNED, "");
    }
  }

  /** {@code x=} "MUST be greater than the value of the "t=" tag if both are present". */
  private static void checkOrderOfTimes(DkimSignature signature) throws Refusal {
    Instant made = signature.timestamp().orElse(Instant.MIN);
    Instant ends = signature.expiration().orElse(Instant.MAX); // which is without end
    if (ends.isBefore(Instant.MAX) && !ends.isAfter(made)) {
      throw new Refusal(
          DkimReason.EXPIRATION_NOT_AFTER_TIMESTAMP,
          "x= is " + words(ends) + " and t= is " + words(made));
    }
  }

  /** The clock skew that is allowed is ours to choose. */
  private static void checkExpiration(DkimSignature signature, Instant now, Limits limits)
      throws Refusal {
    Instant ends = signature.expiration().orElse(Instant.MAX);
    if (ends.isBefore(now.minus(limits.clockSkew()))) {
      throw new Refusal(DkimReason.SIGNATURE_EXPIRED, "on " + ends);
    }
  }

  /** Refuses a signature of the future, which verifiers "MAY consider invalid". */
  public static void checkTimestamp(Optional<Instant> timestamp, Instant now, Limits limits)
      throws Refusal {
    Instant made = timestamp.orElse(Instant.MIN);
    if (made.isAfter(now.plus(limits.clockSkew()))) {
      throw new Refusal(
          DkimReason.TIMESTAMP_IN_FUTURE,
          made.equals(Instant.MAX) ? "t= is " + words(made) : "on " + made);
    }
  }

  private static String words(Instant time) {
    return time.equals(Instant.MAX)
        ? "more than 10^12 seconds, as a time in milliseconds is"
        : time.toString();
  }

  private static void checkQueryMethods(DkimSignature signature) throws Refusal {
    if (!signature.queryMethods().contains("dns/txt")) {
      throw new Refusal(
          DkimReason.QUERY_METHOD_UNSUPPORTED, "q=" + String.join(":", signature.queryMethods()));
    }
  }

  /** "Signers MUST NOT" and "verifiers MUST NOT" use rsa-sha1 (RFC 8301 section 3.1). */
  public static void checkAlgorithm(String algorithm) throws Refusal {
    if (algorithm.equals("rsa-sha1")) {
      throw new Refusal(DkimReason.ALGORITHM_FORBIDDEN, "");
    }
    if (SigningAlgorithm.of(algorithm).isEmpty()) {
      throw new Refusal(DkimReason.ALGORITHM_UNSUPPORTED, "a=" + algorithm);
    }
  }

  private static BodyHashes.Need checkCanonicalization(DkimSignature signature) throws Refusal {
    Optional<Canonicalization> body = signature.bodyCanonicalization();
    if (signature.headerCanonicalization().isEmpty() || body.isEmpty()) {
      throw new Refusal(DkimReason.ALGORITHM_UNSUPPORTED, "c=" + signature.canonicalization());
    }
    return new BodyHashes.Need(body.get(), signature.bodyLength());
  }

  /** The name of the key record (section 3.6.2.1). */
  private void findKey(KeyUse wanted, Octets octets) throws Refusal {
    keyName = wanted.domain().prefixed(wanted.selector().toString().concat("._domainkey"));
    if (keyName.isEmpty()) {
      throw new Refusal(DkimReason.NO_KEY, "the name of the key is too long for DNS");
    }
    use = Optional.of(wanted);
    signature = octets;
  }

  private VerificationOutcome checkTxt(
      DnsRecord.Txt txt,
      Optional<BodyHash> body,
      Supplier<byte[]> headerHash,
      VerificationRules rules) {
    Optional<DkimKeyRecord> keyRecord = Optional.empty();
    try {
      PublishedKey published = rules.keys().read(txt); // RFC 6376 section 6.1.2 step 5
      keyRecord = Optional.of(published.keyRecord());
      checkRecord(published, body, headerHash, rules);
      return new VerificationOutcome(keyRecord, Optional.empty());
    } catch (Refusal refused) {
      return new VerificationOutcome(keyRecord, Optional.of(refused));
    }
  }

  private static void checkService(DkimKeyRecord keyRecord) throws Refusal {
    if (!keyRecord.servesEmail()) {
      throw new Refusal(
          DkimReason.KEY_NOT_FOR_EMAIL, "s=" + String.join(":", keyRecord.services()));
    }
  }

  private static void checkHash(DkimKeyRecord keyRecord) throws Refusal {
    if (!keyRecord.allowsSha256()) {
      throw new Refusal(DkimReason.KEY_HASH_NOT_ALLOWED, "");
    }
  }

  private static void checkRevocation(DkimKeyRecord keyRecord) throws Refusal {
    if (keyRecord.isRevoked()) {
      throw new Refusal(DkimReason.KEY_REVOKED, "");
    }
  }

  private PublicKey keyOfAlgorithm(PublishedKey published) throws Refusal {
    String algorithm = use.orElseThrow().algorithm();
    Optional<PublicKey> key = published.key();
    if (key.isEmpty() || !key.get().algorithm().toString().equals(algorithm)) {
      throw new Refusal(
          DkimReason.KEY_ALGORITHM_MISMATCH,
          "k=" + published.keyRecord().keyType() + " and a=" + algorithm);
    }
    return key.get();
  }

  private void checkStrictness(DkimKeyRecord keyRecord) throws Refusal {
    KeyUse wanted = use.orElseThrow();
    if (keyRecord.isStrict() && !wanted.identityDomain().equals(wanted.domain())) {
      throw new Refusal(DkimReason.KEY_FLAG_MISMATCH, "i= is of " + wanted.identityDomain());
    }
  }

  private void checkBodyLength(BodyHash body) throws Refusal {
    long length = claims.orElseThrow().bodyLength().orElse(0);
    if (length > body.canonicalLength()) {
      throw new Refusal(
          DkimReason.BODY_LENGTH_TOO_LONG, "l=" + length + " of " + body.canonicalLength());
    }
  }

  private void checkBodyHash(BodyHash body) throws Refusal {
    if (!body.matches(claims.orElseThrow().bodyHash().bytes())) {
      throw new Refusal(DkimReason.BODY_HASH_MISMATCH, "");
    }
  }

  private static void checkWholeBodyIsSigned(BodyHash body) throws Refusal {
    long unsigned = body.canonicalLength() - body.hashedLength();
    if (unsigned > 0) {
      throw new Refusal(
          DkimReason.UNSIGNED_CONTENT, unsigned + " of " + body.canonicalLength() + " octets");
    }
  }

  /** The first record that verifies decides, so this is not a reason to try the next. */
  private static VerificationOutcome checkTesting(
      VerificationOutcome outcome, VerificationRules rules) {
    return rules.testKeysCount() || !outcome.keyRecord().orElseThrow().isTesting()
        ? outcome
        : new VerificationOutcome(
            outcome.keyRecord(), Optional.of(new Refusal(DkimReason.KEY_IN_TESTING, "")));
  }

  private String nameOfKey() {
    return keyName.map(DomainName::toString).orElse("");
  }
}
