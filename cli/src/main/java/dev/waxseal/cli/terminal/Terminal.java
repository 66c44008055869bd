package dev.waxseal.cli.terminal;

import dev.waxseal.cli.text.SafeText;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The terminal of a command: the three standard streams and the properties of the screen. */
public final class Terminal {

  private static final int DEFAULT_WIDTH = 80;

  private final InputStream in;
  private final StandardOutput bytes;
  private final PrintStream out;
  private final PrintStream err;
  private final Charset charset;
  private final Screen screen;

  /**
   * The properties of the screen.
   *
   * @param input true if standard input is a keyboard
   * @param output true if standard output is a screen
   * @param errors true if standard error is a screen
   * @param colors true if colours are allowed
   * @param width its width in characters
   */
  public record Screen(boolean input, boolean output, boolean errors, boolean colors, int width) {

    /** No screen at all: files and pipes. */
    public static final Screen NONE = new Screen(false, false, false, false, DEFAULT_WIDTH);
  }

  public Terminal(
      InputStream in, OutputStream out, OutputStream err, Charset charset, Screen screen) {
    this.in = in;
    this.bytes = new StandardOutput(out);
    this.out = new PrintStream(bytes, false, charset);
    this.err = new PrintStream(err, true, charset);
    this.charset = charset;
    this.screen = screen;
  }

  /** Files and pipes, in UTF-8. */
  public static Terminal piped(InputStream in, OutputStream out, OutputStream err) {
    return new Terminal(in, out, err, StandardCharsets.UTF_8, Screen.NONE);
  }

  /**
   * The standard streams of this process. Java cannot tell which of them are terminals; the
   * launcher passes that in system properties.
   */
  public static Terminal system() {
    String dumb = System.getenv("TERM");
    String noColor = System.getenv("NO_COLOR");
    Screen screen =
        new Screen(
            Boolean.getBoolean("waxseal.terminal.in"),
            Boolean.getBoolean("waxseal.terminal.out"),
            Boolean.getBoolean("waxseal.terminal.err"),
            (noColor == null || noColor.isEmpty()) && !"dumb".equals(dumb),
            width(System.getenv().getOrDefault("COLUMNS", "")));
    return new Terminal(
        // The stream of a file asks for its position before it reads much, and a pipe has none.
        new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
        new FileOutputStream(FileDescriptor.err),
        nativeCharset(),
        screen);
  }

  public InputStream in() {
    return in;
  }

  /** Standard output for text. */
  public PrintStream out() {
    return out;
  }

  /** Standard output for bytes. */
  public OutputStream bytes() {
    return bytes;
  }

  public Charset charset() {
    return charset;
  }

  public Screen screen() {
    return screen;
  }

  /** The colours for standard output. */
  public Palette palette(Palette.Mode mode) {
    boolean colors =
        switch (mode) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO -> screen.output() && screen.colors();
        };
    return new Palette(colors, charset);
  }

  /** Writes a line to standard error; unsafe characters are replaced. */
  public void problem(String sentence) {
    err.println("waxseal: " + SafeText.of(sentence));
  }

  /** Standard error, as it is. */
  public PrintStream err() {
    return err;
  }

  /** Flushes the output, and ends the command if that fails. */
  public void flush() {
    out.flush();
    try {
      bytes.flush();
    } catch (IOException e) {
      throw StandardOutput.failure(e);
    }
    bytes.check();
  }

  private static int width(String columns) {
    return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : DEFAULT_WIDTH;
  }

  private static Charset nativeCharset() {
    String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", ""));
    return !name.isEmpty() && Charset.isSupported(name)
        ? Charset.forName(name)
        : Charset.defaultCharset();
  }
}
