package endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The life of the Debian package on a machine with systemd and Postfix as Debian has it: the
 * configuration is that of the guide, of which only the ports are those of this test, and DNS is a
 * file. The table under "The package" in the guide says what happens in each step.
 */
@ExtendWith(LabExtension.class)
class PackageTest {

  private static final String GUIDE = "milter/README.md";
  private static final String LIST = "package@" + Site.LISTS;
  private static final String CONFIGURATION = "/etc/waxseal/milter.toml";
  private static final String SUBMISSION_HOSTS =
      "submission-ids = [\"submission.example.org\"]\nsubmission-hosts = [\"192.0.2.3\"]\n";

  private final Site site = new Site();
  private final Path directory;
  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final Sink sink;

  PackageTest() throws IOException {
    this.directory = Files.createTempDirectory("waxseal-package");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<Integer> free = Daemon.freePorts(7);
    for (String port : List.of("smtp", "submission", "2528", "2526", "8891", "8892", "8893")) {
      ports.put(port, free.get(ports.size()));
    }
    this.sink = new Sink(true);
    running.push(sink);
  }

  @AfterEach
  void close() throws Exception {
    while (!running.isEmpty()) {
      running.pop().close();
    }
    Lab.deleteAll(directory);
  }

  @Test
  void theLifeOfThePackage() throws Exception {
    Optional<PackageVersions> built = PackageVersions.in(directory);
    assumeTrue(built.isPresent(), "the package is not built yet; mvn verify does it");
    PackageVersions versions = built.orElseThrow();
    PackageMachine machine = machine();
    Dns dns = typed(machine, versions);
    sealed(machine, dns);
    updatedWithMailUnderWay(machine, versions, dns);
    refused(machine, versions, dns);
    anotherJava(machine);
    removed(machine);
    purged(machine, versions);
  }

  /** A machine; the test is skipped where none can be made. */
  private PackageMachine machine() throws Exception {
    PackageMachine machine;
    try {
      machine = PackageMachine.start(directory.resolve("machine"));
    } catch (IOException e) {
      String line = "the package: skipped: no machine of its own here: " + e.getMessage();
      System.out.println(line);
      assumeTrue(false, line);
      throw e;
    }
    running.push(machine);
    return machine;
  }

  private void installed(PackageMachine machine, PackageVersions versions, String step)
      throws Exception {
    assertEquals("", lines(did(machine, "getent passwd waxseal || true")));
    install(machine, versions.first(), step);
    did(machine, "waxseal --version && man -w waxseal && getent passwd waxseal");
    assertEquals(
        """
        2750 root waxseal /etc/waxseal
        2750 root waxseal /etc/waxseal/keys
        750 waxseal waxseal /var/lib/waxseal""",
        lines(
            did(machine, "stat -c '%a %U %G %n' /etc/waxseal /etc/waxseal/keys /var/lib/waxseal")));
    assertArchived(machine);
    assertEquals("inactive", state(machine));
    assertEquals("disabled", said(machine, "systemctl is-enabled waxseal-milter"));
  }

  private void assertArchived(PackageMachine machine) throws Exception {
    did(machine, "test -s /var/cache/waxseal/waxseal-*.jsa || test -s /var/cache/waxseal/*.aot");
  }

  /** The steps of the guide, as typed, with the socket of "Unix sockets and the chroot". */
  private Dns typed(PackageMachine machine, PackageVersions versions) throws Exception {
    Guide guide = Guide.read(GUIDE);
    site.write(directory);
    StringBuilder zone = new StringBuilder(Files.readString(directory.resolve("zone")));
    postfix(machine);
    for (String step : GuideSteps.read(GUIDE).on("one machine")) {
      if (step.startsWith("apt-get install")) {
        installed(machine, versions, step);
      } else if (step.startsWith("waxseal keygen")) {
        zone.append(did(machine, step));
      } else if (step.equals(GuideSteps.DNS)) {
        Files.writeString(machine.path("/etc/waxseal/zone"), zone);
      } else if (step.startsWith("/")) {
        write(machine, guide, step);
      } else {
        did(machine, step);
      }
    }
    assertEquals("active", state(machine));
    return Dns.zone(zone.toString());
  }

  /** One of the files of the guide; the doctor, who comes last, finds nothing wrong with them. */
  private void write(PackageMachine machine, Guide guide, String file) throws IOException {
    Path path = machine.path(file);
    String text =
        switch (file) {
          case CONFIGURATION -> configuration(guide);
          case "/etc/postfix/master.cf" -> Files.readString(path) + services(guide);
          case "/etc/mailman3/mailman.cfg" ->
              numbered(guide.block("4. Two machines: the list server", "mailman.cfg"));
          default -> throw new IllegalStateException(file);
        };
    Files.writeString(path, text);
  }

  private String configuration(Guide guide) {
    String toml = numbered(guide.block("5. One machine", "toml"));
    String inet = "socket = \"inet:127.0.0.1:" + ports.get("8891") + "\"";
    String unix = guide.block("Unix sockets and the chroot", "toml");
    String socket = unix.substring(unix.indexOf("socket"), unix.indexOf("role"));
    assertTrue(toml.contains(inet), toml);
    return toml.replace(inet, socket.strip()).replace("[verify]\n", "[verify]\n" + SUBMISSION_HOSTS)
        + "[dns]\nzone = \"zone\"\n";
  }

  /**
   * Postfix with the services of Debian, in their chroot, and a service in place of Mailman. The
   * doctor takes port 25 for one of this machine if the loopback address is all that there is; so
   * it stands there twice.
   */
  private void postfix(PackageMachine machine) throws Exception {
    Files.writeString(
        machine.path("/etc/postfix/main.cf"),
        String.join(
            "\n",
            List.of(
                "compatibility_level = 3.6",
                "myhostname = mail.example.org",
                "mydestination =",
                "inet_interfaces = 127.0.0.1, 127.0.0.1",
                "inet_protocols = ipv4",
                "mynetworks = 127.0.0.0/8",
                "smtp_dns_support_level = disabled",
                "smtp_host_lookup = native",
                "smtpd_peername_lookup = no",
                "smtpd_relay_restrictions = permit_mynetworks, reject",
                "alias_maps =",
                "alias_database =",
                "queue_run_delay = 1s",
                "minimal_backoff_time = 1s",
                "maximal_backoff_time = 2s",
                "maillog_file = /var/log/mail.log",
                "relay_transport = smtp",
                "local_header_rewrite_clients =",
                "relay_domains = " + Site.LISTS,
                "relayhost = " + Ports.smtp(sink.port()),
                "")));
    did(
        machine,
        """
        cd /etc/postfix
        grep -v '^smtp *inet' /usr/share/postfix/master.cf.dist > master.cf
        systemctl start postfix@-
        mkdir -p /etc/mailman3
        cd /etc/systemd/system
        printf '[Service]\\nType=oneshot\\nExecStart=/bin/true\\n' > mailman3.service
        """);
  }

  private String services(Guide guide) {
    String inet = "inet:127.0.0.1:" + ports.get("8891");
    String services = numbered(guide.block("5. One machine", "master.cf"));
    assertTrue(services.contains(inet), services);
    return services.replace(inet, "unix:waxseal/milter.sock");
  }

  /** The ports of this test in a block of the guide. */
  private String numbered(String block) {
    String text = block;
    for (Map.Entry<String, Integer> port : ports.entrySet()) {
      boolean name = Character.isLetter(port.getKey().charAt(0));
      String key = name ? "(?m)()^" + port.getKey() + "(?= inet)" : "([: ])" + port.getKey();
      text = text.replaceAll(key + "\\b", "$1" + port.getValue());
    }
    return text;
  }

  private void sealed(PackageMachine machine, Dns dns) throws Exception {
    Letter letter =
        Letter.to(LIST)
            .signedBy(site, Site.AUTHOR)
            .below("Authentication-Results: mail.example.org; dmarc=pass header.from=bank.example");
    send("smtp", letter.text());
    String judged = arrived(machine, letter, 1);
    assertTrue(judged.contains("dmarc=pass header.from=" + Site.AUTHOR), judged);
    assertFalse(judged.contains("bank.example"), judged);
    send("2528", post(judged));
    assertSealed(arrived(machine, letter, 2), dns);
  }

  /** A letter as the MX hands it on. */
  private static Letter judged() {
    String found = "Authentication-Results: mail.example.org; arc=none; dmarc=pass header.from=";
    return Letter.to(LIST).below(found + Site.AUTHOR);
  }

  private static String post(String judged) {
    return "List-Id: <package." + Site.LISTS + ">\r\n" + judged + "-- \r\nA footer.\r\n";
  }

  /** The octets of the last of so many messages. */
  private String arrived(PackageMachine machine, Letter letter, int count) throws Exception {
    List<Delivery> arrived = sink.await(letter.mark(), count);
    String log = machine.journal() + Daemon.read(machine.path("/var/log/mail.log"));
    assertEquals(count, arrived.size(), log);
    return arrived.get(count - 1).message();
  }

  private static void assertSealed(String message, Dns dns) {
    InboundReport report =
        InboundAuthenticator.of("mx." + Site.MEMBERS, dns)
            .authenticate(message.getBytes(ISO_8859_1));
    assertEquals("pass", report.arc().result().status().word(), message);
    assertTrue(message.contains("d=" + Site.LISTS + "; s=s1"), message);
  }

  private void send(String service, String message) throws IOException {
    int port = ports.getOrDefault(service, 0);
    String reply = Submission.send(port, "ann@" + Site.AUTHOR, LIST, message);
    assertTrue(reply.startsWith("250"), reply);
  }

  /** Each post that Postfix takes meanwhile comes once, and sealed. */
  private void updatedWithMailUnderWay(PackageMachine machine, PackageVersions versions, Dns dns)
      throws Exception {
    String before = process(machine);
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<List<Letter>> posts = CompletableFuture.supplyAsync(() -> posts(done));
    did(machine, "rm /var/cache/waxseal/*.path");
    String said = install(machine, versions.next("0.1.1"));
    done.set(true);
    assertFalse(said.contains("refuses"), said);
    assertNotEquals(before, process(machine));
    List<Letter> sent = posts.join();
    assertTrue(sent.size() > 10, sent::toString);
    for (Letter letter : sent) {
      assertSealed(arrived(machine, letter, 1), dns);
    }
    assertArchived(machine);
  }

  private List<Letter> posts(AtomicBoolean done) {
    List<Letter> sent = new ArrayList<>();
    try {
      while (!done.get()) {
        Letter letter = judged();
        send("2528", post(letter.text()));
        sent.add(letter);
        Thread.sleep(100);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return sent;
  }

  /** A version that does not know a key any more: the old process goes on until it is mended. */
  private void refused(PackageMachine machine, PackageVersions versions, Dns dns) throws Exception {
    String before = process(machine);
    String said = install(machine, versions.without("submission-hosts", "0.1.2"));
    assertTrue(said.contains("version 0.1.1 goes on as it was"), said);
    assertTrue(said.contains("submission-hosts"), said);
    assertEquals(before, process(machine));
    Letter letter = judged();
    send("2528", post(letter.text()));
    assertSealed(arrived(machine, letter, 1), dns);
    Path file = machine.path(CONFIGURATION);
    Files.writeString(file, Files.readString(file).replace(SUBMISSION_HOSTS, ""));
    did(machine, "systemctl restart waxseal-milter");
    assertNotEquals(before, process(machine));
  }

  private void anotherJava(PackageMachine machine) throws Exception {
    did(
        machine,
        """
        rm /var/cache/waxseal/*
        dpkg-trigger --by-package=openjdk-17-jre-headless --no-await /usr/lib/jvm
        dpkg --configure --pending
        """);
    assertArchived(machine);
  }

  private void removed(PackageMachine machine) throws Exception {
    did(machine, "apt-get -y remove waxseal");
    assertEquals("inactive", state(machine));
    did(machine, "test -e " + CONFIGURATION + " && test -e /etc/waxseal/keys/s1.pem");
    did(machine, "test -d /var/lib/waxseal");
    did(machine, "test ! -e /usr/bin/waxseal && test ! -e /var/cache/waxseal");
  }

  private void purged(PackageMachine machine, PackageVersions versions) throws Exception {
    String said = did(machine, "apt-get -y purge waxseal");
    assertTrue(said.contains("rm -r /etc/waxseal"), said);
    did(machine, "test ! -e " + CONFIGURATION + " && test -e /etc/waxseal/keys/s1.pem");
    did(machine, "test ! -e /var/lib/waxseal && test -e /etc/waxseal/zone");
    did(machine, "rm -r /etc/waxseal");
    install(machine, versions.first());
    did(machine, "dpkg --purge waxseal && test ! -e /etc/waxseal");
  }

  private String install(PackageMachine machine, Path file) throws Exception {
    return install(machine, file, "apt-get install ./waxseal_*_all.deb");
  }

  private String install(PackageMachine machine, Path file, String command) throws Exception {
    Files.copy(file, machine.path("/opt/" + file.getFileName()));
    String said = did(machine, "cd /opt\n" + command);
    Files.delete(machine.path("/opt/" + file.getFileName()));
    return said;
  }

  private static String state(PackageMachine machine) throws Exception {
    return said(machine, "systemctl is-active waxseal-milter");
  }

  private static String process(PackageMachine machine) throws Exception {
    return lines(did(machine, "systemctl show --property=MainPID --value waxseal-milter"));
  }

  private static String lines(String text) {
    return text.strip();
  }

  private static String said(PackageMachine machine, String commands) throws Exception {
    return lines(machine.run(commands).text());
  }

  /** Runs commands of which none may fail. */
  private static String did(PackageMachine machine, String commands) throws Exception {
    PackageMachine.Said said = machine.run("set -e\n" + commands);
    assertEquals(0, said.status(), () -> commands + "\n" + said.text() + logs(machine));
    return said.text();
  }

  private static String logs(PackageMachine machine) {
    try {
      return machine.journal();
    } catch (IOException | InterruptedException e) {
      return e.toString();
    }
  }
}
