package dev.waxseal.dkim;

import dev.waxseal.dkim.internal.Coverage;
import dev.waxseal.dkim.internal.KeyUse;
import dev.waxseal.dkim.internal.Refusal;
import dev.waxseal.dkim.internal.SignatureVerification;
import dev.waxseal.dkim.internal.SignatureVerification.Kind;
import dev.waxseal.dkim.internal.VerificationOutcome;
import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.dns.internal.DnsQueries;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.internal.BodyHashes;
import dev.waxseal.pass.LineEnds;
import dev.waxseal.pass.internal.Evaluation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The signatures of one message, read and waiting for the body and the keys.
 *
 * <p>For one message, one thread.
 */
final class DkimEvaluation implements Evaluation<DkimReport> {

  private final DkimVerifier verifier;
  private final Headers headers;
  private final List<SignatureVerification> signatures = new ArrayList<>();
  private final DnsQueries keys;
  private final List<CompletableFuture<?>> answers = new ArrayList<>();

  /** Reads the signatures and asks for all keys at once. */
  DkimEvaluation(DkimVerifier verifier, Headers headers, Dns dns) {
    this.verifier = verifier;
    this.headers = headers;
    this.keys = DnsQueries.of(dns);
    Instant now = verifier.clock().instant();
    for (HeaderField field : headers.named("DKIM-Signature")) {
      SignatureVerification signature =
          signatures.size() < verifier.limits().signatures()
              ? SignatureVerification.begin(field, Kind.DKIM_SIGNATURE, now, verifier.limits())
              : SignatureVerification.refused(
                  field, new Refusal(DkimReason.TOO_MANY_SIGNATURES, ""));
      signature.keyName().ifPresent(this::lookUp);
      signatures.add(signature);
    }
  }

  private void lookUp(DomainName keyName) {
    answers.add(keys.lookup(keyName, RecordType.TXT));
  }

  @Override
  public List<BodyHashes.Need> bodyNeeds() {
    List<BodyHashes.Need> needs = new ArrayList<>(signatures.size());
    signatures.forEach(signature -> signature.bodyNeed().ifPresent(needs::add));
    return needs;
  }

  @Override
  public CompletableFuture<?> answers() {
    return DnsQueries.all(answers);
  }

  /** The domains of the signatures whose key was looked up. */
  @Override
  public List<DomainName> claimedDomains() {
    Set<DomainName> domains = new LinkedHashSet<>();
    for (SignatureVerification signature : signatures) {
      signature.use().map(KeyUse::domain).ifPresent(domains::add);
    }
    return List.copyOf(domains);
  }

  @Override
  public DkimReport report(BodyHashes hashes, LineEnds lineEnds) {
    List<DkimResult> results = new ArrayList<>(signatures.size());
    for (SignatureVerification signature : signatures) {
      results.add(result(signature, hashes));
    }
    return new DkimReport(headers, results, lineEnds, Optional.empty());
  }

  private DkimResult result(SignatureVerification signature, BodyHashes hashes) {
    if (signature.refusal().isPresent()) {
      return failure(signature, Optional.empty(), signature.refusal().get());
    }
    DnsAnswer<DnsRecord.Txt> answer = keys.now(signature.keyName().orElseThrow(), RecordType.TXT);
    VerificationOutcome outcome = signature.finish(headers, hashes, answer, verifier.rules());
    if (outcome.refusal().isPresent()) {
      return failure(signature, outcome.keyRecord(), outcome.refusal().get());
    }
    DkimSignature claims = signature.claims().orElseThrow();
    return new DkimResult.Pass(
        signature.field(),
        claims,
        outcome.keyRecord().orElseThrow(),
        hashes.hash(signature.bodyNeed().orElseThrow()).canonicalLength(),
        Coverage.uncovered(headers, claims.signedHeaders()));
  }

  private static DkimResult failure(
      SignatureVerification signature, Optional<DkimKeyRecord> keyRecord, Refusal why) {
    return new DkimResult.Failure(
        signature.field(), signature.claims(), keyRecord, why.reason(), why.about());
  }
}
