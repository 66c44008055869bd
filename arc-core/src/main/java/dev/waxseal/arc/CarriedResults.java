package dev.waxseal.arc;

import dev.waxseal.authres.AuthenticationResults;
import dev.waxseal.authres.MethodResult;
import dev.waxseal.authres.ReceivedResults;
import dev.waxseal.dkim.Crypto;
import dev.waxseal.dkim.internal.KeyCache;
import dev.waxseal.dkim.internal.SignatureVerification;
import dev.waxseal.dkim.internal.VerificationRules;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.dns.internal.DnsQueries;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The results of one message, carried over by the rules of {@link ArcHandover}.
 *
 * <p>For one message, one thread.
 */
final class CarriedResults {

  /**
   * A field of trusted results. It counts even if it cannot be read: an older one must not be taken
   * for it.
   *
   * @param position its place in the header
   * @param methods the methods in it
   * @param said the methods that no older field of the same evaluation can have: an evaluation has
   *     one result of each; an unreadable field may have had results of DKIM, too
   * @param entry its results, if they can be read
   */
  private record Word(
      int position, Set<String> methods, Set<String> said, Optional<ReceivedResults.Entry> entry) {

    static Word of(ReceivedResults.Entry entry) {
      List<MethodResult> results = entry.results().results();
      return new Word(
          entry.position(),
          results.stream().map(MethodResult::method).collect(Collectors.toSet()),
          results.stream()
              .filter(MethodResult::isSingle)
              .map(MethodResult::method)
              .collect(Collectors.toSet()),
          Optional.of(entry));
    }

    static Word of(ReceivedResults.Unusable field) {
      Set<String> methods =
          MethodResult.SINGLE.stream().filter(field::mentions).collect(Collectors.toSet());
      Set<String> said = new HashSet<>(methods);
      said.add("dkim");
      return new Word(field.position(), methods, said, Optional.empty());
    }
  }

  private final boolean keepsComments;
  private final Headers headers;
  private final Limits limits;
  private final Crypto crypto;
  private final Chain chain;
  private final ReceivedResults results;
  private final List<Word> words;
  private final DnsQueries keys;

  /** Our own seal that was added after the results, and has to verify. */
  private final Optional<SignatureVerification> ownSeal;

  /** Reads the header, and asks for the key of our own seal if the status depends on it. */
  CarriedResults(
      ArcHandover handover,
      boolean keepsComments,
      Headers headers,
      Dns dns,
      Limits limits,
      Instant now) {
    this.keepsComments = keepsComments;
    this.headers = headers;
    this.limits = limits;
    this.crypto = handover.crypto();
    this.chain = Chain.read(headers, limits);
    this.results = ReceivedResults.of(headers, handover.trusted());
    this.words = words(results);
    this.keys = DnsQueries.of(dns);
    this.ownSeal = ownSeal(handover, now);
    ownSeal.flatMap(SignatureVerification::keyName).ifPresent(this::lookUp);
  }

  private void lookUp(DomainName keyName) {
    var unused = keys.lookup(keyName, RecordType.TXT); // read when all answers are there
  }

  CompletableFuture<?> answers() {
    return keys.answers();
  }

  /** The results at arrival, or the reason why there are none from a trusted service. */
  Found found() {
    if (results.entries().isEmpty()) {
      return results.unusable().isEmpty()
          ? Found.NoSeal.because(SealReason.NO_RESULTS)
          : new Found.NoSeal(SealReason.RESULTS_UNREADABLE, unreadable());
    }
    if (chain.broken().isPresent()) {
      return arrival(ChainStatus.FAIL);
    }
    if (chain.sets().isEmpty()) {
      return believedEntries().isEmpty()
          ? new Found.NoSeal(SealReason.RESULTS_UNREADABLE, unreadable())
          : arrival(ChainStatus.NONE);
    }
    return sealedSince() ? sealedHere() : validatedThere();
  }

  private Found arrival(ChainStatus status) {
    List<MethodResult> carried = believed().stream().filter(MethodResult::hasKnownWord).toList();
    return new Found.Arrival(
        new ArcArrival(new ArcArrival.ValidatedChain(status, headers), carried));
  }

  /** The status of a chain whose topmost seal stands above the trusted results. */
  private Found sealedHere() {
    if (ownSeal.isEmpty()) {
      return Found.NoSeal.because(SealReason.SEALED_SINCE);
    }
    return arrival(ownSealHolds(ownSeal.get()) ? ChainStatus.PASS : ChainStatus.FAIL);
  }

  /** The status of a chain that the trusted results have validated, if they have. */
  private Found validatedThere() {
    Optional<MethodResult> arc = believed().stream().filter(it -> it.isOf("arc")).findFirst();
    if (arc.isEmpty()) {
      return new Found.NoSeal(SealReason.CHAIN_NOT_JUDGED, unreadable());
    }
    boolean passed = arc.get().result().equals(ChainStatus.PASS.word());
    return arrival(passed ? ChainStatus.PASS : ChainStatus.FAIL);
  }

  private String unreadable() {
    return results.unusable().stream()
        .findFirst()
        .map(ReceivedResults.Unusable::sentence)
        .orElse("");
  }

  /** Returns true if the topmost seal stands above the newest trusted results. */
  private boolean sealedSince() {
    return nextSeal(0) < newestResults();
  }

  /** The results of the newest evaluation, without those that contradict each other. */
  private List<MethodResult> believed() {
    return believedEntries().stream()
        .flatMap(entry -> results(entry).unambiguous().results().stream())
        .toList();
  }

  private AuthenticationResults results(ReceivedResults.Entry entry) {
    return keepsComments
            && AuthenticationResults.parseWithComments(entry.field().value())
                instanceof AuthenticationResults.Parsed.Valid valid
        ? valid.results()
        : entry.results();
  }

  /**
   * The fields of the newest evaluation. Those below the next seal were written before it, or by
   * somebody else; and a second result of a method that an evaluation has once belongs to an older
   * evaluation.
   */
  List<ReceivedResults.Entry> believedEntries() {
    int end = nextSeal(newestResults());
    List<ReceivedResults.Entry> believed = new ArrayList<>();
    Set<String> had = new HashSet<>();
    for (Word word : words) {
      if (word.position() > end || !Collections.disjoint(had, word.methods())) {
        break;
      }
      had.addAll(word.said());
      word.entry().ifPresent(believed::add);
    }
    return believed;
  }

  private int newestResults() {
    return words.isEmpty() ? headers.size() : words.get(0).position();
  }

  private boolean ownSealHolds(SignatureVerification seal) {
    if (seal.refusal().isPresent()) {
      return false;
    }
    List<byte[]> hashes = SealScope.hashes(chain.sets());
    return seal.finishSeal(
            hashes.get(hashes.size() - 1),
            keys.now(seal.keyName().orElseThrow(), RecordType.TXT),
            VerificationRules.of(new KeyCache(limits, crypto.provider())))
        .refusal()
        .isEmpty();
  }

  /** The seal of the newest set, if it is the topmost and our own. */
  @SuppressWarnings("ReferenceEquality") // one field among others with perhaps the same bytes
  private Optional<SignatureVerification> ownSeal(ArcHandover handover, Instant now) {
    if (chain.broken().isPresent() || chain.sets().isEmpty()) {
      return Optional.empty();
    }
    HeaderField newest = chain.sets().get(chain.sets().size() - 1).seal().orElseThrow();
    if (newest != headers.first(ArcField.Kind.SEAL.fieldName()).orElseThrow()) {
      return Optional.empty();
    }
    return Optional.of(SealTags.begin(newest, now, limits))
        .filter(seal -> seal.use().filter(use -> handover.isOwn(use.domain())).isPresent());
  }

  /** Those that can be read and those that cannot, from the top down. */
  private static List<Word> words(ReceivedResults results) {
    return Stream.concat(
            results.entries().stream().map(Word::of), results.unusable().stream().map(Word::of))
        .sorted(Comparator.comparingInt(Word::position))
        .toList();
  }

  /** The place of the first seal from a place on; after the last field if there is none. */
  private int nextSeal(int from) {
    return IntStream.range(from, headers.size())
        .filter(at -> headers.fields().get(at).isNamed(ArcField.Kind.SEAL.fieldName()))
        .findFirst()
        .orElse(headers.size());
  }
}
