package smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Debian's dkimpy as another judge of what arrived. */
final class Dkimpy {

  private static final String PYTHON = "/usr/bin/python3";
  private static final String PACKAGES =
      "python3-dkim python3-nacl python3-authres python3-dnspython";

  private Dkimpy() {}

  /**
   * What it finds in a message.
   *
   * @param passes how many signatures of DKIM pass
   * @param chain the status of the chain
   */
  record Judgement(long passes, String chain) {}

  /** The judgements, in their order; none if dkimpy is not installed. */
  static List<Judgement> judge(Path zone, Path folder, Collection<byte[]> messages)
      throws IOException, InterruptedException {
    if (run(folder, List.of(PYTHON, "-c", "import dkim, nacl, authres, dns.zone")).status() != 0) {
      String line = "dkimpy is not installed: apt-get install " + PACKAGES;
      if ("true".equals(System.getenv("WAXSEAL_REQUIRE_PEERS"))) {
        fail(line);
      }
      System.out.println("smtp dkimpy: skipped: " + line);
      return List.of();
    }
    List<String> command = new ArrayList<>(List.of(PYTHON, script(), zone.toString()));
    for (byte[] message : messages) {
      command.add(Files.write(Files.createTempFile(folder, "message", ".eml"), message).toString());
    }
    Ran ran = run(folder, command);
    if (ran.status() != 0) {
      throw new IOException("dkimpy: " + ran.output());
    }
    return ran.output().lines().map(Dkimpy::judgement).toList();
  }

  private static Judgement judgement(String line) {
    String[] words = line.split(" ", -1);
    return new Judgement(Long.parseLong(words[0]), words[1]);
  }

  private static String script() {
    return Path.of(System.getProperty("basedir", ""), "java", "smtp", "dkimpy.py")
        .toAbsolutePath()
        .toString();
  }

  private record Ran(int status, String output) {}

  private static Ran run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "dkimpy", ".out");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
    } catch (IOException e) {
      return new Ran(127, e.toString());
    }
    process.getOutputStream().close();
    int status = process.waitFor();
    return new Ran(status, Files.readString(out, US_ASCII));
  }
}
