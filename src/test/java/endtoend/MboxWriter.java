package endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A program that writes mboxes, by the name that {@code README.md} has for it. */
record MboxWriter(String name) {

  private static final String POSTFIX = "Postfix local";
  private static final String EXIM = System.getenv().getOrDefault("WAXSEAL_EXIM", "exim4");
  private static final long POLL_NANOS = 50_000_000;

  /** The file and the package of each program; the others are in packages of their names. */
  private static final Map<String, List<String>> FILES =
      Map.ofEntries(
          Map.entry("procmail", List.of("/usr/bin/procmail", "procmail")),
          Map.entry("formail", List.of("/usr/bin/formail", "procmail")),
          Map.entry(POSTFIX, List.of("/usr/sbin/postfix", "postfix")),
          Map.entry("Exim", List.of(EXIM, "exim4-daemon-light, and name it in WAXSEAL_EXIM")),
          Map.entry("Python", List.of("/usr/bin/python3", "python3")),
          Map.entry("maildrop", List.of("/usr/bin/maildrop", "maildrop")),
          Map.entry("reformail", List.of("/usr/bin/reformail", "maildrop")),
          Map.entry("s-nail", List.of("/usr/bin/s-nail", "s-nail")),
          Map.entry("mutt", List.of("/usr/bin/mutt", "mutt")),
          Map.entry("neomutt", List.of("/usr/bin/neomutt", "neomutt")),
          Map.entry("Dovecot", List.of("/usr/bin/doveadm", "dovecot-core")),
          Map.entry("mailutils", List.of("/usr/bin/mail.mailutils", "mailutils")),
          Map.entry("lei mboxo", List.of("/usr/bin/lei", "lei")),
          Map.entry("lei mboxrd", List.of("/usr/bin/lei", "lei")),
          Map.entry("lei mboxcl", List.of("/usr/bin/lei", "lei")),
          Map.entry("lei mboxcl2", List.of("/usr/bin/lei", "lei")));

  /** The file that it is in. */
  Path program() {
    return Path.of(file().get(0));
  }

  /** The package that has it. */
  String packageName() {
    return file().get(1);
  }

  private List<String> file() {
    return Objects.requireNonNull(FILES.get(name), name);
  }

  @Override
  public String toString() {
    return name;
  }

  /**
   * Has it write an mbox.
   *
   * @param folder where it works, which does not exist yet
   * @param messages two messages, with LF at the end of each line
   * @return the mbox
   */
  Path write(Path folder, List<String> messages) throws IOException, InterruptedException {
    Files.createDirectory(folder);
    Path box = Files.createDirectory(folder.resolve("mbox"));
    var users = folder.getFileSystem().getUserPrincipalLookupService();
    Files.setOwner(box, users.lookupPrincipalByName("nobody"));
    if (name.equals(POSTFIX)) {
      return deliver(folder, box, messages);
    }
    for (int i = 0; i < messages.size(); i++) {
      String number = Integer.toString(i + 1);
      Files.writeString(folder.resolve(number + ".eml"), messages.get(i), ISO_8859_1);
      for (String part : List.of("cur", "new", "tmp")) {
        Files.createDirectories(folder.resolve(number).resolve(part));
      }
      Files.writeString(folder.resolve(number).resolve("cur/1.a:2,"), messages.get(i), ISO_8859_1);
    }
    run(folder);
    return box.resolve("box");
  }

  private void run(Path folder) throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    String key = name.toLowerCase(Locale.ROOT).replace(' ', '-');
    Process process =
        new ProcessBuilder("/bin/sh", Programs.script("mbox_writers.sh").toString(), key)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(name + ": " + Daemon.read(log));
    }
  }

  /** Delivery by a Postfix to a local user. */
  private static Path deliver(Path folder, Path box, List<String> messages) throws IOException {
    Files.setPosixFilePermissions(box, PosixFilePermissions.fromString("rwxrwxrwx"));
    int port = Daemon.freePorts(1).get(0);
    try (PostfixInstance postfix =
        PostfixInstance.start(
            folder.resolve("postfix"),
            List.of(
                "myhostname = " + Site.MEMBERS,
                "mydestination = " + Site.MEMBERS,
                "local_recipient_maps =",
                "mailbox_delivery_lock = fcntl",
                "mail_spool_directory = " + box),
            List.of(Ports.service(port, ""), "local unix - n n - 1 local"),
            port)) {
      for (String message : messages) {
        String reply =
            Submission.send(
                port,
                "ann@" + Site.AUTHOR,
                "nobody@" + Site.MEMBERS,
                message.replace("\n", "\r\n"));
        if (!reply.startsWith("250")) {
          throw new IOException(reply + postfix.log());
        }
        await(postfix);
      }
    }
    return box.resolve("nobody");
  }

  private static void await(PostfixInstance postfix) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Daemon.PATIENCE_SECONDS);
    while (!postfix.isIdle()) {
      if (System.nanoTime() > end) {
        throw new IOException("not delivered: " + postfix.log());
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
