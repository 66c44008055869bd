package endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Debian's dkimpy, which asks a master file for keys. */
final class DkimpyJudge implements Judge {

  private final Path zone;

  DkimpyJudge(Path zone) {
    this.zone = zone;
  }

  @Override
  public String name() {
    return "dkimpy";
  }

  @Override
  public Judgement judge(String message) throws IOException {
    Process process =
        new ProcessBuilder(
                "/usr/bin/python3", Programs.script("dkimpy_judge.py").toString(), zone.toString())
            .redirectErrorStream(true)
            .start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(message.getBytes(ISO_8859_1));
    }
    String output = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
    String chain = "";
    Set<String> signatures = new HashSet<>();
    for (String line : output.lines().toList()) {
      String[] words = line.split(" ", 3);
      switch (words[0]) {
        case "arc" -> chain = words[1];
        case "pass" -> signatures.add(words[1]);
        case "fail" -> {}
        default -> throw new IOException("dkimpy: " + output);
      }
    }
    return new Judgement(chain, signatures);
  }
}
