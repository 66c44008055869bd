package dev.waxseal.cli;

import dev.waxseal.cli.text.SafeText;
import dev.waxseal.dkim.DkimKeyRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One key record with its tags and what is wrong with it.
 *
 * @param text the record, harmless on a terminal
 * @param tags its tags, as far as they can be told apart
 * @param keyRecord the record, if it can be read
 * @param findings what is wrong
 */
record ExplainedKey(
    String text, List<RecordTag> tags, Optional<DkimKeyRecord> keyRecord, List<Finding> findings) {

  /** The explanation of the text of a TXT record, one character an octet. */
  static ExplainedKey of(String octets) {
    List<RecordTag> tags = RecordTag.all(octets, KeyVocabulary::meaning);
    List<Finding> findings = new ArrayList<>();
    Optional<DkimKeyRecord> keyRecord = Optional.empty();
    DkimKeyRecord.Parsed parsed = DkimKeyRecord.parse(octets);
    if (parsed instanceof DkimKeyRecord.Parsed.Valid valid) {
      keyRecord = Optional.of(valid.keyRecord());
      findings.addAll(KeyCheck.findings(valid.keyRecord()));
      findings.addAll(unknown(tags));
    } else if (parsed instanceof DkimKeyRecord.Parsed.Invalid invalid) {
      findings.add(
          Finding.error("this is no key record: " + invalid.detail() + " (RFC 6376 3.6.1)"));
    }
    return new ExplainedKey(SafeText.ofOctets(octets), tags, keyRecord, List.copyOf(findings));
  }

  /** Whether it holds a key that verifies mail. */
  boolean isUsable() {
    return findings.stream().noneMatch(Finding::isError);
  }

  private static List<Finding> unknown(List<RecordTag> tags) {
    return tags.stream()
        .filter(tag -> !tag.isKnown())
        .map(
            tag ->
                Finding.warning(
                    "the tag " + tag.name() + "= is not known, and is ignored (RFC 6376 3.6.1)"))
        .toList();
  }
}
