package dev.waxseal.diagnosis;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.diagnosis.header.HeaderContext;
import dev.waxseal.diagnosis.header.HeaderSearch;
import dev.waxseal.diagnosis.header.HeaderTarget;
import dev.waxseal.diagnosis.internal.Effort;
import dev.waxseal.dkim.internal.HashAlgorithm;
import dev.waxseal.dkim.internal.HeaderHash;
import dev.waxseal.dkim.internal.KeyRecordParser;
import dev.waxseal.dkim.internal.PublicKey;
import dev.waxseal.dkim.internal.SignedHash;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the header with what each signature signed. For one message, one thread. */
final class HeaderExplainer {

  private static final Set<String> TRACE =
      Set.of("return-path", "received", "delivered-to", "x-original-to", "envelope-to", "bcc");

  private static final Change PSS =
      Change.of(
          Change.Kind.SIGNED_IN_ANOTHER_FORM,
          "the signer padded the hash by RSASSA-PSS, and DKIM by RSASSA-PKCS1-v1_5 (RFC 6376 section"
              + " 3.3.1); the header is as it was signed");

  private final Headers headers;
  private final List<List<HeaderField>> parts;
  private final Diagnostician.SearchLimits limits;

  /** The tries that all searches together may still make. */
  private long triesLeft;

  private long verificationsLeft;

  /**
   * For a header.
   *
   * @param parts the headers of the parts of the body
   */
  HeaderExplainer(
      Headers headers, List<List<HeaderField>> parts, Diagnostician.SearchLimits limits) {
    this.headers = headers;
    this.parts = parts;
    this.limits = limits;
    this.triesLeft = (long) Diagnostician.SearchLimits.SEARCHES * limits.headerTries();
    this.verificationsLeft = (long) Diagnostician.SearchLimits.SEARCHES * limits.verifications();
  }

  /**
   * The changes since a signature was made.
   *
   * @param facts other facts are added to it
   */
  Diagnosis.Part explain(FailedSignature signature, DkimSignature claims, List<Fact> facts) {
    Optional<PublicKey> key = signature.keyRecord().flatMap(KeyRecordParser::publicKey);
    if (key.isEmpty() || claims.headerCanonicalization().isEmpty()) {
      return Diagnosis.Part.of(Diagnosis.Outcome.UNDECIDED);
    }
    if (claims.signature().length() != key.get().signatureLength()) {
      facts.add(otherLength(claims.signature().length(), key.get().signatureLength()));
      return Diagnosis.Part.of(Diagnosis.Outcome.UNDECIDED);
    }
    SignedHash hash =
        SignedHash.of(HashAlgorithm.of(claims.algorithm()), key.get(), claims.signature().bytes());
    HeaderTarget target = HeaderTarget.of(signature.written(), claims, hash);
    if (hash.isOf(HeaderHash.input(headers, target.names(), target.field(), target.form()))) {
      return Diagnosis.Part.of(Diagnosis.Outcome.INTACT);
    }
    if (hash.origin() == SignedHash.Origin.NOT_THIS_KEY) {
      if (hash.isPssOf(HeaderHash.input(headers, target.names(), target.field(), target.form()))) {
        return new Diagnosis.Part(Diagnosis.Outcome.EXPLAINED, List.of(PSS));
      }
      facts.add(
          new Fact(
              Fact.Kind.KEY_DID_NOT_SIGN,
              "under the key in DNS b= holds no hash (RFC 8017 section 8.2.2): another key made it,"
                  + " as where the key was changed and the selector was not, b= was damaged, or the"
                  + " signer padded the hash in another way"));
      return Diagnosis.Part.of(Diagnosis.Outcome.UNDECIDED);
    }
    return search(target, facts);
  }

  /** Returns true if a signature verifies with another text in its own field. */
  boolean isSigned(FailedSignature signature, DkimSignature claims, HeaderField written) {
    Optional<PublicKey> key = signature.keyRecord().flatMap(KeyRecordParser::publicKey);
    return key.isPresent()
        && claims.headerCanonicalization().isPresent()
        && SignedHash.of(
                HashAlgorithm.of(claims.algorithm()), key.get(), claims.signature().bytes())
            .isOf(
                HeaderHash.input(
                    headers,
                    claims.signedHeaders(),
                    written,
                    claims.headerCanonicalization().get()));
  }

  private Diagnosis.Part search(HeaderTarget target, List<Fact> facts) {
    boolean told = target.hash().isCheap();
    Effort effort =
        new Effort(
            told
                ? Math.min(limits.headerTries(), triesLeft)
                : Math.min(limits.verifications(), verificationsLeft));
    HeaderContext context = new HeaderContext(headers, CopiedFields.of(target.field()), parts);
    Optional<List<Change>> found = HeaderSearch.find(context, target, effort);
    triesLeft -= told ? effort.spent() : 0;
    verificationsLeft -= told ? 0 : effort.spent();
    if (found.isPresent()) {
      return new Diagnosis.Part(Diagnosis.Outcome.EXPLAINED, found.get());
    }
    facts.add(told ? keySigned(target.hash()) : keyCannotTell());
    absent(target).ifPresent(facts::add);
    replaced(target).ifPresent(facts::add);
    return Diagnosis.Part.of(
        told
            ? Diagnosis.Outcome.ofFailure(effort.leftSomethingUntried())
            : Diagnosis.Outcome.UNDECIDED);
  }

  private static Fact otherLength(int octets, int wanted) {
    return new Fact(
        Fact.Kind.KEY_DID_NOT_SIGN,
        "the key in DNS makes signatures of "
            + wanted
            + " octets and b= has "
            + octets
            + ": another key made it, or b= was damaged (RFC 8017 section 8.2.2)");
  }

  private static Fact keySigned(SignedHash hash) {
    if (hash.otherHash().isPresent()) {
      return new Fact(
          Fact.Kind.KEY_SIGNED,
          "the key in DNS made this signature, and what it signed is " + hash.otherHash().get());
    }
    return new Fact(
        Fact.Kind.KEY_SIGNED,
        "the key in DNS made this signature, but for other header text than is here: a signed field"
            + " or the signature field itself was changed, or the signer hashed another form");
  }

  private static Fact keyCannotTell() {
    return new Fact(
        Fact.Kind.KEY_CANNOT_TELL,
        "an Ed25519 signature does not reveal what was signed: the header or the"
            + " signature field was changed, another key signed, or the signer hashed another form");
  }

  private static Optional<Fact> replaced(HeaderTarget target) {
    String names =
        target.names().stream()
            .distinct()
            .filter(TRACE::contains)
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Fact(
                Fact.Kind.FIELDS_OF_TRANSPORT,
                "h= names fields that each delivery adds or replaces: "
                    + names
                    + "; they should not be signed (RFC 6376 section 5.4.1)"));
  }

  private Optional<Fact> absent(HeaderTarget target) {
    String names =
        target.names().stream()
            .distinct()
            .filter(name -> headers.count(name) == 0)
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Fact(
                Fact.Kind.FIELDS_ABSENT,
                "h= names fields that the message does not have: "
                    + names
                    + "; they were absent when it was signed, or were removed later"));
  }
}
