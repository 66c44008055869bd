package dev.waxseal.cli.lookup;

import dev.waxseal.cli.text.SafeText;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.DkimKeyRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One key record with its tags and what is wrong with it.
 *
 * @param text the record, harmless on a terminal; not if it holds a private key
 * @param tags its tags, as far as they can be told apart; none if it holds a private key
 * @param keyRecord the record, if it can be read
 * @param findings what is wrong
 */
public record ExplainedKey(
    String text, List<RecordTag> tags, Optional<DkimKeyRecord> keyRecord, List<Finding> findings) {

  private static final String NOT_SHOWN = "(a private key, not shown)";

  /** The explanation of the text of a TXT record, one character an octet. */
  public static ExplainedKey of(String octets) {
    boolean secret = SigningKey.isIn(octets);
    List<RecordTag> tags = secret ? List.of() : RecordTag.all(octets, KeyVocabulary::meaning);
    List<Finding> findings = new ArrayList<>();
    Optional<DkimKeyRecord> keyRecord = Optional.empty();
    DkimKeyRecord.Parsed parsed = DkimKeyRecord.parse(octets);
    if (parsed instanceof DkimKeyRecord.Parsed.Valid valid) {
      keyRecord = Optional.of(valid.keyRecord());
      findings.addAll(KeyCheck.findings(valid.keyRecord()));
      findings.addAll(unknown(tags));
      if (secret) {
        findings.add(
            Finding.error(
                "a private key stands in this record; everybody can have it: make a new one"));
      }
    } else if (parsed instanceof DkimKeyRecord.Parsed.Invalid invalid) {
      findings.add(
          Finding.error("this is no key record: " + invalid.detail() + " (RFC 6376 3.6.1)"));
    }
    String text = secret ? NOT_SHOWN : SafeText.ofOctets(octets);
    return new ExplainedKey(text, tags, keyRecord, List.copyOf(findings));
  }

  /** True if it holds a key that verifies mail. */
  public boolean isUsable() {
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
