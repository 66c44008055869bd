package dev.waxseal.cli.lookup;

import java.util.Map;
import java.util.Optional;

/** The tags of DKIM key records (RFC 6376 section 3.6.1). */
final class KeyVocabulary {

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

  private KeyVocabulary() {}

  /** The meaning of a tag with that value, for people. */
  static Optional<String> meaning(String name, String value) {
    return switch (name + "=" + value) {
      case "t=y" -> Optional.of("the domain is only testing DKIM");
      case "t=s" -> Optional.of("identities in sub-domains may not use the key");
      case "t=y:s", "t=s:y" -> Optional.of("only testing; and not for identities in sub-domains");
      case "k=rsa" -> Optional.of("an RSA key");
      case "k=ed25519" -> Optional.of("an Ed25519 key (RFC 8463)");
      case "h=sha256" -> Optional.of("for SHA-256 only");
      case "s=*" -> Optional.of("for every service");
      case "s=email" -> Optional.of("for e-mail");
      case "p=" -> Optional.of("no key: it has been revoked");
      default -> Optional.ofNullable(MEANINGS.get(name));
    };
  }
}
