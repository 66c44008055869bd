package dev.waxseal.cli.option;

import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.dkim.Crypto;

/** The option for the security provider. */
public final class CryptoOption {

  private CryptoOption() {}

  /** Adds the option to a command. */
  public static Syntax addTo(Syntax syntax) {
    return syntax.value(
        "--crypto-provider",
        "NAME",
        "RSA and Ed25519 by this security provider, its name or class; WAXSEAL_PROVIDERS names the"
            + " folder of its jar.");
  }

  /** The implementation that the option names. */
  public static Crypto crypto(Arguments arguments) {
    try {
      return arguments.value("--crypto-provider").map(Crypto::named).orElseGet(Crypto::standard);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          ExitStatus.UNAVAILABLE,
          e.getMessage() + ". WAXSEAL_PROVIDERS names the folder of its jar");
    }
  }
}
