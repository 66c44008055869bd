package dev.waxseal.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A tag of a key record as it stands there, for display; whether the record can be read is told by
 * the library.
 *
 * @param name the name, harmless on a terminal
 * @param value the value, harmless on a terminal
 */
record KeyTag(String name, String value) {

  private static final Map<String, String> MEANINGS =
      Map.of(
          "v", "the version of the record",
          "h", "the hashes that the key may be used with",
          "k", "the type of the key",
          "n", "a remark for people",
          "p", "the public key",
          "s", "the services that the key is for",
          "t", "flags",
          "g", "which local parts may use the key; obsolete since RFC 6376");

  /** The tags of a record, as far as they can be told apart. */
  static List<KeyTag> all(String octets) {
    return Arrays.stream(octets.split(";", 100))
        .filter(part -> !part.isBlank())
        .map(KeyTag::of)
        .toList();
  }

  /** What the tag is, for people. */
  String meaning() {
    return switch (name + "=" + value) {
      case "t=y" -> "the domain is only testing DKIM";
      case "t=s" -> "identities in sub-domains may not use the key";
      case "t=y:s", "t=s:y" -> "only testing; and not for identities in sub-domains";
      case "k=rsa" -> "an RSA key";
      case "k=ed25519" -> "an Ed25519 key (RFC 8463)";
      case "h=sha256" -> "for SHA-256 only";
      case "s=*" -> "for every service";
      case "s=email" -> "for e-mail";
      case "p=" -> "no key: it has been revoked";
      default -> MEANINGS.getOrDefault(name, "not a known tag");
    };
  }

  /** Whether a specification defines it. */
  boolean isKnown() {
    return MEANINGS.containsKey(name);
  }

  private static KeyTag of(String part) {
    int equals = part.indexOf('=');
    return equals < 0
        ? new KeyTag(SafeText.ofOctets(part), "")
        : new KeyTag(
            SafeText.ofOctets(part.substring(0, equals)),
            SafeText.ofOctets(part.substring(equals + 1)));
  }
}
