package differential;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.signature.SigningAlgorithm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The tool {@code opendkim-testmsg}, which signs by rsa-sha1 and nothing else: "signatures MUST NOT
 * be verified" with it any more (RFC 8301 section 3.1).
 */
final class OpenDkimTestmsgTest {

  private static final String PROGRAM = "/usr/sbin/opendkim-testmsg";

  private static final String MESSAGE =
      "From: alice@example.com\r\nDate: Tue, 24 Nov 2026 08:00:00 +0000\r\n\r\nHi\r\n";

  @BeforeEach
  void requireTool() {
    boolean there = Files.isExecutable(Path.of(PROGRAM));
    Installation.require(
        "opendkim-testmsg", there ? Optional.empty() : Optional.of("opendkim-tools"));
  }

  @Test
  void whatItSignsIsNotVerifiedHere() throws IOException {
    try (Workspace workspace = new Workspace()) {
      String signed = Command.run(signing(workspace), MESSAGE);
      assertTrue(signed.contains("a=rsa-sha1;"), signed);
      Verdict verdict = Here.verify(signed.getBytes(StandardCharsets.ISO_8859_1));
      assertTrue(verdict.detail().startsWith("ALGORITHM_FORBIDDEN"), verdict.detail());
      System.out.println("differential opendkim-testmsg: 1 signed there by rsa-sha1, refused here");
    }
  }

  private static List<String> signing(Workspace workspace) {
    return List.of(
        PROGRAM,
        "-C",
        "-d",
        Keys.DOMAIN,
        "-k",
        workspace.file("rsa.pem").toString(),
        "-s",
        Keys.selector(SigningAlgorithm.RSA_SHA256));
  }
}
