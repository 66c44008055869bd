package dev.waxseal.dkim.internal;

import dev.waxseal.dns.DomainName;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The identity in {@code i=}: {@code [ Local-part ] "@" domain-name}, in dkim-quoted-printable (RFC
 * 6376 sections 2.11 and 3.5).
 */
record Identity(String localPart, DomainName domain) {

  /** atext, with the letters of all alphabets (RFC 5322 section 3.2.3, RFC 6532 section 3.2). */
  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\-[^\\x00-\\x7f\\p{C}\\p{Z}]]+";

  /** qcontent between quotation marks (RFC 5321 section 4.1.2). */
  private static final String QUOTED =
      "\"(?:[ !#-\\[\\]-~[^\\x00-\\x7f\\p{C}\\p{Z}]]|\\\\[ -~])*+\"";

  /** {@code [ Local-part ]}: Dot-string or Quoted-string (RFC 5321 section 4.1.2). */
  private static final Pattern LOCAL_PART =
      Pattern.compile("(?:" + ATOM + "(?:\\." + ATOM + ")*+|" + QUOTED + ")?");

  static Optional<Identity> read(TagValues values) throws Refusal {
    Optional<String> text = values.text("i");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String address = values.utf8("i", decode(values, Fws.remove(text.get())));
    int at = address.lastIndexOf('@');
    if (at < 0) {
      throw values.refuse("i", "has no @");
    }
    String localPart = address.substring(0, at);
    if (!LOCAL_PART.matcher(localPart).matches()) {
      throw values.refuse("i", "is no mail address: " + localPart);
    }
    return Optional.of(new Identity(localPart, values.domain("i", address.substring(at + 1), 2)));
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
