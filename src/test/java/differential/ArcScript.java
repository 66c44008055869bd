package differential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An implementation that a script drives: one start of its interpreter, one line a request. */
final class ArcScript implements ArcHost {

  private final String name;
  private final Workspace workspace;
  private final Process process;
  private final BufferedReader answers;
  private final Writer requests;

  private ArcScript(String name, String interpreter, String script) throws IOException {
    this.name = name;
    this.workspace = new Workspace();
    this.process =
        new ProcessBuilder(interpreter, script(script), workspace.directory().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    this.requests = process.outputWriter(UTF_8);
  }

  /** Debian's dkimpy. */
  static ArcHost dkimpy() throws IOException {
    String python = "/usr/bin/python3";
    require(
        "dkimpy",
        "python3-dkim python3-nacl python3-authres",
        List.of(python, "-c", "import dkim, nacl, authres"));
    return new ArcScript("dkimpy", python, "arc-dkimpy.py");
  }

  /** Debian's Mail::DKIM. */
  static ArcHost mailDkim() throws IOException {
    String perl = "/usr/bin/perl";
    require(
        "Mail::DKIM", "libmail-dkim-perl", List.of(perl, "-MMail::DKIM::ARC::Verifier", "-e", "1"));
    return new ArcScript("Mail::DKIM", perl, "arc-mail-dkim.pl");
  }

  private static void require(String peer, String toInstall, List<String> probe) {
    Installation.require(peer, Command.succeeds(probe) ? Optional.empty() : Optional.of(toInstall));
  }

  @Override
  public String name() {
    return name;
  }

  /** They take the status from the Authentication-Results of their own name on the message. */
  @Override
  public String seal(String arrived, String outgoing) throws IOException {
    String status = arrived.contains("ARC-Seal:") ? "pass" : "none";
    String results = "Authentication-Results: peer.example.com; arc=" + status + "\r\n";
    String answer = ask("seal rsa-sha256 rsa peer.example.com", results + outgoing);
    if (!answer.equals("sealed")) {
      throw new IOException(name + " does not seal: " + answer);
    }
    return Files.readString(workspace.file("fields"), ISO_8859_1);
  }

  @Override
  public String judge(String message) throws IOException {
    return ask("verify", message);
  }

  private String ask(String request, String message) throws IOException {
    Files.writeString(workspace.file("message"), message, ISO_8859_1);
    requests.write(request + "\n");
    requests.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException(name + " has ended");
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    workspace.close();
  }

  private static String script(String file) {
    return Path.of(System.getProperty("basedir", ""), "java", "differential", file)
        .toAbsolutePath()
        .toString();
  }
}
