package dev.waxseal.cli;

import dev.waxseal.cli.terminal.ExitStatus;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A post to a list, as a subscriber gets it: its author's domain says p=reject, its author's
 * signature is broken by the list's footer, and the list has sealed it.
 */
final class ListPost {

  static final String LIST = "lists.example.net";

  private static final String DMARC = "_dmarc.example.org. TXT \"v=DMARC1; p=reject\"\n";

  private final Mailbox mailbox;
  private final Path zone;
  private final Path file;

  /** A post of which the list's mail server said this. */
  ListPost(Mailbox mailbox, String seen) throws IOException {
    this.mailbox = mailbox;
    Path key = mailbox.path("list.pem");
    String record =
        CliRun.of(
                "keygen",
                "--domain",
                LIST,
                "--selector",
                "a1",
                "--algorithm",
                "ed25519",
                "--out",
                key)
            .ended(ExitStatus.OK)
            .out();
    this.zone = mailbox.write("list.zone", record + DMARC);
    String posted =
        "Authentication-Results: mx.example.net; "
            + seen
            + "\r\n"
            + mailbox.signed(Mailbox.MESSAGE)
            + "-- \r\nthe list\r\n";
    this.file = mailbox.write("post.eml", sealed(posted, key));
  }

  /** A post whose author was known to the list's mail server. */
  static ListPost passed(Mailbox mailbox) throws IOException {
    return new ListPost(mailbox, "dmarc=pass header.from=example.org policy.dmarc=reject");
  }

  Path file() {
    return file;
  }

  /** Judges it. */
  CliRun verify(Object... options) {
    Object[] all = new Object[options.length + 3];
    all[0] = "--dns-zone";
    all[1] = zone;
    all[2] = file;
    System.arraycopy(options, 0, all, 3, options.length);
    return mailbox.verify(all);
  }

  private static String sealed(String message, Path key) {
    return CliRun.withInput(
            message,
            "seal",
            "--domain",
            LIST,
            "--selector",
            "a1",
            "--key",
            key,
            "--authserv-id",
            LIST,
            "--carry",
            "mx.example.net",
            "-")
        .ended(ExitStatus.OK)
        .octets();
  }
}
