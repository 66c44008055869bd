package dev.waxseal.diagnosis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.arc.ArcSet;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.internal.HashAlgorithm;
import dev.waxseal.dkim.internal.HeaderHash;
import dev.waxseal.dkim.internal.KeyRecordParser;
import dev.waxseal.dkim.internal.PublicKey;
import dev.waxseal.dkim.internal.SignedHash;
import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dkim.signature.Octets;
import dev.waxseal.dns.DomainName;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.internal.BodyHash;
import dev.waxseal.mime.internal.BodyHashes;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Makes the octets that were hashed for the signatures of one message. For one thread. */
final class HashedTexts {

  /** Each copies a part of the header. */
  private static final int MOST = 50;

  private final InboundReport report;
  private final Optional<byte[]> body;
  private final KeyDns keys;
  private final Instant now;

  HashedTexts(InboundReport report, Optional<byte[]> body, KeyDns keys, Instant now) {
    this.report = report;
    this.body = body;
    this.keys = keys;
    this.now = now;
  }

  /** A signature of a message, with its claims. */
  private record Claimed(
      HashedText.Kind kind,
      OptionalInt instance,
      HeaderField field,
      DkimSignature claims,
      Optional<DkimKeyRecord> keyRecord) {

    Optional<BodyHashes.Need> need() {
      return claims
          .bodyCanonicalization()
          .map(form -> new BodyHashes.Need(form, claims.bodyLength()));
    }
  }

  List<HashedText> all() {
    List<Claimed> claimed = new ArrayList<>();
    for (DkimResult result : report.dkim().results()) {
      result
          .signature()
          .ifPresent(
              claims ->
                  claimed.add(
                      new Claimed(
                          HashedText.Kind.DKIM_SIGNATURE,
                          OptionalInt.empty(),
                          result.field(),
                          claims,
                          result.keyRecord().or(() -> key(claims.keyName())))));
    }
    for (ArcSet set : report.arc().sets()) {
      FailedSignatures.claims(set, now)
          .ifPresent(
              claims ->
                  claimed.add(
                      new Claimed(
                          HashedText.Kind.ARC_MESSAGE_SIGNATURE,
                          OptionalInt.of(set.instance()),
                          set.messageSignature().orElseThrow(),
                          claims,
                          set.messageSignatureCheck()
                              .keyRecord()
                              .or(() -> key(claims.keyName())))));
    }
    List<Claimed> some = claimed.subList(0, Math.min(claimed.size(), MOST));
    Optional<BodyHashes> hashes = body.map(octets -> hashed(octets, some));
    List<HashedText> texts = new ArrayList<>();
    some.forEach(it -> text(it, hashes).ifPresent(texts::add));
    texts.addAll(seals(MOST - some.size()));
    return List.copyOf(texts);
  }

  /** All hashes of the body, in one pass. */
  private static BodyHashes hashed(byte[] octets, List<Claimed> signatures) {
    Set<BodyHashes.Need> needs = new HashSet<>();
    signatures.forEach(signature -> signature.need().ifPresent(needs::add));
    BodyHashes hashes = new BodyHashes(needs);
    hashes.write(octets, 0, octets.length);
    hashes.finish();
    return hashes;
  }

  /** The text of a signature; empty if nothing is hashed, since a canonical form is unknown. */
  private Optional<HashedText> text(Claimed signature, Optional<BodyHashes> hashes) {
    DkimSignature claims = signature.claims();
    if (claims.headerCanonicalization().isEmpty() || signature.need().isEmpty()) {
      return Optional.empty();
    }
    Canonicalization form = claims.headerCanonicalization().get();
    byte[] header =
        HeaderHash.input(report.headers(), claims.signedHeaders(), signature.field(), form);
    BodyHashes.Need need = signature.need().get();
    HashedText.Body text =
        new HashedText.Body(
            need.canonicalization(),
            need.limit(),
            claims.bodyHash(),
            hashes.map(it -> computed(it.hash(need), HashAlgorithm.of(claims.algorithm()), need)));
    return Optional.of(
        text(
            signature.kind(),
            signature.instance(),
            List.of(
                claims.domain().toString(),
                claims.selector().toString(),
                form + "/" + need.canonicalization()),
            header,
            signed(
                header,
                HashAlgorithm.of(claims.algorithm()),
                signature.keyRecord(),
                claims.signature().bytes()),
            Optional.of(text)));
  }

  private HashedText.Computed computed(
      BodyHash hash, HashAlgorithm algorithm, BodyHashes.Need need) {
    byte[] octets =
        algorithm == HashAlgorithm.SHA_256 ? hash.sha256() : bodyHash(algorithm.digest(), need);
    return new HashedText.Computed(Octets.of(octets), hash.hashedLength(), hash.canonicalLength());
  }

  private byte[] bodyHash(MessageDigest digest, BodyHashes.Need need) {
    new HashedText.Body(
            need.canonicalization(), need.limit(), Octets.of(new byte[0]), Optional.empty())
        .write(body.orElseThrow(), digest::update);
    return digest.digest();
  }

  /** The seals, as long as the sets are complete: a seal covers all sets up to its own. */
  private List<HashedText> seals(int most) {
    List<HashedText> texts = new ArrayList<>();
    ByteArrayOutputStream before = new ByteArrayOutputStream();
    for (ArcSet set : report.arc().sets()) {
      if (texts.size() >= most
          || set.authenticationResults().isEmpty()
          || set.messageSignature().isEmpty()
          || set.seal().isEmpty()) {
        break;
      }
      Canonicalization.RELAXED.headerLine(set.authenticationResults().get(), before::write);
      Canonicalization.RELAXED.headerLine(set.messageSignature().get(), before::write);
      texts.add(seal(set, set.seal().get(), before.toByteArray()));
      Canonicalization.RELAXED.headerLine(set.seal().get(), before::write);
    }
    return texts;
  }

  private HashedText seal(ArcSet set, HeaderField seal, byte[] before) {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.writeBytes(before);
    Canonicalization.RELAXED.header(HeaderHash.withoutSignature(seal), header::write);
    Optional<DkimKeyRecord> keyRecord =
        set.sealCheck()
            .keyRecord()
            .or(
                () ->
                    set.claimedSealer()
                        .flatMap(
                            domain ->
                                set.claimedSelector()
                                    .flatMap(s -> domain.prefixed(s + "._domainkey")))
                        .flatMap(name -> key(Optional.of(name))));
    return text(
        HashedText.Kind.ARC_SEAL,
        OptionalInt.of(set.instance()),
        List.of(
            set.sealTags().getOrDefault("d", ""),
            set.sealTags().getOrDefault("s", ""),
            Canonicalization.RELAXED.toString()),
        header.toByteArray(),
        signed(
            header.toByteArray(),
            HashAlgorithm.of(set.sealTags().getOrDefault("a", "")),
            keyRecord,
            signature(set.sealTags().getOrDefault("b", ""))),
        Optional.empty());
  }

  private static byte[] signature(String base64) {
    try {
      return Octets.ofBase64(base64.replaceAll("\\s+", "").getBytes(ISO_8859_1)).bytes();
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static HashedText text(
      HashedText.Kind kind,
      OptionalInt instance,
      List<String> names,
      byte[] header,
      Signed signed,
      Optional<HashedText.Body> body) {
    return new HashedText(
        kind,
        instance,
        names.get(0),
        names.get(1),
        names.get(2),
        Octets.of(header),
        signed.algorithm().word(),
        Octets.of(signed.algorithm().of(header)),
        signed.answer(),
        signed.hash(),
        body);
  }

  /** What a key says of a signature. */
  private record Signed(
      HashAlgorithm algorithm, HashedText.KeyAnswer answer, Optional<Octets> hash) {}

  private static Signed signed(
      byte[] header, HashAlgorithm algorithm, Optional<DkimKeyRecord> keyRecord, byte[] signature) {
    Optional<PublicKey> key = keyRecord.flatMap(KeyRecordParser::publicKey);
    if (key.isEmpty()) {
      return new Signed(algorithm, HashedText.KeyAnswer.NO_KEY, Optional.empty());
    }
    SignedHash signed = SignedHash.of(algorithm, key.get(), signature);
    if (signed.isOf(header)) {
      return new Signed(algorithm, HashedText.KeyAnswer.SIGNED_THIS, signed.hash());
    }
    HashedText.KeyAnswer answer =
        switch (signed.origin()) {
          case THIS_KEY, THIS_KEY_OTHER_HASH -> HashedText.KeyAnswer.SIGNED_OTHER;
          case NOT_THIS_KEY -> HashedText.KeyAnswer.DID_NOT_SIGN;
          case UNKNOWN -> HashedText.KeyAnswer.REJECTS;
        };
    return new Signed(algorithm, answer, signed.hash());
  }

  /** The key that a verifier did not need. */
  private Optional<DkimKeyRecord> key(Optional<DomainName> name) {
    Map<DomainName, List<String>> texts = keys.texts(name.map(List::of).orElse(List.of()));
    return texts.values().stream()
        .flatMap(List::stream)
        .flatMap(text -> KeyDns.read(text).stream())
        .findFirst();
  }
}
