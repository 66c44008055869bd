package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.terminal.ExitStatus;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

  @Test
  void helpIsThereForEveryCommandWithExamples() {
    for (String[] command :
        new String[][] {
          {"--help"},
          {"verify", "--help"},
          {"sign", "--help"},
          {"keygen", "-h"},
          {"lookup", "--help"},
          {"lookup", "dkim", "--help"},
          {"milter", "--help"}
        }) {
      CliRun run = CliRun.of((Object[]) command).ended(ExitStatus.OK);
      assertTrue(run.out().contains("Example"), run.out());
      assertTrue(run.out().lines().allMatch(line -> line.length() <= 80), run.out());
      assertTrue(run.err().isEmpty(), run.err());
    }
  }

  @Test
  void theVersionIsThereForEveryCommand() {
    assertTrue(CliRun.of("--version").ended(ExitStatus.OK).out().startsWith("waxseal "));
    assertTrue(CliRun.of("sign", "--version").ended(ExitStatus.OK).out().startsWith("waxseal "));
  }

  @Test
  void aWrongCommandLineEndsWith64AndAHint() {
    for (String[] command :
        new String[][] {
          {"verfy"},
          {"lookup"},
          {"verify", "--jbos", "3"},
          {"verify", "--jobs", "0"},
          {"verify", "--jobs", "two"},
          {"verify", "--jobs", "1", "--jobs", "2"},
          {"verify", "--now", "yesterday"},
          {"verify", "--color", "sometimes"},
          {"verify", "--mbox", "--maildir", "x"},
          {"verify", "-", "-"},
          {"verify", "--dns-server", "[::1"},
          {"verify", "--dns-server", "::1"},
          {"verify", "--dns-server", "127.0.0.1:0"},
          {"verify", "--dns-server", "127.0.0.1:99999"},
          {"verify", "--dns-server", ""},
          {"verify", "--dns-server", "127.0.0.1", "--dns-zone", "x"},
          {"verify", "--client-ip", "192.0.2.1"},
          {"verify", "--json=\u001b[31m"}
        }) {
      CliRun run = CliRun.of((Object[]) command).ended(ExitStatus.USAGE);
      assertTrue(run.err().startsWith("waxseal: "), run.err());
      assertTrue(run.err().contains("--help'"), run.err());
      assertFalse(run.err().contains("\u001b"), run.err());
      assertTrue(run.out().isEmpty(), run.out());
    }
  }

  @Test
  void withoutArgumentsTheHelpIsAProblem() {
    CliRun run = CliRun.of().ended(ExitStatus.USAGE);
    assertTrue(run.err().contains("verify"), run.err());
  }

  /** Options may stand between the files, and help and errors may read them by another way. */
  @Test
  void filesBetweenOptionsAreReadOnce(@TempDir Path directory) throws IOException {
    Path file = new Mailbox(directory).write("m", Mailbox.MESSAGE);
    Path zone = directory.resolve("zone");
    for (String end : new String[] {"--no-diagnosis", "--"}) {
      CliRun run = CliRun.of("verify", file, "--json", file, "--dns-zone", zone, file, end);
      assertEquals(3, run.out().lines().count(), run.out());
    }
  }

  @Test
  void aReaderThatGoesAwayIsNoProblem(@TempDir Path directory) throws IOException {
    Path file = new Mailbox(directory).write("m", Mailbox.MESSAGE);
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Main.run(
            new String[] {"verify", "--dns-zone", directory.resolve("zone").toString(), "" + file},
            InputStream.nullInputStream(),
            broken("Broken pipe"),
            err);
    assertEquals(ExitStatus.PIPE.code(), status);
    assertEquals("", err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void anOutputThatCannotBeWrittenIsTold() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Main.run(
            new String[] {"--version"},
            InputStream.nullInputStream(),
            broken("No space left on device"),
            err);
    assertEquals(ExitStatus.IO.code(), status);
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("No space left"));
  }

  /** What is kept back is written at the end, fails at the end, and is told once. */
  @Test
  void anOutputThatCannotBeWrittenIsToldOnce(@TempDir Path directory) throws IOException {
    Path file = new Mailbox(directory).write("m", Mailbox.MESSAGE);
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Main.run(
            new String[] {"verify", "--dns-zone", directory.resolve("zone").toString(), "" + file},
            InputStream.nullInputStream(),
            new BufferedOutputStream(broken("No space left on device")),
            err);
    assertEquals(ExitStatus.IO.code(), status);
    assertEquals(1, err.toString(StandardCharsets.UTF_8).lines().count());
  }

  private static OutputStream broken(String message) {
    return new OutputStream() {
      @Override
      public void write(int octet) throws IOException {
        throw new IOException(message);
      }
    };
  }
}
