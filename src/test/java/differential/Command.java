package differential;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A program that is run to its end. */
final class Command {

  private Command() {}

  /** Whether the program exists and ends well. */
  static boolean succeeds(List<String> words) {
    try {
      run(words);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Runs a program with nothing to read.
   *
   * @return what it wrote to its standard output and error, one octet a character
   * @throws IOException if it does not exist or does not end well
   */
  static String run(List<String> words) throws IOException {
    return run(words, "");
  }

  /**
   * Runs a program.
   *
   * @param input what it reads, little enough for a pipe; one octet a character
   * @return what it wrote to its standard output and error, one octet a character
   * @throws IOException if it does not exist or does not end well
   */
  static String run(List<String> words, String input) throws IOException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.ISO_8859_1));
    }
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    int status = await(process);
    if (status != 0) {
      throw new IOException(words.get(0) + " ended with status " + status + ": " + output);
    }
    return output;
  }

  private static int await(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
  }
}
