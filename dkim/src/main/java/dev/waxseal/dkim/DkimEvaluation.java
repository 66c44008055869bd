package dev.waxseal.dkim;

import dev.waxseal.dkim.internal.Coverage;
import dev.waxseal.dkim.internal.KeyLookups;
import dev.waxseal.dkim.internal.Refusal;
import dev.waxseal.dkim.internal.SignatureCandidate;
import dev.waxseal.dkim.internal.SignatureParser;
import dev.waxseal.dkim.internal.Verification;
import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.internal.BodyHashes;
import dev.waxseal.pass.LineEnds;
import dev.waxseal.pass.MessageSession;
import dev.waxseal.pass.internal.Evaluation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The signatures of one message, read and waiting for the body and the keys: DKIM's part of a pass
 * over the message that somebody else makes. {@link MessageSession} makes one for DKIM alone.
 *
 * <p>For one message, one thread.
 */
@SuppressWarnings("exports") // only modules of the library take part in its pass
public final class DkimEvaluation implements Evaluation<DkimReport> {

  private final DkimVerifier verifier;
  private final Headers headers;
  private final List<SignatureCandidate> candidates = new ArrayList<>();
  private final KeyLookups keys;

  /** Reads the signatures and asks for all keys at once. */
  DkimEvaluation(DkimVerifier verifier, Headers headers, Dns dns) {
    this.verifier = verifier;
    this.headers = headers;
    this.keys = new KeyLookups(dns);
    Instant now = verifier.clock().instant();
    for (HeaderField field : headers.named("DKIM-Signature")) {
      candidates.add(
          candidates.size() < verifier.limits().signatures()
              ? SignatureCandidate.read(field, SignatureParser::parse, now, verifier.limits())
              : SignatureCandidate.refused(field, new Refusal(DkimReason.TOO_MANY_SIGNATURES, "")));
    }
    candidates.forEach(candidate -> candidate.keyName().ifPresent(keys::ask));
  }

  @Override
  public List<BodyHashes.Need> bodyNeeds() {
    List<BodyHashes.Need> needs = new ArrayList<>(candidates.size());
    candidates.forEach(candidate -> candidate.bodyNeed().ifPresent(needs::add));
    return needs;
  }

  @Override
  public CompletableFuture<?> answers() {
    return keys.answered();
  }

  /** The domains that the signatures claim, of those whose key was asked for. */
  public List<DomainName> claimedDomains() {
    return candidates.stream()
        .filter(candidate -> candidate.keyName().isPresent())
        .map(candidate -> candidate.signature().orElseThrow().domain())
        .distinct()
        .toList();
  }

  @Override
  public DkimReport report(BodyHashes hashes, LineEnds lineEnds) {
    List<DkimResult> results = new ArrayList<>(candidates.size());
    candidates.forEach(candidate -> results.add(result(candidate, hashes)));
    return new DkimReport(headers, results, lineEnds, Optional.empty());
  }

  private DkimResult result(SignatureCandidate candidate, BodyHashes hashes) {
    if (candidate.refusal().isPresent()) {
      return failure(candidate, Optional.empty(), candidate.refusal().get());
    }
    Verification.Outcome outcome =
        candidate.verify(
            headers,
            hashes,
            keys.answer(candidate.keyName().orElseThrow()),
            verifier.keyCache(),
            verifier.bodyLengthLimitAllowed());
    if (outcome.refusal().isPresent()) {
      return failure(candidate, outcome.keyRecord(), outcome.refusal().get());
    }
    DkimKeyRecord keyRecord = outcome.keyRecord().orElseThrow();
    if (keyRecord.isTesting() && !verifier.testKeysCount()) {
      return failure(candidate, outcome.keyRecord(), new Refusal(DkimReason.KEY_IN_TESTING, ""));
    }
    DkimSignature claims = candidate.signature().orElseThrow();
    return new DkimResult.Pass(
        candidate.field(),
        claims,
        keyRecord,
        hashes.hash(candidate.bodyNeed().orElseThrow()).canonicalLength(),
        Coverage.uncovered(headers, claims.signedHeaders()));
  }

  private static DkimResult failure(
      SignatureCandidate candidate, Optional<DkimKeyRecord> keyRecord, Refusal why) {
    return new DkimResult.Failure(
        candidate.field(), candidate.signature(), keyRecord, why.reason(), why.about());
  }
}
