package differential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.cli.Main;
import dev.waxseal.milter.MilterDaemon;
import dev.waxseal.milter.config.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An OpenDKIM and the configuration that is imported from it sign as the same domains. */
@Timeout(600)
class ImportTest {

  /** Twelve lines: five of keys, seven of authors. */
  private static final String KEYS =
      """
      k1 one.example:s1:%1$s/rsa.pem
      k2 two.example:s2:%1$s/rsa.pem
      k3 three.example:s3:%1$s/rsa.pem
      each %%:s4:%1$s/rsa.pem
      files %%:s5:%1$s/%%/rsa.pem
      """;

  private static final Map<String, String> TABLES =
      Map.of(
          "file",
          """
          * each
          .b.example k3
          joe@* k2
          .example k1
          joe@.b.example k2
          a.example files
          Joe@A.example k3
          """,
          "refile",
          """
          joe@a.example k3
          *@a.example files
          *.c.example k1
          *d.example k2
          amy@* k3
          x*y@*.b.example k1
          *@* each
          """);

  private static final List<String> AUTHORS =
      List.of(
          "joe@a.example",
          "JOE@A.EXAMPLE",
          "amy@a.example",
          "amy@b.example",
          "joe@b.example",
          "joe@x.b.example",
          "amy@x.b.example",
          "amy@x.y.b.example",
          "xy@x.b.example",
          "xzy@x.b.example",
          "bob@c.example",
          "bob@x.c.example",
          "bob@d.example",
          "bob@xd.example",
          "bob@other.test",
          "joe@other.test",
          "amy@other.test",
          "bob@x.a.example");

  private static final Pattern SIGNED = Pattern.compile("(?s).*\\bd=([^;]*);.*\\bs=([^;]*);.*");

  @TempDir Path folder;

  @BeforeAll
  static void needed() {
    Optional<String> missing =
        Optional.of("opendkim").filter(any -> !Files.exists(Path.of(OpenDkimDaemon.PROGRAM)));
    Installation.require("OpenDKIM", missing);
  }

  private static Map<String, List<String>> signed(Path socket) throws IOException {
    Map<String, List<String>> signed = new LinkedHashMap<>();
    for (String author : AUTHORS) {
      try (MilterClient client = new MilterClient(socket, "127.0.0.1")) {
        String message = "From: <" + author + ">\r\nSubject: boats\r\n\r\nHello.\r\n";
        List<String> names = new ArrayList<>();
        for (MilterClient.Inserted field : client.pass(message)) {
          Matcher matcher = SIGNED.matcher(field.value());
          if (matcher.matches()) {
            names.add(matcher.group(1) + " " + matcher.group(2));
          }
        }
        signed.put(author, names);
      }
    }
    return signed;
  }

  private List<String> settings(String kind, Path socket) {
    return List.of(
        "Socket local:" + socket,
        "Mode s",
        "RequireSafeKeys no",
        "InternalHosts 127.0.0.1",
        "KeyTable " + folder.resolve("KeyTable"),
        "SigningTable " + kind + ":" + folder.resolve("SigningTable"));
  }

  /** Options that choose what is signed, and how. */
  private static final List<String> CHOICES =
      List.of(
          "Canonicalization relaxed",
          "SignatureTTL 1209600",
          "SignHeaders From,To,Subject,Date,X-Mailer,Sender",
          "OversignHeaders From,Reply-To,To",
          "OmitHeaders Sender",
          "DontSignMailTo bob@example.net",
          "ExemptDomains c.example,.other.test",
          "MinimumKeyBits 2048");

  /** Messages, by author, with the fields that are signed or not. */
  private static final String MESSAGE =
      """
      X-Mailer: two
      From: <%s>
      Sender: <s@a.example>
      To: <bob@example.net>
      Subject: boats
      Cc: <c@example.net>
      X-Mailer: one

      Hello.
      """
          .replace("\n", "\r\n");

  /** The choices that a signature shows: names in h=, canonical forms, how long it counts. */
  private static String choices(String field) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String tag : field.replaceAll("\\s", "").split(";", -1)) {
      String[] parts = tag.split("=", 2);
      tags.put(parts[0], parts[parts.length - 1]);
    }
    String[] names = tags.getOrDefault("h", "").toLowerCase(Locale.ROOT).split(":", -1);
    Arrays.sort(names);
    long seconds =
        Long.parseLong(tags.getOrDefault("x", "0")) - Long.parseLong(tags.getOrDefault("t", "0"));
    return tags.get("c") + " " + seconds + " " + String.join(":", names);
  }

  private static Map<String, String> chosen(Path socket) throws IOException {
    Map<String, String> chosen = new LinkedHashMap<>();
    for (String author :
        List.of("joe@a.example", "bob@c.example", "bob@x.c.example", "bob@x.other.test")) {
      for (String recipient : List.of("bob@example.net", "ann@example.net")) {
        try (MilterClient client = new MilterClient(socket, "127.0.0.1")) {
          List<String> signatures = new ArrayList<>();
          for (MilterClient.Inserted field : client.pass(MESSAGE.formatted(author), recipient)) {
            if (SIGNED.matcher(field.value()).matches()) {
              signatures.add(choices(field.value()));
            }
          }
          chosen.put(author + " to " + recipient, String.join(" and ", signatures));
        }
      }
    }
    return chosen;
  }

  @Test
  void theSameFieldsFormsAndExpiration() throws IOException, ConfigurationException {
    prepare("file");
    Workspace workspace = new Workspace();
    Map<String, String> expected;
    List<String> settings = new ArrayList<>(settings("file", workspace.file("socket")));
    settings.addAll(CHOICES);
    try (FilterDaemon opendkim =
        new FilterDaemon(workspace, List.of(OpenDkimDaemon.PROGRAM, "-f", "-x"), settings)) {
      expected = chosen(opendkim.socket());
    }
    settings = new ArrayList<>(settings("file", folder.resolve("socket")));
    settings.addAll(CHOICES);
    Path toml = imported(settings);
    try (MilterDaemon daemon = MilterDaemon.start(toml, false, line -> {})) {
      assertEquals(
          expected, chosen(folder.resolve("socket")), daemon.getClass() + Files.readString(toml));
    }
    assertEquals(3, expected.values().stream().filter(each -> !each.isEmpty()).count());
    assertEquals(
        "relaxed/simple 1209600 from:from:reply-to:subject:to:to:x-mailer:x-mailer",
        expected.get("joe@a.example to ann@example.net"));
  }

  private Path imported(List<String> settings) throws IOException {
    Path conf = folder.resolve("opendkim.conf");
    Path toml = folder.resolve("milter.toml");
    Files.write(conf, settings);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    String[] command = {
      "import",
      "opendkim",
      "--out",
      toml.toString(),
      folder.resolve("KeyTable").toString(),
      folder.resolve("SigningTable").toString(),
      conf.toString()
    };
    int status = Main.run(command, new ByteArrayInputStream(new byte[0]), said, said);
    assertEquals(0, status, said.toString(UTF_8));
    return toml;
  }

  private void prepare(String kind) throws IOException {
    Keys.write(folder);
    Path own = Files.createDirectories(folder.resolve("a.example")).resolve("rsa.pem");
    Files.copy(folder.resolve("rsa.pem"), own);
    for (Path key : List.of(own, folder.resolve("rsa.pem"))) {
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    }
    Files.writeString(folder.resolve("KeyTable"), KEYS.formatted(folder));
    Files.writeString(folder.resolve("SigningTable"), TABLES.get(kind));
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "refile"})
  void theSameDomainsAndSelectors(String kind) throws IOException, ConfigurationException {
    prepare(kind);
    Workspace workspace = new Workspace();
    Map<String, List<String>> expected;
    try (FilterDaemon opendkim =
        new FilterDaemon(
            workspace,
            List.of(OpenDkimDaemon.PROGRAM, "-f", "-x"),
            settings(kind, workspace.file("socket")))) {
      expected = signed(opendkim.socket());
    }
    Path toml = imported(settings(kind, folder.resolve("socket")));
    try (MilterDaemon daemon = MilterDaemon.start(toml, false, line -> {})) {
      assertEquals(
          expected, signed(folder.resolve("socket")), daemon.getClass() + Files.readString(toml));
    }
    assertEquals(AUTHORS.size(), expected.size());
    assertEquals(
        AUTHORS.size(), expected.values().stream().filter(names -> names.size() == 1).count());
  }
}
