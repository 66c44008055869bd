package dev.waxseal.cli.option;

import dev.waxseal.cli.input.MessageSource;
import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.terminal.Terminal;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** The options for private keys in files, which may be encrypted, and what signs by them. */
public final class PrivateKeyFiles {

  private final Arguments arguments;

  public PrivateKeyFiles(Arguments arguments) {
    this.arguments = arguments;
  }

  /** Adds the options to a command. */
  public static Syntax addTo(Syntax syntax) {
    syntax.value(
        "--passphrase-file", "FILE", "The first line is the passphrase of encrypted keys.");
    return CryptoOption.addTo(syntax);
  }

  /** Reads a key; warns about a weak one. */
  public SigningKey key(String name, Terminal terminal) {
    try {
      SigningKey key = SigningKey.fromPem(text(name), passphrase());
      if (key.isShorterThanAdvised()) {
        terminal.problem(
            "warning: the key "
                + name
                + " has "
                + key.bits()
                + " bits; at least "
                + key.algorithm().advisedKeyBits()
                + " are advised (RFC 8301 section 3.2)");
      }
      return key.withCrypto(CryptoOption.crypto(arguments));
    } catch (SigningException e) {
      String remedy =
          e.problem() == SigningException.Problem.KEY_ENCRYPTED
              ? "; --passphrase-file FILE names the file whose first line it is"
              : "";
      throw new CommandFailure(
          ExitStatus.BAD_DATA, "cannot use the key " + name + ": " + e.getMessage() + remedy);
    }
  }

  private char[] passphrase() {
    return arguments
        .value("--passphrase-file")
        .map(PrivateKeyFiles::text)
        .flatMap(text -> text.lines().findFirst())
        .orElse("")
        .toCharArray();
  }

  private static String text(String name) {
    try {
      return new String(Files.readAllBytes(MessageSource.path(name)), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw MessageSource.failure(name, e);
    }
  }
}
