package dev.waxseal.reports.read;

import dev.waxseal.dmarc.DmarcPolicy;
import dev.waxseal.dmarc.DmarcRecord.AlignmentMode;
import dev.waxseal.reports.AggregateRecord.AuthStatus;
import dev.waxseal.reports.AggregateRecord.Disposition;
import dev.waxseal.reports.AggregateRecord.DmarcOutcome;
import dev.waxseal.reports.AggregateRecord.OverrideType;
import dev.waxseal.reports.AggregateReport.Discovery;
import dev.waxseal.reports.FailureReport.AuthFailure;
import dev.waxseal.reports.FailureReport.DeliveryResult;
import dev.waxseal.reports.ReportNote.Kind;
import dev.waxseal.reports.TlsReport.PolicyType;
import dev.waxseal.reports.TlsReport.ResultType;
import dev.waxseal.reports.Word;
import dev.waxseal.spf.SpfScope;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A closed list of words, as the schema has it. Each word is one object, however often a report has
 * it.
 *
 * @param <E> the list
 */
final class Words<E extends Enum<E>> {

  static final Words<DmarcPolicy> POLICY = new Words<>(DmarcPolicy.values());
  static final Words<Disposition> DISPOSITION = new Words<>(Disposition.values());
  static final Words<DmarcOutcome> OUTCOME = new Words<>(DmarcOutcome.values());
  static final Words<OverrideType> OVERRIDE = new Words<>(OverrideType.values());
  static final Words<AuthStatus> DKIM =
      new Words<>(AuthStatus.values()).without(AuthStatus.SOFTFAIL);
  static final Words<AuthStatus> SPF =
      new Words<>(AuthStatus.values()).translating("hardfail", AuthStatus.FAIL);
  static final Words<SpfScope> SCOPE = new Words<>(SpfScope.values());
  static final Words<Discovery> DISCOVERY = new Words<>(Discovery.values());
  static final Words<AlignmentMode> MODE =
      new Words<>(new AlignmentMode[0])
          .with("r", AlignmentMode.RELAXED)
          .with("s", AlignmentMode.STRICT);

  static final Words<AuthFailure> AUTH_FAILURE = new Words<>(AuthFailure.values());
  static final Words<DeliveryResult> DELIVERY = new Words<>(DeliveryResult.values());

  static final Words<PolicyType> POLICY_TYPE = new Words<>(PolicyType.values()).hyphenated();
  static final Words<ResultType> RESULT_TYPE = new Words<>(ResultType.values()).hyphenated();

  private final Map<String, Word<E>> words = new HashMap<>();
  private final Map<String, Word<E>> translated = new HashMap<>();
  private final Word<E> absent = new Word<E>(Optional.empty(), "");

  @SafeVarargs
  private Words(E... values) {
    for (E value : values) {
      Word<E> word = Word.of(value);
      words.put(word.text(), word);
    }
  }

  private Words<E> with(String text, E value) {
    words.put(text, new Word<>(Optional.of(value), text));
    return this;
  }

  /** The words of RFC 8460 have hyphens. */
  private Words<E> hyphenated() {
    for (Word<E> word : List.copyOf(words.values())) {
      String text = word.text().replace('_', '-');
      words.remove(word.text());
      words.put(text, new Word<>(word.value(), text));
    }
    return this;
  }

  private Words<E> without(E value) {
    words.remove(Word.of(value).text());
    return this;
  }

  private Words<E> translating(String text, E value) {
    translated.put(text, Word.of(value));
    return this;
  }

  /** No word. */
  Word<E> absent() {
    return absent;
  }

  /** The same for a field of mail, whose words have no case. */
  Word<E> anyCase(String text, Notes notes) {
    String folded = text.toLowerCase(Locale.ROOT);
    return read(words.containsKey(folded) ? folded : text, notes);
  }

  /** The word that a text is; what it is otherwise becomes a note. */
  Word<E> read(String text, Notes notes) {
    Word<E> exact = words.get(text);
    if (exact != null) {
      return exact;
    }
    String folded = text.toLowerCase(Locale.ROOT);
    Word<E> word = words.get(folded);
    if (word != null) {
      notes.add(Kind.WORD_CASE, text);
      return word;
    }
    Word<E> other = translated.get(folded);
    if (other != null) {
      notes.add(Kind.WORD_TRANSLATED, text);
      return other;
    }
    if (text.isEmpty()) {
      return absent;
    }
    notes.add(Kind.UNKNOWN_WORD, text);
    return new Word<E>(Optional.empty(), text);
  }
}
