package dev.waxseal.cli.command;

import dev.waxseal.cli.input.MessageSource;
import dev.waxseal.cli.input.Spool;
import dev.waxseal.cli.option.Arguments;
import dev.waxseal.cli.option.ClockOption;
import dev.waxseal.cli.option.Command;
import dev.waxseal.cli.option.SignerOptions;
import dev.waxseal.cli.option.Syntax;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.terminal.Terminal;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningSession;
import dev.waxseal.dkim.signature.SigningException;
import java.io.IOException;

/** {@code waxseal sign}: writes the message with its signatures on top. */
public final class SignCommand implements Command {

  /** The syntax of the command. */
  public static Syntax syntax() {
    Syntax syntax =
        Syntax.of("sign", new SignCommand())
            .about("Signs a message and writes it to standard output.")
            .positionals(0, 1, "FILE", "The message; - or nothing is standard input.");
    return ClockOption.addTo(SignerOptions.addTo(syntax))
        .flag("--headers-only", "Write only the new fields, not the message.")
        .examples(
            "  waxseal sign --domain example.org --selector s1 --key s1.pem message.eml",
            "  waxseal sign --domain example.org --selector rsa --key rsa.pem \\",
            "               --domain example.org --selector ed  --key ed.pem  - < message.eml",
            "  waxseal sign --domain example.org --selector s1 --key s1.pem \\",
            "               --headers-only message.eml",
            "",
            "Exit status: 0 signed, 64 usage, 65 the message or the key cannot be used,",
            "66 no such file.");
  }

  @Override
  public ExitStatus run(Arguments arguments, Terminal terminal) {
    String file = arguments.positionals(1).stream().findFirst().orElse("-");
    DkimSigner signer =
        new SignerOptions(arguments).signer(terminal).withClock(ClockOption.clock(arguments));
    try (Spool message = Spool.of(file, new MessageSource(terminal).message(file))) {
      NewFields fields = sign(signer, file, message, terminal);
      OutgoingMessage.write(fields, message, !arguments.has("--headers-only"), terminal);
    } catch (IOException e) {
      throw MessageSource.failure(file, e);
    }
    return ExitStatus.OK;
  }

  private static NewFields sign(DkimSigner signer, String file, Spool message, Terminal terminal)
      throws IOException {
    SigningSession session = signer.begin();
    boolean asLf = OutgoingMessage.read(file, message, session::write, terminal);
    try {
      NewFields fields = new NewFields(session.finish(), asLf);
      session.cautions().forEach(caution -> terminal.problem("warning: " + caution.sentence()));
      return fields;
    } catch (SigningException e) {
      throw OutgoingMessage.cannotSign(file, String.valueOf(e.getMessage()));
    }
  }
}
