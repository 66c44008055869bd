package dev.waxseal.milter.config;

import dev.waxseal.dns.DomainName;
import java.util.Locale;
import java.util.Optional;

/**
 * A pattern for the address of an author or a recipient, such as {@code *@*.example.org}: an
 * asterisk stands for any characters, also for none; all others stand for themselves, in either
 * case.
 *
 * @param text the pattern in lower case
 */
public record AddressPattern(String text) {

  private static final String ANY = "*";

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it is not the pattern of an address
   */
  static AddressPattern parse(String text) {
    int at = text.lastIndexOf('@');
    String domain = text.substring(at + 1);
    boolean everybody = text.equals(ANY);
    if (!everybody && (at < 1 || !domain.matches("[A-Za-z0-9._*-]+"))) {
      throw new IllegalArgumentException(
          "not a pattern of addresses; write one such as \"*@example.org\" or \"*@*.example.org\"");
    }
    return new AddressPattern(text.toLowerCase(Locale.ROOT));
  }

  /** The one domain of the addresses, if there is one. */
  Optional<DomainName> domain() {
    return DomainName.parse(text.substring(text.lastIndexOf('@') + 1))
        .filter(name -> !text.endsWith(ANY));
  }

  /**
   * Returns true if the address, in lower case, is one of the pattern. Time is at most the product
   * of both lengths: only the last asterisk is taken back.
   */
  boolean matches(String address) {
    int at = 0;
    int pattern = 0;
    int asterisk = -1;
    int resume = 0;
    while (at < address.length()) {
      if (pattern < text.length() && text.charAt(pattern) == '*') {
        asterisk = pattern++;
        resume = at;
      } else if (pattern < text.length() && text.charAt(pattern) == address.charAt(at)) {
        pattern++;
        at++;
      } else if (asterisk >= 0) {
        pattern = asterisk + 1;
        at = ++resume;
      } else {
        return false;
      }
    }
    return text.substring(pattern).replace(ANY, "").isEmpty();
  }
}
