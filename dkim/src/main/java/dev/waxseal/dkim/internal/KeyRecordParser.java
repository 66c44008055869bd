package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dkim.signature.Octets;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.mime.Limits;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads key records (RFC 6376 section 3.6.1): "Verifiers are urged to validate the syntax of key
 * records carefully to avoid attempted attacks" (section 6.1.2 step 5).
 */
public final class KeyRecordParser {

  /** {@code hyphenated-word = ALPHA [ *(ALPHA / DIGIT / "-") (ALPHA / DIGIT) ]}. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?");

  private static final String REMEDY = "withdraw it and make a new key";

  /** Base64 of at least the length of an Ed25519 key. */
  private static final Pattern KEY_LIKE = Pattern.compile("[A-Za-z0-9+/\\s]{40,}+=*");

  private KeyRecordParser() {}

  /**
   * The record in the text of a TXT record; an invalid one is refused as {@code KEY_SYNTAX}, one
   * that holds a private key and none to verify with as {@code KEY_IS_PRIVATE}.
   */
  public static PublishedKey parse(String text, Limits limits) throws Refusal {
    try {
      PublishedKey published = publishedKey(text, limits);
      if (published.key().isPresent() || !PrivateKeyText.isIn(text)) {
        return published;
      }
    } catch (Refusal refusal) {
      if (!PrivateKeyText.isIn(text)) {
        throw refusal;
      }
    }
    // In the place of a sentence that may quote it.
    throw new Refusal(DkimReason.KEY_IS_PRIVATE, REMEDY);
  }

  private static PublishedKey publishedKey(String text, Limits limits) throws Refusal {
    TagList tags = TagList.parse(text, limits.tags(), DkimReason.KEY_SYNTAX);
    checkVersion(tags);
    TagValues values = new TagValues(tags, DkimReason.KEY_SYNTAX);
    String keyType = values.matching("k", WORD).orElse(DkimKeyRecord.DEFAULT_KEY_TYPE);
    Octets keyData = keyData(values, tags);
    Optional<PublicKey> key = keyData.isEmpty() ? Optional.empty() : key(keyType, keyData);
    DkimKeyRecord keyRecord =
        new DkimKeyRecord(
            keyType,
            words(values, "h"),
            words(values, "s").orElse(List.of("*")),
            Set.copyOf(words(values, "t").orElse(List.of())),
            values.text("n"),
            keyData,
            key.isPresent() ? OptionalInt.of(key.get().bits()) : OptionalInt.empty());
    return new PublishedKey(keyRecord, key);
  }

  /** The key in a record that has been read; empty if it is revoked or of an unknown type. */
  public static Optional<PublicKey> publicKey(DkimKeyRecord keyRecord) {
    try {
      return keyRecord.isRevoked()
          ? Optional.empty()
          : key(keyRecord.keyType(), keyRecord.keyData());
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }

  /** The tag that was meant to be {@code p=}, if one has a value like a key. */
  private static String misspelt(TagList tags) {
    return tags.asMap().entrySet().stream()
        .filter(tag -> KEY_LIKE.matcher(tag.getValue()).matches())
        .findFirst()
        .map(tag -> "; " + tag.getKey() + "= has what looks like a key, and p= was meant")
        .orElse("");
  }

  /** "This tag MUST be the first tag in the record", and "MUST be the value "DKIM1"". */
  private static void checkVersion(TagList tags) throws Refusal {
    Optional<String> version = tags.get("v");
    if (version.isEmpty()) {
      return;
    }
    if (!version.get().equals("DKIM1")) {
      throw new Refusal(DkimReason.KEY_SYNTAX, "v= is not DKIM1: " + version.get());
    }
    if (!tags.firstName().equals("v")) {
      throw new Refusal(DkimReason.KEY_SYNTAX, "v= is not the first tag");
    }
  }

  private static Octets keyData(TagValues values, TagList tags) throws Refusal {
    Optional<String> text = values.text("p");
    if (text.isEmpty()) {
      throw new Refusal(DkimReason.KEY_SYNTAX, "p= is absent" + misspelt(tags));
    }
    return text.get().isEmpty() ? Octets.of(new byte[0]) : values.base64("p").orElseThrow();
  }

  /** A colon-separated list of hyphenated-word, or of "*" for all (section 3.6.1). */
  private static Optional<List<String>> words(TagValues values, String name) throws Refusal {
    Optional<List<String>> words = values.colonList(name);
    for (String word : words.orElse(List.of())) {
      if (!word.equals("*") && !WORD.matcher(word).matches()) {
        throw values.refuse(name, "has an element that is not a word: " + word);
      }
    }
    return words;
  }

  private static Optional<PublicKey> key(String keyType, Octets keyData) throws Refusal {
    Optional<SigningAlgorithm> algorithm = SigningAlgorithm.ofKeyType(keyType);
    if (algorithm.isEmpty()) {
      return Optional.empty(); // "unrecognized key types MUST be ignored"
    }
    return Optional.of(
        switch (algorithm.get()) {
          case RSA_SHA256 -> rsa(keyData);
          case ED25519_SHA256 -> ed25519(keyData);
        });
  }

  private static PublicKey rsa(Octets keyData) throws Refusal {
    return KeyFormats.rsaPublicKey(keyData.bytes())
        .orElseThrow(() -> other("p= is not an RSA public key", keyData));
  }

  private static PublicKey ed25519(Octets keyData) throws Refusal {
    if (keyData.length() == Ed25519.KEY_LENGTH && !Ed25519.isPublicKey(keyData.bytes())) {
      throw new Refusal(DkimReason.KEY_SYNTAX, "p= is not a point of the curve of Ed25519");
    }
    if (!Ed25519.isPublicKey(keyData.bytes())) {
      throw other(
          "p= is not an Ed25519 public key of 32 octets; it has " + keyData.length(), keyData);
    }
    return new Ed25519PublicKey(keyData);
  }

  /** The refusal of a key of another type, which is named if it is known. */
  private static Refusal other(String about, Octets keyData) {
    String what = KeyKind.of(keyData.bytes()).map(kind -> ": it is " + kind.name()).orElse("");
    return new Refusal(DkimReason.KEY_SYNTAX, about + what);
  }
}
