package differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waxseal.dkim.signature.SigningAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An implementation that a script drives: one start of its interpreter for a whole batch, with
 * files for messages, jobs, keys and DNS.
 */
final class ScriptPeer implements Peer {

  private final String name;
  private final Set<SigningAlgorithm> algorithms;
  private final String toInstall;
  private final List<String> probe;
  private final List<String> command;

  private ScriptPeer(
      String name,
      Set<SigningAlgorithm> algorithms,
      String toInstall,
      List<String> probe,
      List<String> command) {
    this.name = name;
    this.algorithms = algorithms;
    this.toInstall = toInstall;
    this.probe = probe;
    this.command = command;
  }

  /** Debian's dkimpy. */
  static Peer dkimpy() {
    String python = "/usr/bin/python3";
    return new ScriptPeer(
        "dkimpy",
        Set.of(SigningAlgorithm.values()),
        "python3-dkim python3-nacl",
        List.of(python, "-c", "import dkim, nacl"),
        List.of(python, script("dkimpy.py")));
  }

  /** Debian's Mail::DKIM; it has no Ed25519. */
  static Peer mailDkim() {
    String perl = "/usr/bin/perl";
    return new ScriptPeer(
        "Mail::DKIM",
        Set.of(SigningAlgorithm.RSA_SHA256),
        "libmail-dkim-perl",
        List.of(perl, "-MMail::DKIM", "-e", "1"),
        List.of(perl, script("mail-dkim.pl")));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<String> missing() {
    return Command.succeeds(probe) ? Optional.empty() : Optional.of(toInstall);
  }

  @Override
  public Set<SigningAlgorithm> algorithms() {
    return algorithms;
  }

  @Override
  public List<Signed> sign(List<Cell> cells) throws IOException {
    List<byte[]> messages = cells.stream().map(cell -> cell.message().bytes()).toList();
    try (Workspace workspace = new Workspace()) {
      run(workspace, messages, cells.stream().map(ScriptPeer::signing).toList());
      List<Signed> signed = new ArrayList<>();
      for (int i = 0; i < cells.size(); i++) {
        String result = result(workspace, i);
        signed.add(
            result.equals("ok")
                ? Signed.with(Files.readAllBytes(workspace.file(i + ".sig")))
                : Signed.refused(result));
      }
      return signed;
    }
  }

  @Override
  public List<Verdict> verify(List<byte[]> messages) throws IOException {
    try (Workspace workspace = new Workspace()) {
      run(workspace, messages, messages.stream().map(message -> "verify - - -").toList());
      List<Verdict> verdicts = new ArrayList<>();
      for (int i = 0; i < messages.size(); i++) {
        String result = result(workspace, i);
        verdicts.add(new Verdict(result.equals("ok"), result));
      }
      return verdicts;
    }
  }

  private void run(Workspace workspace, List<byte[]> messages, List<String> jobs)
      throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < jobs.size(); i++) {
      Files.write(workspace.file(i + ".eml"), messages.get(i));
      lines.append(i).append(' ').append(jobs.get(i)).append('\n');
    }
    Files.writeString(workspace.file("jobs"), lines);
    List<String> words = new ArrayList<>(command);
    words.add(workspace.directory().toString());
    Command.run(words);
  }

  private static String signing(Cell cell) {
    return String.join(
        " ", "sign", cell.forms(), cell.algorithm().toString(), Keys.selector(cell.algorithm()));
  }

  private static String result(Workspace workspace, int job) throws IOException {
    return Files.readString(workspace.file(job + ".txt"), UTF_8).strip();
  }

  private static String script(String file) {
    return Path.of(System.getProperty("basedir", ""), "java", "differential", file)
        .toAbsolutePath()
        .toString();
  }
}
