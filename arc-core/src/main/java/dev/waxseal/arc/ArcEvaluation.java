package dev.waxseal.arc;

import dev.waxseal.dkim.internal.Refusal;
import dev.waxseal.dkim.internal.SignatureVerification;
import dev.waxseal.dkim.internal.SignatureVerification.Kind;
import dev.waxseal.dkim.internal.VerificationOutcome;
import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.dns.internal.DnsQueries;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.internal.BodyHashes;
import dev.waxseal.pass.LineEnds;
import dev.waxseal.pass.MessageSession;
import dev.waxseal.pass.internal.Evaluation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/**
 * The chain of one message, read and waiting for the body and the keys: ARC's part of a pass over
 * the message that somebody else makes. {@link MessageSession} makes one for ARC alone.
 *
 * <p>For one message, one thread.
 */
final class ArcEvaluation implements Evaluation<ArcReport> {

  /**
   * What a message signature cannot cover: the seal covers the message signature, never the other
   * way round, and no validator is known to let it pass. That sealers must not cover the other
   * fields of the chain and Authentication-Results either (RFC 8617 section 4.1.2) binds sealers
   * alone: section 5.2 has no such step for validators.
   */
  private static final String SEAL = "arc-seal";

  private final ArcVerifier verifier;
  private final Headers headers;
  private final Chain chain;
  private final List<SignatureVerification> signatures = new ArrayList<>();
  private final List<SignatureVerification> seals = new ArrayList<>();
  private final DnsQueries keys;
  private final List<CompletableFuture<?>> answers = new ArrayList<>();

  /** Reads the chain and, if it has the structure of one, asks for all keys at once. */
  ArcEvaluation(ArcVerifier verifier, Headers headers, Dns dns) {
    this.verifier = verifier;
    this.headers = headers;
    this.keys = DnsQueries.of(dns);
    this.chain = Chain.read(headers, verifier.limits());
    if (chain.broken().isEmpty()) {
      Instant now = verifier.clock().instant();
      for (ArcSet set : chain.sets()) {
        signatures.add(
            SignatureVerification.begin(
                set.messageSignature().orElseThrow(),
                Kind.ARC_MESSAGE_SIGNATURE,
                now,
                verifier.limits()));
        seals.add(SealTags.begin(set.seal().orElseThrow(), now, verifier.limits()));
      }
    }
    signatures.forEach(each -> each.keyName().ifPresent(this::lookUp));
    seals.forEach(each -> each.keyName().ifPresent(this::lookUp));
  }

  private void lookUp(DomainName keyName) {
    answers.add(keys.lookup(keyName, RecordType.TXT));
  }

  @Override
  public List<BodyHashes.Need> bodyNeeds() {
    return signatures.stream().flatMap(signature -> signature.bodyNeed().stream()).toList();
  }

  @Override
  public CompletableFuture<?> answers() {
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
  }

  @Override
  public ArcReport report(BodyHashes hashes, LineEnds lineEnds) {
    int length = chain.sets().size();
    ArcCheck[] signatureChecks = notChecked(length);
    ArcCheck[] sealChecks = notChecked(length);
    ArcResult result = result(hashes, signatureChecks, sealChecks);
    List<ArcHop> hops = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      hops.add(new ArcHop(chain.sets().get(i), signatureChecks[i], sealChecks[i]));
    }
    return new ArcReport(
        headers,
        result,
        hops,
        new ArcVerdict(result.status(), headers),
        lineEnds,
        Optional.empty());
  }

  private ArcResult result(BodyHashes hashes, ArcCheck[] signatureChecks, ArcCheck[] sealChecks) {
    if (chain.broken().isPresent()) {
      return chain.broken().get();
    }
    if (chain.sets().isEmpty()) {
      return new ArcResult.None();
    }
    int oldestPass = checkSignatures(hashes, signatureChecks);
    int newest = signatureChecks.length - 1;
    if (!signatureChecks[newest].passed()) {
      return signatureFailed(newest, signatureChecks[newest]);
    }
    int failed = checkSeals(sealChecks);
    return failed < 0
        ? new ArcResult.Pass(sealers(), oldestPass)
        : fail(ArcReason.SEAL_FAILED, failed, sealChecks[failed]);
  }

  /**
   * Steps 4 and 5: the newest, then the older ones down to the first that fails, which only tells
   * when the message was last changed.
   *
   * @return the oldest-pass value
   */
  private int checkSignatures(BodyHashes hashes, ArcCheck[] checks) {
    for (int i = checks.length - 1; i >= 0; i--) {
      checks[i] = check(signatures.get(i), hashes);
      if (!checks[i].passed()) {
        return i + 2;
      }
    }
    return 0;
  }

  private ArcCheck check(SignatureVerification signature, BodyHashes hashes) {
    if (coversSeal(signature)) {
      return new ArcCheck(
          ArcCheck.Outcome.FAILED, Optional.empty(), "it covers seals", Optional.empty());
    }
    if (signature.refusal().isPresent()) {
      return check(VerificationOutcome.refused(signature.refusal().get()));
    }
    DnsAnswer<DnsRecord.Txt> answer = keys.now(signature.keyName().orElseThrow(), RecordType.TXT);
    return check(signature.finish(headers, hashes, answer, verifier.rules()));
  }

  /** Step 6: from the newest down; the index of the first that fails, or -1. */
  private int checkSeals(ArcCheck[] checks) {
    List<byte[]> hashes = SealScope.hashes(chain.sets());
    for (int i = checks.length - 1; i >= 0; i--) {
      SignatureVerification seal = seals.get(i);
      checks[i] =
          check(
              seal.refusal().isPresent()
                  ? VerificationOutcome.refused(seal.refusal().get())
                  : seal.finishSeal(
                      hashes.get(i),
                      keys.now(seal.keyName().orElseThrow(), RecordType.TXT),
                      verifier.rules()));
      if (!checks[i].passed()) {
        return i;
      }
    }
    return -1;
  }

  private ArcResult signatureFailed(int index, ArcCheck check) {
    ArcReason reason =
        check.reason().isPresent()
            ? ArcReason.MESSAGE_SIGNATURE_FAILED
            : ArcReason.MESSAGE_SIGNATURE_COVERS_SEAL;
    return fail(reason, index, check);
  }

  private static ArcResult fail(ArcReason reason, int index, ArcCheck check) {
    String about = check.reason().isPresent() ? check.about() : "";
    return new ArcResult.Fail(reason, OptionalInt.of(index + 1), check.reason(), about);
  }

  private List<DomainName> sealers() {
    return seals.stream().map(seal -> seal.use().orElseThrow().domain()).toList();
  }

  private static boolean coversSeal(SignatureVerification signature) {
    return signature.claims().stream()
        .flatMap(claims -> claims.signedHeaders().stream())
        .anyMatch(SEAL::equals);
  }

  private static ArcCheck check(VerificationOutcome outcome) {
    Optional<DkimKeyRecord> keyRecord = outcome.keyRecord();
    Optional<DkimReason> reason = outcome.refusal().map(Refusal::reason);
    return new ArcCheck(
        reason.isPresent() ? ArcCheck.Outcome.FAILED : ArcCheck.Outcome.PASSED,
        reason,
        outcome.refusal().map(Refusal::about).orElse(""),
        keyRecord);
  }

  private static ArcCheck[] notChecked(int length) {
    ArcCheck[] checks = new ArcCheck[length];
    Arrays.fill(checks, ArcCheck.notChecked());
    return checks;
  }
}
