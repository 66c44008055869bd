package dev.waxseal.arc;

import dev.waxseal.dns.Dns;
import dev.waxseal.dns.RecordType;
import dev.waxseal.dns.internal.DnsQueries;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.internal.BodyHashes;
import dev.waxseal.pass.LineEnds;
import dev.waxseal.pass.internal.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The chain of one message, read and waiting for the body and the keys: ARC's part of a pass.
 *
 * <p>For one message, one thread.
 */
final class ArcEvaluation implements Evaluation<ArcReport> {

  private final ArcVerifier verifier;
  private final Headers headers;
  private final Chain chain;
  private final ChainCandidates candidates;
  private final DnsQueries keys;
  private final List<CompletableFuture<?>> answers = new ArrayList<>();

  /** Reads the chain and, if it has the structure of one, asks for all keys at once. */
  ArcEvaluation(ArcVerifier verifier, Headers headers, Dns dns) {
    this.verifier = verifier;
    this.headers = headers;
    this.keys = DnsQueries.of(dns);
    this.chain = Chain.read(headers, verifier.limits());
    this.candidates = ChainCandidates.read(chain, verifier.clock().instant(), verifier.limits());
    candidates.forEachKeyName(name -> answers.add(keys.lookup(name, RecordType.TXT)));
  }

  @Override
  public List<BodyHashes.Need> bodyNeeds() {
    List<BodyHashes.Need> needs = new ArrayList<>(candidates.signatures().size());
    candidates.signatures().forEach(signature -> signature.bodyNeed().ifPresent(needs::add));
    return needs;
  }

  @Override
  public CompletableFuture<?> answers() {
    return DnsQueries.all(answers);
  }

  @Override
  public ArcReport report(BodyHashes hashes, LineEnds lineEnds) {
    if (chain.broken().isPresent()) {
      return report(chain.broken().get(), chain.sets(), lineEnds);
    }
    if (chain.sets().isEmpty()) {
      return report(new ArcResult.None(), List.of(), lineEnds);
    }
    ChainSignatures signatures =
        new ChainSignatures(verifier, headers, chain.sets(), candidates, keys, hashes);
    Optional<ArcResult.Failure> failure = ValidationSteps.ofSignatures(signatures);
    ArcResult result = failure.isPresent() ? failure.get() : signatures.pass();
    return report(result, signatures.checkedSets(), lineEnds);
  }

  private ArcReport report(ArcResult result, List<ArcSet> sets, LineEnds lineEnds) {
    return new ArcReport(
        headers,
        result,
        sets,
        new ArcArrival.ValidatedChain(
            result.status(),
            result instanceof ArcResult.Failure failure && failure.isTemporary(),
            headers),
        lineEnds,
        Optional.empty());
  }
}
