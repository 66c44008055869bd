package dev.waxseal.cli.lookup;

import dev.waxseal.cli.text.SafeText;
import dev.waxseal.dkim.DkimExplanation;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.DkimKeyRecord;
import java.util.List;
import java.util.Optional;

/**
 * A key record with its tags and what is wrong with it, as it is shown.
 *
 * @param text the record, harmless on a terminal; not if it holds a private key
 * @param tags its tags, as far as they can be told apart; none if it holds a private key
 * @param keyRecord the record, if it can be read
 * @param findings what is wrong
 * @param isUsable true if it holds a key that verifies mail
 */
public record ExplainedKey(
    String text,
    List<RecordTag> tags,
    Optional<DkimKeyRecord> keyRecord,
    List<Finding> findings,
    boolean isUsable) {

  private static final String NOT_SHOWN = "(a private key, not shown)";

  static ExplainedKey of(DkimExplanation.Key key) {
    boolean secret = SigningKey.isIn(key.text());
    return new ExplainedKey(
        secret ? NOT_SHOWN : SafeText.ofOctets(key.text()),
        secret ? List.of() : RecordTag.all(key.text(), KeyVocabulary::meaning),
        key.keyRecord(),
        key.findings().stream().map(Finding::of).toList(),
        key.isUsable());
  }
}
