package dev.waxseal.reports.store;

import dev.waxseal.dmarc.DmarcPolicy;
import dev.waxseal.dmarc.DmarcRecord.AlignmentMode;
import dev.waxseal.reports.AggregateRecord.AuthStatus;
import dev.waxseal.reports.AggregateRecord.Disposition;
import dev.waxseal.reports.AggregateRecord.DmarcOutcome;
import dev.waxseal.reports.AggregateRecord.OverrideType;
import dev.waxseal.reports.AggregateReport.Discovery;
import dev.waxseal.reports.Word;
import dev.waxseal.spf.SpfScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The words of a closed list, from their texts; each is one object, however many rows have it.
 *
 * @param <E> the list
 */
final class StoredWords<E extends Enum<E>> {

  static final StoredWords<DmarcPolicy> POLICY = new StoredWords<>(DmarcPolicy.values());
  static final StoredWords<Disposition> DISPOSITION = new StoredWords<>(Disposition.values());
  static final StoredWords<DmarcOutcome> OUTCOME = new StoredWords<>(DmarcOutcome.values());
  static final StoredWords<OverrideType> OVERRIDE = new StoredWords<>(OverrideType.values());
  static final StoredWords<AuthStatus> STATUS = new StoredWords<>(AuthStatus.values());
  static final StoredWords<SpfScope> SCOPE = new StoredWords<>(SpfScope.values());
  static final StoredWords<Discovery> DISCOVERY = new StoredWords<>(Discovery.values());
  static final StoredWords<AlignmentMode> MODE =
      new StoredWords<>("r", AlignmentMode.RELAXED, "s", AlignmentMode.STRICT);

  private final Map<String, Word<E>> words = new HashMap<>();

  @SafeVarargs
  private StoredWords(E... values) {
    for (E value : values) {
      Word<E> word = Word.of(value);
      words.put(word.text(), word);
    }
  }

  private StoredWords(String firstText, E first, String secondText, E second) {
    words.put(firstText, new Word<>(Optional.of(first), firstText));
    words.put(secondText, new Word<>(Optional.of(second), secondText));
  }

  /** The word in a column. */
  Word<E> in(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    Word<E> word = words.get(text);
    return word == null ? new Word<E>(Optional.empty(), text) : word;
  }
}
