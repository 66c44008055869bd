package dev.waxseal.dns;

import org.xbill.DNS.Name;

/** Names on their way to dnsjava and back. */
final class WireNames {

  private WireNames() {}

  /** The name, absolute, as dnsjava has it. */
  static Name absolute(DomainName name) {
    return Name.fromConstantString(name.toString().replace("\\", "\\\\") + ".");
  }

  /** A name in presentation form, without its trailing dot; "." for the root. */
  static String text(Name name) {
    return name.toString(true);
  }
}
