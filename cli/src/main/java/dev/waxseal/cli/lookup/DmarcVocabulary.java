package dev.waxseal.cli.lookup;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The tags of DMARC Policy Records (RFC 9989 section 4.7). */
final class DmarcVocabulary {

  private static final Map<String, String> MEANINGS =
      Map.ofEntries(
          Map.entry("v", "the version of the record"),
          Map.entry("p", "the policy for the domain"),
          Map.entry("sp", "the policy for sub-domains"),
          Map.entry("np", "the policy for sub-domains that do not exist"),
          Map.entry("adkim", "how close the domain of a DKIM signature has to be"),
          Map.entry("aspf", "how close the domain of MAIL FROM has to be"),
          Map.entry("fo", "when failure reports are wanted"),
          Map.entry("rua", "where aggregate reports go"),
          Map.entry("ruf", "where reports on single messages go"),
          Map.entry("psd", "whether the domain is a public suffix"),
          Map.entry("t", "whether the policy is on trial"),
          Map.entry("pct", "historic, and ignored"),
          Map.entry("rf", "historic, and ignored"),
          Map.entry("ri", "historic, and ignored"));

  private DmarcVocabulary() {}

  /** The meaning of a tag with that value, for people. */
  static Optional<String> meaning(String name, String value) {
    String tag = name.toLowerCase(Locale.ROOT);
    String lower = value.toLowerCase(Locale.ROOT);
    return switch (tag) {
      case "p", "sp", "np" -> policy(tag, lower);
      case "adkim", "aspf" -> mode(tag, lower);
      default -> flag(tag, lower);
    };
  }

  private static Optional<String> policy(String tag, String value) {
    String whose =
        switch (tag) {
          case "p" -> "mail that fails ";
          case "sp" -> "mail from sub-domains that fails ";
          default -> "mail from sub-domains that do not exist ";
        };
    return switch (value) {
      case "none" -> Optional.of(whose + "is treated like any other");
      case "quarantine" -> Optional.of(whose + "is suspicious");
      case "reject" -> Optional.of(whose + "may be refused");
      default -> Optional.ofNullable(MEANINGS.get(tag));
    };
  }

  private static Optional<String> mode(String tag, String value) {
    String what = tag.equals("adkim") ? "DKIM signatures count from " : "MAIL FROM counts from ";
    return switch (value) {
      case "r" -> Optional.of(what + "all of the organization");
      case "s" -> Optional.of(what + "the very same domain only");
      default -> Optional.ofNullable(MEANINGS.get(tag));
    };
  }

  private static Optional<String> flag(String tag, String value) {
    return switch (tag + "=" + value) {
      case "t=y" -> Optional.of("on trial: the policy is applied one level lower");
      case "t=n" -> Optional.of("not on trial");
      case "psd=y" -> Optional.of("a public suffix: each domain below is an organization");
      case "psd=n" -> Optional.of("the Organizational Domain, whatever is above");
      case "psd=u" -> Optional.of("the walk finds out what the domain is");
      case "fo=0" -> Optional.of("reports on messages for which neither DKIM nor SPF is aligned");
      case "fo=1" -> Optional.of("reports on messages for which DKIM or SPF is not aligned");
      default -> Optional.ofNullable(MEANINGS.get(tag));
    };
  }
}
