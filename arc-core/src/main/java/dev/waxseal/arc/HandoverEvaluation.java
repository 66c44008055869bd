package dev.waxseal.arc;

import dev.waxseal.arc.ArcHandover.Checked;
import dev.waxseal.arc.ArcHandover.Refusal;
import dev.waxseal.authres.AuthenticationResults;
import dev.waxseal.authres.MethodResult;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.dns.internal.DnsQueries;
import dev.waxseal.mime.HeaderFault;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.internal.BodyHashes;
import dev.waxseal.pass.LineEnds;
import dev.waxseal.pass.internal.Evaluation;
import dev.waxseal.pass.internal.Evaluator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The newest set of one message, read and waiting for the body, to check whether it is that of a
 * machine of ours; {@link Checked} has the rules.
 *
 * <p>For one message, one thread.
 */
final class HandoverEvaluation implements Evaluation<Checked> {

  /** What is checked of all messages. */
  record OfMessages(ArcVerifier verifier, Duration maxAge, Set<DomainName> sealers)
      implements Evaluator<Checked> {

    OfMessages {
      if (maxAge.isNegative() || maxAge.isZero()) {
        throw new IllegalArgumentException("Not a time that a message may take: " + maxAge);
      }
      if (sealers.isEmpty()) {
        throw new IllegalArgumentException("No domain of a sealer");
      }
    }

    OfMessages(ArcVerifier verifier, Duration maxAge, String... sealers) {
      this(
          verifier,
          maxAge,
          Arrays.stream(sealers).map(DomainName::of).collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public Evaluation<Checked> begin(Headers headers, Dns dns) {
      return new HandoverEvaluation(this, headers, dns);
    }

    @Override
    public Checked overflow(Headers.Overflow overflow) {
      return Checked.refused(Refusal.HEADER_TOO_LARGE, "");
    }
  }

  /** The fields that say whose text it is, and how it is read. */
  private static final List<String> TEXT =
      List.of("From", "Subject", "Content-Type", "Content-Transfer-Encoding");

  private final OfMessages rules;
  private final Headers headers;
  private final Instant now;
  private final Chain chain;

  /** The sets that the newest seal covers. */
  private final List<ArcSet> sets;

  private final ChainCandidates candidates;
  private final DnsQueries keys;
  private final List<CompletableFuture<?>> answers = new ArrayList<>();
  private final Optional<Checked> refused;

  private HandoverEvaluation(OfMessages rules, Headers headers, Dns dns) {
    this.rules = rules;
    this.headers = headers;
    this.now = rules.verifier().clock().instant();
    this.chain = Chain.read(headers, rules.verifier().limits());
    this.sets = covered(chain);
    this.candidates = ChainCandidates.read(sets, now, rules.verifier().limits());
    this.keys = DnsQueries.of(dns);
    this.refused = refusedByHeader();
    if (refused.isEmpty()) {
      newest(candidates.signatures()).keyName().ifPresent(this::lookUp);
      newest(candidates.seals()).keyName().ifPresent(this::lookUp);
    }
  }

  /**
   * All sets of a chain. The seal of a sealer that found it broken covers its own set, "as if this
   * newest ARC Set was the only set present" (RFC 8617 section 5.1.2).
   */
  private static List<ArcSet> covered(Chain chain) {
    if (chain.broken().isEmpty() || chain.sets().isEmpty()) {
      return chain.sets();
    }
    ArcSet newest = newest(chain.sets());
    boolean saysSo =
        newest.chainStatus().filter(ChainStatus.FAIL::equals).isPresent()
            && newest.authenticationResults().isPresent()
            && newest.messageSignature().isPresent();
    return saysSo ? List.of(newest) : List.of();
  }

  private Optional<Checked> refusedByHeader() {
    if (sets.isEmpty()) {
      return Optional.of(
          chain
              .broken()
              .map(broken -> Checked.refused(Refusal.NOT_A_CHAIN, broken.detail()))
              .orElseGet(() -> Checked.refused(Refusal.NO_SEAL, "")));
    }
    Optional<DomainName> signer =
        newest(candidates.signatures()).claims().map(DkimSignature::domain);
    Optional<DomainName> sealer = sealer();
    if (sealer.filter(rules.sealers()::contains).isEmpty() || !sealer.equals(signer)) {
      return Optional.of(
          Checked.refused(
              Refusal.SEALED_BY_ANOTHER, sealer.map(domain -> "d=" + domain).orElse("")));
    }
    return refusedByTime();
  }

  /** A time in the future is refused with the field, as in each signature. */
  private Optional<Checked> refusedByTime() {
    Optional<Instant> sealed = sealedAt();
    if (sealed.isEmpty()) {
      return Optional.of(Checked.refused(Refusal.NO_TIME, ""));
    }
    Instant signed =
        newest(candidates.signatures()).claims().flatMap(DkimSignature::timestamp).orElse(now);
    Instant older = signed.isBefore(sealed.get()) ? signed : sealed.get();
    return older.isBefore(now.minus(rules.maxAge()))
        ? Optional.of(Checked.refused(Refusal.TOO_OLD, "made on " + older))
        : refusedByFields();
  }

  /** What can be added to a message whose signature still verifies must not make it another. */
  private Optional<Checked> refusedByFields() {
    List<HeaderFault> faults = HeaderFault.in(headers);
    if (!faults.isEmpty()) {
      return Optional.of(Checked.refused(Refusal.HEADER_AMBIGUOUS, faults.get(0).kind().summary()));
    }
    List<String> covered =
        newest(candidates.signatures())
            .claims()
            .map(DkimSignature::signedHeaders)
            .orElse(List.of());
    return TEXT.stream()
        .filter(name -> headers.count(name) > Collections.frequency(covered, lower(name)))
        .findFirst()
        .map(name -> Checked.refused(Refusal.FIELD_NOT_COVERED, name));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private Optional<DomainName> sealer() {
    return newest(sets).claimedSealer();
  }

  /** Digits that have been read before are a number; a seal with others is refused anyway. */
  private Optional<Instant> sealedAt() {
    return Optional.ofNullable(newest(sets).sealTags().get("t"))
        .filter(digits -> digits.matches("[0-9]{1,12}"))
        .map(digits -> Instant.ofEpochSecond(Long.parseLong(digits)));
  }

  private void lookUp(DomainName name) {
    answers.add(keys.lookup(name, RecordType.TXT));
  }

  @Override
  public List<BodyHashes.Need> bodyNeeds() {
    return refused.isPresent()
        ? List.of()
        : newest(candidates.signatures()).bodyNeed().stream().toList();
  }

  @Override
  public CompletableFuture<?> answers() {
    return DnsQueries.all(answers);
  }

  @Override
  public Checked report(BodyHashes hashes, LineEnds lineEnds) {
    if (refused.isPresent()) {
      return refused.get();
    }
    ChainSignatures signatures =
        new ChainSignatures(rules.verifier(), headers, sets, candidates, keys, hashes);
    return ValidationSteps.ofNewestSet(signatures)
        .map(failure -> refused(failure))
        .orElseGet(this::handedOver);
  }

  private static Checked refused(ArcResult.Failure failure) {
    String about = failure.cause().map(why -> why.detail(failure.about())).orElse("");
    return failure.reason() == ArcReason.SEAL_FAILED
        ? Checked.refused(Refusal.SEAL_FAILED, about)
        : Checked.refused(Refusal.MESSAGE_CHANGED, about);
  }

  private Checked handedOver() {
    AuthenticationResults.Parsed parsed = newest(sets).results();
    if (parsed instanceof AuthenticationResults.Parsed.Invalid invalid) {
      return Checked.refused(Refusal.RESULTS_UNREADABLE, invalid.place());
    }
    List<MethodResult> results =
        ((AuthenticationResults.Parsed.Valid) parsed)
            .results().unambiguous().results().stream().filter(MethodResult::hasKnownWord).toList();
    ChainStatus status = chain.broken().isEmpty() ? ChainStatus.PASS : ChainStatus.FAIL;
    ArcArrival arrival =
        new ArcArrival(
            new ArcArrival.ValidatedChain(status, headers),
            results.stream().filter(result -> !result.isOf("arc")).toList());
    return new Checked(Optional.empty(), "", sealer(), arrival.sealedResults());
  }

  private static <T> T newest(List<T> ofSets) {
    return ofSets.get(ofSets.size() - 1);
  }
}
