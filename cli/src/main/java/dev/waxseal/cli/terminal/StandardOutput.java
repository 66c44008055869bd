package dev.waxseal.cli.terminal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Standard output that remembers why it broke, which a {@code PrintStream} forgets. */
public final class StandardOutput extends FilterOutputStream {

  private Optional<IOException> fault = Optional.empty();

  public StandardOutput(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int octet) throws IOException {
    try {
      out.write(octet);
    } catch (IOException e) {
      throw remembered(e);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw remembered(e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw remembered(e);
    }
  }

  /** Ends the command if something could not be written. */
  public void check() {
    fault.ifPresent(
        e -> {
          throw failure(e);
        });
  }

  /** The failure for an error of writing; a closed pipe is not an error. */
  public static CommandFailure failure(IOException fault) {
    String message = String.valueOf(fault.getMessage());
    return message.contains("Broken pipe")
        ? new CommandFailure(ExitStatus.PIPE, "")
        : new CommandFailure(ExitStatus.IO, "cannot write to standard output: " + message);
  }

  private IOException remembered(IOException e) {
    fault = fault.or(() -> Optional.of(e));
    return e;
  }
}
