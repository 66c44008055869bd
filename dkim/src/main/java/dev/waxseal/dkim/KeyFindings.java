package dev.waxseal.dkim;

import dev.waxseal.dkim.DkimExplanation.Finding;
import dev.waxseal.dkim.internal.KeyRecordParser;
import dev.waxseal.dkim.internal.PrivateKeyText;
import dev.waxseal.dkim.internal.PublicKey;
import dev.waxseal.dkim.internal.PublishedKey;
import dev.waxseal.dkim.internal.Refusal;
import dev.waxseal.dkim.internal.TagList;
import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dns.RecordFinding;
import dev.waxseal.mime.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds what is wrong with a key record: first the errors, then the warnings. */
final class KeyFindings {

  private static final Set<String> FLAGS = Set.of("y", "s");

  /** {@code g=} is obsolete since RFC 6376, and harmless. */
  private static final Set<String> TAGS = Set.of("v", "h", "k", "n", "p", "s", "t", "g");

  private final List<RecordFinding> findings = new ArrayList<>();

  private KeyFindings() {}

  static DkimExplanation.Key read(String text) {
    KeyFindings check = new KeyFindings();
    Optional<DkimKeyRecord> keyRecord = check.keyRecord(text);
    return new DkimExplanation.Key(text, keyRecord, check.findings);
  }

  private Optional<DkimKeyRecord> keyRecord(String text) {
    if (text.chars().anyMatch(c -> c > 0xFF)) {
      add(Finding.NOT_A_KEY_RECORD, "it has a character that is not an octet; encode it as UTF-8");
      return Optional.empty();
    }
    try {
      PublishedKey published = KeyRecordParser.parse(text, Limits.defaults());
      check(published, text);
      return Optional.of(published.keyRecord());
    } catch (Refusal refusal) {
      if (refusal.reason() == DkimReason.KEY_IS_PRIVATE) {
        add(Finding.PRIVATE_KEY, "");
      } else {
        add(Finding.NOT_A_KEY_RECORD, refusal.about());
      }
      return Optional.empty();
    }
  }

  private void check(PublishedKey published, String text) throws Refusal {
    DkimKeyRecord keyRecord = published.keyRecord();
    if (keyRecord.isRevoked()) {
      add(Finding.REVOKED, "");
    } else if (published.key().isEmpty()) {
      add(Finding.UNKNOWN_KEY_TYPE, "k=" + keyRecord.keyType());
    }
    if (!keyRecord.servesEmail()) {
      add(Finding.NOT_FOR_EMAIL, "s=" + String.join(":", keyRecord.services()));
    }
    checkHash(keyRecord);
    boolean weak = published.key().isPresent() && isWeak(published.key().get());
    if (PrivateKeyText.isIn(text)) {
      add(Finding.PRIVATE_KEY, "");
    }
    if (!weak && keyRecord.isShorterThanAdvised()) {
      add(Finding.SHORT_KEY, keyRecord.keyBits().orElseThrow() + " bits");
    }
    checkFlags(keyRecord);
    TagList.parse(text, Limits.defaults().tags(), DkimReason.KEY_SYNTAX).asMap().keySet().stream()
        .filter(tag -> !TAGS.contains(tag))
        .forEach(tag -> add(Finding.UNKNOWN_TAG, tag + "=" + meant(tag)));
  }

  /** The tag that a misspelt one was meant to be: all have one letter. */
  private static String meant(String tag) {
    String lower = tag.toLowerCase(Locale.ROOT);
    boolean isOneLetter = lower.chars().distinct().count() == 1;
    return isOneLetter && TAGS.contains(lower.substring(0, 1))
        ? " (" + lower.charAt(0) + "= was meant?)"
        : "";
  }

  private void checkHash(DkimKeyRecord keyRecord) {
    if (keyRecord.allowsSha256()) {
      return;
    }
    List<String> hashes = keyRecord.hashAlgorithms().orElseThrow();
    add(Finding.SHA256_NOT_ALLOWED, "h=" + String.join(":", hashes));
    hashes.stream()
        .filter(name -> name.toLowerCase(Locale.ROOT).matches(".*sha-?256.*"))
        .findFirst()
        .ifPresent(name -> add(Finding.MISNAMED_HASH, name));
  }

  private boolean isWeak(PublicKey key) {
    try {
      key.checkStrength(Limits.defaults());
      return false;
    } catch (Refusal refusal) {
      Finding finding =
          switch (refusal.reason()) {
            case KEY_TOO_SHORT -> Finding.KEY_TOO_SHORT;
            case KEY_TOO_LONG -> Finding.KEY_TOO_LONG;
            default -> Finding.KEY_UNSAFE_EXPONENT;
          };
      add(finding, refusal.about());
      return true;
    }
  }

  private void checkFlags(DkimKeyRecord keyRecord) {
    if (keyRecord.isTesting()) {
      add(Finding.IN_TESTING, "t=y");
    }
    if (keyRecord.isStrict()) {
      add(Finding.STRICT, "t=s");
    }
    keyRecord.flags().stream()
        .filter(flag -> !FLAGS.contains(flag))
        .sorted()
        .forEach(flag -> add(Finding.UNKNOWN_FLAG, "t=" + flag));
  }

  private void add(Finding finding, String about) {
    findings.add(new RecordFinding(finding, about));
  }
}
