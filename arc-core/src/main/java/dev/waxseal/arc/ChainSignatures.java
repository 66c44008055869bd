package dev.waxseal.arc;

import dev.waxseal.dkim.internal.Refusal;
import dev.waxseal.dkim.internal.SignatureVerification;
import dev.waxseal.dkim.internal.VerificationOutcome;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.dns.internal.DnsQueries;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.internal.BodyHashes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The message signatures and seals of one chain, verified when its keys and its body are known;
 * {@link ValidationSteps} has the order.
 *
 * <p>For one message, one thread.
 */
final class ChainSignatures {

  /**
   * The field that a message signature cannot cover: the seal covers the message signature, never
   * the other way round, and no known validator accepts that. A sealer must not cover the other
   * fields of the chain and Authentication-Results either (RFC 8617 section 4.1.2), but section 5.2
   * has no such step for validators.
   */
  private static final String SEAL = "arc-seal";

  private final ArcVerifier verifier;
  private final Headers headers;
  private final List<ArcSet> sets;
  private final ChainCandidates candidates;
  private final DnsQueries keys;
  private final BodyHashes hashes;
  private final ArcSet.Check[] signatureChecks;
  private final ArcSet.Check[] sealChecks;
  private int oldestPass;

  /** The signatures of a chain that has the structure of one. */
  ChainSignatures(
      ArcVerifier verifier,
      Headers headers,
      List<ArcSet> sets,
      ChainCandidates candidates,
      DnsQueries keys,
      BodyHashes hashes) {
    this.verifier = verifier;
    this.headers = headers;
    this.sets = sets;
    this.candidates = candidates;
    this.keys = keys;
    this.hashes = hashes;
    this.signatureChecks = notChecked(sets.size());
    this.sealChecks = notChecked(sets.size());
  }

  /** The newest message signature has to verify. */
  Optional<ArcResult.Failure> newestMessageSignature() {
    int newest = sets.size() - 1;
    ArcSet.Check check = check(candidates.signatures().get(newest));
    signatureChecks[newest] = check;
    if (check.passed()) {
      return Optional.empty();
    }
    ArcReason reason =
        check.reason().isPresent()
            ? ArcReason.MESSAGE_SIGNATURE_FAILED
            : ArcReason.MESSAGE_SIGNATURE_COVERS_SEAL;
    return Optional.of(failure(reason, newest, check));
  }

  /**
   * The older message signatures, down to the first that fails: that tells when the message was
   * last changed, and nothing else.
   */
  Optional<ArcResult.Failure> olderMessageSignatures() {
    for (int i = sets.size() - 2; i >= 0 && oldestPass == 0; i--) {
      signatureChecks[i] = check(candidates.signatures().get(i));
      oldestPass = signatureChecks[i].passed() ? 0 : i + 2;
    }
    return Optional.empty();
  }

  /** All seals have to verify, from the newest down. */
  Optional<ArcResult.Failure> seals() {
    return seals(0);
  }

  /** The newest seal has to verify: it signs all sets below it as they stand. */
  Optional<ArcResult.Failure> newestSeal() {
    return seals(sets.size() - 1);
  }

  private Optional<ArcResult.Failure> seals(int oldest) {
    List<byte[]> scopes = SealScope.hashes(sets);
    for (int i = sets.size() - 1; i >= oldest; i--) {
      sealChecks[i] = check(candidates.seals().get(i), scopes.get(i));
      if (!sealChecks[i].passed()) {
        return Optional.of(failure(ArcReason.SEAL_FAILED, i, sealChecks[i]));
      }
    }
    return Optional.empty();
  }

  /** The result of a chain in which no step has failed. */
  ArcResult.Pass pass() {
    List<DomainName> sealers =
        candidates.seals().stream().map(seal -> seal.use().orElseThrow().domain()).toList();
    return new ArcResult.Pass(sealers, oldestPass);
  }

  /** The sets with the results of their checks. */
  List<ArcSet> checkedSets() {
    List<ArcSet> checked = new ArrayList<>(sets.size());
    for (int i = 0; i < sets.size(); i++) {
      checked.add(sets.get(i).with(signatureChecks[i], sealChecks[i]));
    }
    return checked;
  }

  private ArcSet.Check check(SignatureVerification signature) {
    if (coversSeal(signature)) {
      return new ArcSet.Check(
          ArcSet.Outcome.FAILED, Optional.empty(), "it covers seals", Optional.empty());
    }
    return check(
        signature.refusal().isPresent()
            ? VerificationOutcome.refused(signature.refusal().get())
            : signature.finish(headers, hashes, key(signature), verifier.rules()));
  }

  private ArcSet.Check check(SignatureVerification seal, byte[] scope) {
    return check(
        seal.refusal().isPresent()
            ? VerificationOutcome.refused(seal.refusal().get())
            : seal.finishSeal(scope, key(seal), verifier.rules()));
  }

  private DnsAnswer<DnsRecord.Txt> key(SignatureVerification signature) {
    return keys.now(signature.keyName().orElseThrow(), RecordType.TXT);
  }

  private static boolean coversSeal(SignatureVerification signature) {
    return signature.claims().stream()
        .flatMap(claims -> claims.signedHeaders().stream())
        .anyMatch(SEAL::equals);
  }

  private static ArcSet.Check check(VerificationOutcome outcome) {
    Optional<DkimReason> reason = outcome.refusal().map(Refusal::reason);
    return new ArcSet.Check(
        reason.isPresent() ? ArcSet.Outcome.FAILED : ArcSet.Outcome.PASSED,
        reason,
        outcome.refusal().map(Refusal::about).orElse(""),
        outcome.keyRecord());
  }

  private static ArcResult.Failure failure(ArcReason reason, int index, ArcSet.Check check) {
    String about = check.reason().isPresent() ? check.about() : "";
    return new ArcResult.Failure(reason, OptionalInt.of(index + 1), check.reason(), about);
  }

  private static ArcSet.Check[] notChecked(int length) {
    ArcSet.Check[] checks = new ArcSet.Check[length];
    Arrays.fill(checks, ArcSet.Check.notChecked());
    return checks;
  }
}
