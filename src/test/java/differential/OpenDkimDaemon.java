package differential;

import dev.waxseal.dkim.signature.SigningAlgorithm;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An {@code opendkim} that listens on a socket in a directory of its own until it is closed. */
final class OpenDkimDaemon implements Closeable {

  static final String PROGRAM = "/usr/sbin/opendkim";

  private final FilterDaemon daemon;

  private OpenDkimDaemon(Workspace workspace, List<String> settings) throws IOException {
    daemon = new FilterDaemon(workspace, List.of(PROGRAM, "-f", "-x"), settings);
  }

  /** A daemon that signs. */
  static OpenDkimDaemon signer(String forms, SigningAlgorithm algorithm) throws IOException {
    Workspace workspace = new Workspace();
    return new OpenDkimDaemon(
        workspace,
        List.of(
            "Socket local:" + workspace.file("socket"),
            "RequireSafeKeys no",
            "Mode s",
            "InternalHosts 127.0.0.1",
            "Domain " + Keys.DOMAIN,
            "Selector " + Keys.selector(algorithm),
            "KeyFile " + workspace.file(algorithm.keyType() + ".pem"),
            "SignatureAlgorithm " + algorithm,
            "Canonicalization " + forms,
            "SignHeaders *,+x-awkward",
            "OversignHeaders From"));
  }

  /** A daemon that verifies. */
  static OpenDkimDaemon verifier() throws IOException {
    Workspace workspace = new Workspace();
    return new OpenDkimDaemon(
        workspace,
        List.of(
            "Socket local:" + workspace.file("socket"),
            "Mode v",
            "AlwaysAddARHeader yes",
            "On-Default accept",
            "TestPublicKeys " + workspace.file("dns")));
  }

  Path socket() {
    return daemon.socket();
  }

  @Override
  public void close() throws IOException {
    daemon.close();
  }
}
