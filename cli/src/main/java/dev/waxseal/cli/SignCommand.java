package dev.waxseal.cli;

import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningException;
import dev.waxseal.dkim.SigningSession;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code waxseal sign}: writes the message with its signatures on top. */
final class SignCommand implements Command {

  /** What it looks like. */
  static Syntax syntax() {
    Syntax syntax =
        Syntax.of("sign", new SignCommand())
            .about("Signs a message and writes it to standard output.")
            .positionals("0..1", "FILE", "The message; - or nothing is standard input.");
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
      Signed signed = sign(signer, file, message, terminal);
      write(signed, message, !arguments.has("--headers-only"), terminal);
    } catch (IOException e) {
      throw MessageSource.failure(file, e);
    }
    return ExitStatus.OK;
  }

  /**
   * The new fields.
   *
   * @param asLf whether the message came with LF, so that they go out with LF as well
   */
  private record Signed(List<HeaderField> fields, boolean asLf) {

    byte[] bytes() {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      fields.forEach(field -> bytes.writeBytes(field.bytes()));
      String text = bytes.toString(StandardCharsets.ISO_8859_1);
      return (asLf ? text.replace("\r\n", "\n") : text).getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  private static Signed sign(DkimSigner signer, String file, Spool message, Terminal terminal)
      throws IOException {
    SigningSession session = signer.begin();
    LineEnds lineEnds = new LineEnds(session::write, Limits.defaults().headerBytes());
    try (InputStream in = message.open()) {
      lineEnds.readAll(in);
    }
    if (lineEnds.areMixed()) {
      throw cannotSign(file, "some of its lines end in LF and some in CRLF");
    }
    try {
      List<HeaderField> fields = session.finish();
      if (lineEnds.areConverted()) {
        terminal.problem(
            "note: the lines end in LF; signed as CRLF, as mail servers send them, written with LF");
      }
      return new Signed(fields, lineEnds.areConverted());
    } catch (SigningException e) {
      throw cannotSign(file, String.valueOf(e.getMessage()));
    }
  }

  private static CommandFailure cannotSign(String file, String why) {
    return new CommandFailure(ExitStatus.BAD_DATA, "cannot sign " + file + ": " + why);
  }

  private static void write(Signed signed, Spool message, boolean whole, Terminal terminal)
      throws IOException {
    OutputStream out = terminal.bytes();
    try (InputStream in = whole ? message.open() : InputStream.nullInputStream()) {
      writeOut(out, signed.bytes(), signed.bytes().length);
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        writeOut(out, buffer, n);
      }
    }
    terminal.flush();
  }

  private static void writeOut(OutputStream out, byte[] bytes, int length) {
    try {
      out.write(bytes, 0, length);
    } catch (IOException e) {
      throw StandardOutput.failure(e);
    }
  }
}
