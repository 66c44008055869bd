package dev.waxseal.arc;

import dev.waxseal.authres.MethodResult;
import dev.waxseal.authres.ReceivedResults;
import dev.waxseal.dkim.internal.KeyCache;
import dev.waxseal.dkim.internal.KeyLookups;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * One message whose verdict is taken over by the rules of {@link ArcHandover}.
 *
 * <p>For one message, one thread.
 */
final class Takeover {

  private final Headers headers;
  private final Limits limits;
  private final Chain chain;
  private final ReceivedResults results;
  private final KeyLookups keys;

  /** Our own seal that was added after the results, and has to verify. */
  private final Optional<SealCandidate> ownSeal;

  /** Reads the header, and asks for the key of our own seal if the status hangs on it. */
  Takeover(ArcHandover handover, Headers headers, Dns dns, Limits limits, Instant now) {
    this.headers = headers;
    this.limits = limits;
    this.chain = Chain.read(headers, limits);
    this.results = ReceivedResults.of(headers, handover.trusted());
    this.keys = new KeyLookups(dns);
    this.ownSeal = ownSeal(handover, now);
    ownSeal.flatMap(SealCandidate::keyName).ifPresent(keys::ask);
  }

  CompletableFuture<?> answers() {
    return keys.answered();
  }

  /** What was found at arrival; empty if nobody who is trusted says so. */
  Optional<ArcArrival> arrival() {
    if (results.entries().isEmpty()) {
      return Optional.empty();
    }
    List<MethodResult> carried =
        believed().flatMap(entry -> entry.results().results().stream()).toList();
    return Optional.of(new ArcArrival(new ArcVerdict(status(), headers), carried));
  }

  private ChainStatus status() {
    if (chain.broken().isPresent()) {
      return ChainStatus.FAIL;
    }
    if (chain.sets().isEmpty()) {
      return ChainStatus.NONE;
    }
    boolean holds = sealedSince() ? ownSealHolds() : saidToPass();
    return holds ? ChainStatus.PASS : ChainStatus.FAIL;
  }

  /**
   * Whether the topmost seal stands above the newest trusted results; those that cannot be read are
   * the newest, too, or an older word would be taken for theirs.
   */
  private boolean sealedSince() {
    int seal = topmostSeal();
    return results.entries().stream().allMatch(entry -> seal < entry.position())
        && results.unusable().stream().allMatch(field -> seal < field.position());
  }

  /**
   * The results of the newest judgement: those above the topmost seal, if there are any, since what
   * stands below it was written before, or by somebody else.
   */
  Stream<ReceivedResults.Entry> believed() {
    boolean all = chain.sets().isEmpty() || sealedSince();
    return results.entries().stream().filter(entry -> all || entry.position() < topmostSeal());
  }

  private boolean saidToPass() {
    return believed()
        .flatMap(entry -> entry.results().first("arc").stream())
        .findFirst()
        .filter(arc -> arc.result().equals(ChainStatus.PASS.word()))
        .isPresent();
  }

  private boolean ownSealHolds() {
    if (ownSeal.isEmpty() || ownSeal.get().refusal().isPresent()) {
      return false;
    }
    List<byte[]> hashes = SealScope.hashes(chain.sets());
    SealCandidate seal = ownSeal.get();
    return seal.verify(
            hashes.get(hashes.size() - 1),
            keys.answer(seal.keyName().orElseThrow()),
            new KeyCache(limits))
        .refusal()
        .isEmpty();
  }

  /** The seal of the newest set, if it is the topmost and our own. */
  @SuppressWarnings("ReferenceEquality") // one field among others with perhaps the same bytes
  private Optional<SealCandidate> ownSeal(ArcHandover handover, Instant now) {
    if (chain.broken().isPresent() || chain.sets().isEmpty()) {
      return Optional.empty();
    }
    HeaderField newest = chain.sets().get(chain.sets().size() - 1).seal().orElseThrow();
    if (newest != headers.first(ArcField.Kind.SEAL.fieldName()).orElseThrow()) {
      return Optional.empty();
    }
    return Optional.of(SealCandidate.read(newest, now, limits))
        .filter(seal -> seal.use().filter(use -> handover.isOwn(use.domain())).isPresent());
  }

  /** Its place in the header; after the last field if there is none. */
  private int topmostSeal() {
    Optional<HeaderField> seal = headers.first(ArcField.Kind.SEAL.fieldName());
    return seal.map(headers.fields()::indexOf).orElse(headers.size());
  }
}
