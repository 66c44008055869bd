package endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dns.Dns;
import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.ConfigurationException;
import dev.waxseal.milter.config.DaemonState;
import dev.waxseal.milter.config.FileStamps;
import dev.waxseal.milter.config.Listen;
import dev.waxseal.milter.config.SelectedKey;
import dev.waxseal.milter.config.VerifySettings;
import dev.waxseal.milter.doctor.Doctor;
import dev.waxseal.milter.doctor.DoctorFinding;
import dev.waxseal.milter.doctor.Machine;
import dev.waxseal.milter.doctor.MailmanConfiguration;
import dev.waxseal.milter.doctor.PostfixConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The files of a machine, made of the blocks of the guide and of what Debian installs; Postfix is
 * asked what it makes of them. Immutable.
 *
 * @param files the text of each: {@code milter.toml}, {@code main.cf}, {@code master.cf}, {@code
 *     mailman.cfg} and {@code zone}
 * @param state what the daemon says that it has in force, made of what is right
 */
record Installation(Map<String, String> files, UnaryOperator<DaemonState> state) {

  static final String MILTER = "milter.toml";
  static final String MAIN = "main.cf";
  static final String MASTER = "master.cf";
  static final String MAILMAN = "mailman.cfg";
  static final String ZONE = "zone";

  /** As Debian's package has them, as far as mail comes in or goes out by them. */
  private static final String DEBIAN =
      """
      pickup unix n - y 60 1 pickup
      cleanup unix n - y - 0 cleanup
      smtp unix - - y - - smtp
      relay unix - - y - - smtp
      """;

  private static final Map<String, SigningKey.Generated> KEYS =
      Map.of(
          "keys/s1.pem", SigningKey.generate(SigningAlgorithm.RSA_SHA256),
          "keys/mx-s1.pem", SigningKey.generate(SigningAlgorithm.RSA_SHA256),
          "keys/rsa26.pem", SigningKey.generate(SigningAlgorithm.RSA_SHA256),
          "keys/ed26.pem", SigningKey.generate(SigningAlgorithm.ED25519_SHA256));

  private static final Guide GUIDE = Guide.read("milter/README.md");
  private static final String ONE = "5. One machine";
  private static final String MX = "3. Two machines: the MX";
  private static final String MAILMANS = "127.0.0.1:2528 inet";
  private static final String LISTS = "4. Two machines: the list server";

  /** Copies the map. */
  Installation {
    files = Map.copyOf(files);
  }

  private static Installation of(String heading, String master, String mailman) {
    String zone =
        txt("s1._domainkey.lists.example.org", "keys/s1.pem")
            + txt("s1._domainkey.mx.example.org", "keys/mx-s1.pem")
            + txt("rsa26._domainkey.example.org", "keys/rsa26.pem")
            + txt("ed26._domainkey.example.org", "keys/ed26.pem");
    return new Installation(
        Map.of(
            MILTER,
            GUIDE.block(heading, "toml"),
            MAIN,
            "compatibility_level = 3.6\nmyhostname = mail.example.org\n",
            MASTER,
            DEBIAN + master,
            MAILMAN,
            mailman,
            ZONE,
            zone),
        UnaryOperator.identity());
  }

  /** A line of DNS. */
  static String txt(String name, String key) {
    return txt(name, Optional.ofNullable(KEYS.get(key)).orElseThrow());
  }

  static String txt(String name, SigningKey.Generated key) {
    String record = key.key().keyRecord().orElseThrow();
    return name + ". 60 IN TXT " + record.replaceAll("(.{1,200})", "\"$1\" ") + "\n";
  }

  static Installation oneMachine() {
    return of(ONE, GUIDE.block(ONE, MASTER), GUIDE.block(LISTS, MAILMAN));
  }

  static Installation mx() {
    return of(MX, GUIDE.block(MX, MASTER), "");
  }

  static Installation listServer() {
    return of(LISTS, GUIDE.block(LISTS, MASTER), GUIDE.block(LISTS, MAILMAN));
  }

  static Installation listServerWithoutHandover() {
    String heading = "Two machines without a handover";
    String smtp = GUIDE.block(heading, MASTER);
    String lists = GUIDE.block(LISTS, MASTER);
    return of(
        heading, smtp + lists.substring(lists.indexOf(MAILMANS)), GUIDE.block(LISTS, MAILMAN));
  }

  /** The MX with a submission service. */
  static Installation mxWithSubmission() {
    String heading = "6. Outgoing mail of an MX apart";
    return of(heading, GUIDE.block(MX, MASTER) + GUIDE.block(heading, MASTER), "");
  }

  static Installation mxWithUnixSocket() {
    String heading = "Unix sockets and the chroot";
    return of(heading, GUIDE.block(heading, MASTER), "");
  }

  /** What a file holds. */
  String text(String file) {
    return Optional.ofNullable(files.get(file)).orElseThrow();
  }

  /** A file in which something is different. */
  Installation with(String file, String right, String wrong) {
    String text = text(file);
    if (!text.contains(right)) {
      throw new IllegalArgumentException(file + " is without " + right);
    }
    return write(file, text.replace(right, wrong));
  }

  /** A file with more text at its end. */
  Installation and(String file, String more) {
    return write(file, text(file) + more);
  }

  Installation write(String file, String text) {
    Map<String, String> others = new LinkedHashMap<>(files);
    others.put(file, text);
    return new Installation(others, state);
  }

  /** A daemon that says something else of itself. */
  Installation saying(UnaryOperator<DaemonState> other) {
    return new Installation(files, other);
  }

  /** What the doctor says of it, and of nothing else on this machine. */
  List<DoctorFinding> findings(Path directory, Optional<Machine> machine)
      throws IOException, ConfigurationException {
    Path told = directory.resolve("state");
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(
          directory.resolve(file.getKey()),
          file.getValue().replace("/run/waxseal/state", told.toString()));
    }
    Files.createDirectories(directory.resolve("keys"));
    for (Map.Entry<String, SigningKey.Generated> key : KEYS.entrySet()) {
      Path file = directory.resolve(key.getKey());
      Files.writeString(file, key.getValue().pem());
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    Files.writeString(
        directory.resolve("keys/mx-s1.pub"),
        Optional.ofNullable(KEYS.get("keys/mx-s1.pem"))
            .orElseThrow()
            .key()
            .keyRecord()
            .orElseThrow());
    String mailman = text(MAILMAN);
    Configuration configuration = Configuration.read(directory.resolve(MILTER));
    state.apply(inForce(configuration)).write(told);
    return new Doctor(
            configuration,
            Optional.of(PostfixConfiguration.read(postconf(directory))),
            Optional.empty(),
            Optional.of(mailman).filter(it -> !it.isEmpty()).map(MailmanConfiguration::read),
            Dns.zone(text(ZONE)),
            machine)
        .examine();
  }

  /** What a daemon says that has all of it in force. */
  private static DaemonState inForce(Configuration configuration) {
    Path file = configuration.files().get(0).toAbsolutePath();
    List<DaemonState.Key> keys = new ArrayList<>();
    configuration
        .verify()
        .flatMap(VerifySettings::seal)
        .ifPresent(seal -> keys.add(key("verify", seal.domain().toString(), seal.key())));
    configuration
        .seal()
        .ifPresent(
            seal -> seal.keys().forEach(it -> keys.add(key("seal", seal.domain().toString(), it))));
    configuration
        .sign()
        .ifPresent(
            sign ->
                sign.domains()
                    .forEach(
                        domain ->
                            domain
                                .keys()
                                .forEach(
                                    it -> keys.add(key("sign", domain.name().toString(), it)))));
    return new DaemonState(
        "1",
        ProcessHandle.current().pid(),
        file,
        Instant.parse("2026-11-01T12:00:00Z"),
        FileStamps.of(List.of(file)).stamps(),
        configuration.listens().stream().map(Listen::name).toList(),
        keys,
        Optional.empty());
  }

  private static DaemonState.Key key(String role, String domain, SelectedKey key) {
    return new DaemonState.Key(role, domain, key.selector(), key.publicKeySha256().orElseThrow());
  }

  private static String postconf(Path directory) throws IOException {
    return printed(directory) + printed(directory, "-M");
  }

  private static String printed(Path directory, String... options) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of("/usr/sbin/postconf", "-c", directory.toString()), Stream.of(options))
            .toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
    if (process.onExit().join().exitValue() != 0 || said.contains("warning:")) {
      throw new IOException(new String(said.getBytes(UTF_8), UTF_8));
    }
    return said;
  }
}
