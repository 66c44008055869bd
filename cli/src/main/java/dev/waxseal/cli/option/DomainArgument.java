package dev.waxseal.cli.option;

import dev.waxseal.dns.DomainName;

/** The argument DOMAIN. */
public final class DomainArgument {

  private DomainArgument() {}

  /** Adds the argument to a command. */
  public static Syntax addTo(Syntax syntax) {
    return syntax.positional("DOMAIN", "The domain, as A-labels or U-labels.");
  }

  /** The domain, with or without a dot at its end. */
  public static DomainName domain(Arguments arguments) {
    String text = arguments.positionals().get(0);
    int at = text.lastIndexOf('@');
    if (at >= 0) {
      throw arguments.wrong(
          "'" + text + "' is an address; its domain is '" + text.substring(at + 1) + "'");
    }
    return DomainName.parse(bare(text))
        .orElseThrow(() -> arguments.wrong("no domain: '" + text + "'"));
  }

  /** A name without the dot at its end. */
  public static String bare(String text) {
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}
