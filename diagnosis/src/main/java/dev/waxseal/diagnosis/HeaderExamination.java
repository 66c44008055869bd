package dev.waxseal.diagnosis;

import dev.waxseal.diagnosis.header.HeaderContext;
import dev.waxseal.diagnosis.header.HeaderSearch;
import dev.waxseal.diagnosis.header.HeaderTarget;
import dev.waxseal.diagnosis.internal.Effort;
import dev.waxseal.dkim.DkimSignature;
import dev.waxseal.dkim.internal.HeaderHash;
import dev.waxseal.dkim.internal.KeyRecordParser;
import dev.waxseal.dkim.internal.PublicKey;
import dev.waxseal.dkim.internal.SignedHash;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What became of the header, signature by signature. For one message, one thread. */
final class HeaderExamination {

  private final Headers headers;
  private final List<List<HeaderField>> parts;
  private final SearchLimits limits;

  /** What all searches together may still cost. */
  private long triesLeft;

  private long verificationsLeft;

  /**
   * The examination of a header.
   *
   * @param parts the headers of the parts of the body
   */
  HeaderExamination(Headers headers, List<List<HeaderField>> parts, SearchLimits limits) {
    this.headers = headers;
    this.parts = parts;
    this.limits = limits;
    this.triesLeft = (long) SearchLimits.SEARCHES * limits.headerTries();
    this.verificationsLeft = (long) SearchLimits.SEARCHES * limits.verifications();
  }

  /**
   * What became of it since a signature was made.
   *
   * @param facts takes what else is found out
   */
  PartDiagnosis of(Suspect suspect, DkimSignature claims, List<Fact> facts) {
    Optional<PublicKey> key = suspect.keyRecord().flatMap(KeyRecordParser::publicKey);
    if (key.isEmpty() || claims.headerCanonicalization().isEmpty()) {
      return PartDiagnosis.of(Outcome.UNDECIDED);
    }
    if (claims.signature().length() != key.get().signatureLength()) {
      facts.add(otherLength(claims.signature().length(), key.get().signatureLength()));
      return PartDiagnosis.of(Outcome.UNDECIDED);
    }
    SignedHash hash = SignedHash.of(key.get(), claims.signature().bytes());
    HeaderTarget target = HeaderTarget.of(suspect.field(), claims, hash);
    if (hash.is(HeaderHash.sha256(headers, target.names(), target.field(), target.form()))) {
      return PartDiagnosis.of(Outcome.INTACT);
    }
    if (hash.origin() == SignedHash.Origin.NOT_THIS_KEY) {
      facts.add(
          new Fact(
              FactKind.KEY_DID_NOT_SIGN,
              "the key in DNS did not make this signature: it was made by another key, or b= was"
                  + " damaged (RFC 8017 section 8.2.2)"));
      return PartDiagnosis.of(Outcome.UNDECIDED);
    }
    return search(target, facts);
  }

  private PartDiagnosis search(HeaderTarget target, List<Fact> facts) {
    boolean told = target.hash().origin() == SignedHash.Origin.THIS_KEY;
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
      return new PartDiagnosis(Outcome.EXPLAINED, found.get());
    }
    facts.add(told ? keySigned() : keyCannotTell());
    absent(target).ifPresent(facts::add);
    return PartDiagnosis.of(told ? Outcome.ofFailure(effort.isExhausted()) : Outcome.UNDECIDED);
  }

  private static Fact otherLength(int octets, int wanted) {
    return new Fact(
        FactKind.KEY_DID_NOT_SIGN,
        "the key in DNS makes signatures of "
            + wanted
            + " octets and b= has "
            + octets
            + ": another key made it, or b= was damaged (RFC 8017 section 8.2.2)");
  }

  private static Fact keySigned() {
    return new Fact(
        FactKind.KEY_SIGNED,
        "the key in DNS made this signature, so that a signed header field was changed");
  }

  private static Fact keyCannotTell() {
    return new Fact(
        FactKind.KEY_CANNOT_TELL,
        "an Ed25519 key cannot tell whether it signed another header, so that either the header"
            + " was changed or another key signed");
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
                FactKind.FIELDS_ABSENT,
                "h= names fields that the message does not have: "
                    + names
                    + "; they were not there when it was signed, or were taken away"));
  }
}
