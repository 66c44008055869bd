package dev.waxseal.cli.command;

import dev.waxseal.cli.input.FromLine;
import dev.waxseal.cli.input.LineEndConverter;
import dev.waxseal.cli.input.Spool;
import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.terminal.StandardOutput;
import dev.waxseal.cli.terminal.Terminal;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.mime.ByteSink;
import dev.waxseal.mime.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a message with new fields on top, otherwise unchanged. */
final class OutgoingMessage {

  private static final int SHOWN = 60;

  private OutgoingMessage() {}

  /**
   * Reads a message for a signer.
   *
   * @return true if its lines ended in LF and were read as CRLF
   */
  static boolean read(String file, Spool message, ByteSink signer, Terminal terminal)
      throws IOException {
    checkFirstLine(file, message);
    LineEndConverter lineEnds = feed(message, signer);
    if (lineEnds.areMixed()) {
      throw cannotSign(file, "some of its lines end in LF and some in CRLF");
    }
    if (lineEnds.areConverted()) {
      terminal.problem(
          "note: the lines end in LF; signed with CRLF, as mail servers send them, and written"
              + " with LF");
    }
    return lineEnds.areConverted();
  }

  /** Reads a message; LF is read as CRLF if all lines end in LF. */
  static LineEndConverter feed(Spool message, ByteSink reader) throws IOException {
    LineEndConverter lineEnds = new LineEndConverter(reader, Limits.defaults().headerBytes());
    try (InputStream in = message.open()) {
      lineEnds.readAll(in);
    }
    return lineEnds;
  }

  /** Refuses a message that does not begin with its header. */
  private static void checkFirstLine(String file, Spool message) throws IOException {
    String start;
    try (InputStream in = message.open()) {
      start = new String(in.readNBytes(FromLine.MOST), StandardCharsets.ISO_8859_1);
    }
    String line = start.lines().findFirst().orElse("");
    if (FromLine.isOnTop(line)) {
      throw cannotSign(
          file,
          "line 1 is an mbox separator (" + SafeText.ofOctets(line, SHOWN) + "); remove it first");
    }
    if (line.isEmpty() && !start.isEmpty()) {
      throw cannotSign(file, "the message begins with a blank line, so it has no header");
    }
  }

  /** Writes the fields and, if requested, the message. */
  static void write(NewFields fields, Spool message, boolean whole, Terminal terminal)
      throws IOException {
    OutputStream out = terminal.bytes();
    try (InputStream in = whole ? message.open() : InputStream.nullInputStream()) {
      writeOut(out, fields.bytes(), fields.bytes().length);
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        writeOut(out, buffer, n);
      }
    }
    terminal.flush();
  }

  /** The failure for a message that cannot be signed. */
  static CommandFailure cannotSign(String file, String why) {
    return new CommandFailure(ExitStatus.BAD_DATA, "cannot sign " + file + ": " + why);
  }

  private static void writeOut(OutputStream out, byte[] bytes, int length) {
    try {
      out.write(bytes, 0, length);
    } catch (IOException e) {
      throw StandardOutput.failure(e);
    }
  }
}
