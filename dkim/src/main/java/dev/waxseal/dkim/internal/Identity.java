package dev.waxseal.dkim.internal;

import dev.waxseal.dns.DomainName;
import java.util.Optional;

/**
 * The identity in {@code i=}: {@code [ Local-part ] "@" domain-name}, in dkim-quoted-printable (RFC
 * 6376 sections 2.11 and 3.5).
 */
record Identity(String localPart, DomainName domain) {

  static Optional<Identity> read(TagValues values) throws Refusal {
    Optional<String> text = values.text("i");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String decoded = values.utf8("i", decode(values, Fws.remove(text.get())));
    int at = decoded.lastIndexOf('@');
    if (at < 0) {
      throw values.refuse("i", "has no @");
    }
    String localPart = decoded.substring(0, at);
    if (localPart.chars().anyMatch(Character::isISOControl)) {
      throw values.refuse("i", "holds a control character");
    }
    return Optional.of(new Identity(localPart, values.domain("i", decoded.substring(at + 1), 2)));
  }

  /** {@code hex-octet = "=" 2HEXDIG}; "=" stands for nothing else. */
  private static String decode(TagValues values, String text) throws Refusal {
    StringBuilder octets = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '=') {
        octets.append(text.charAt(i));
      } else {
        octets.append(hexOctet(values, text, i + 1));
        i += 2;
      }
    }
    return octets.toString();
  }

  private static char hexOctet(TagValues values, String text, int at) throws Refusal {
    int high = at + 1 < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    int low = at + 1 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
    if (high < 0 || low < 0) {
      throw values.refuse("i", "has a '=' that no two hexadecimal digits follow");
    }
    return (char) (high << 4 | low);
  }

  @Override
  public String toString() {
    return localPart + "@" + domain;
  }
}
