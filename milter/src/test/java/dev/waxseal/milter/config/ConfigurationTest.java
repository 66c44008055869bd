package dev.waxseal.milter.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

  private static final String SEAL =
      """
          [[listen]]
          socket = "unix:/run/s"
          role = "seal"
          [seal]
          authserv-id = "l.example"
          domain = "lists.example.org"
          keys = [ { selector = "s1", file = "keys/s1.pem" } ]
          trusted-ids = ["mx.example.org"]
          """;

  private final ConfigurationFolder folder;

  ConfigurationTest(@TempDir Path directory) {
    this.folder = new ConfigurationFolder(directory);
  }

  private Configuration example() throws IOException, ConfigurationException {
    for (String name : List.of("keys/rsa26.pem", "keys/ed26.pem", "keys/s1.pem")) {
      folder.key(name);
    }
    folder.write("keys/mx-s1.txt", folder.key("keys/mx-s1.pem").key().keyRecord().orElseThrow());
    return folder.read(Files.readString(Path.of("packaging/milter.toml")));
  }

  /** The last of them is a part that is added to another. */
  @Test
  void theGuideIsRight() throws IOException, ConfigurationException {
    for (String name : List.of("keys/rsa26.pem", "keys/ed26.pem", "keys/s1.pem")) {
      folder.key(name);
    }
    folder.write("keys/mx-s1.pub", folder.key("keys/mx-s1.pem").key().keyRecord().orElseThrow());
    List<String> blocks =
        Pattern.compile("```toml\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(block -> block.group(1))
            .toList();
    int last = blocks.size() - 1;
    assertEquals(7, last);
    for (String block : blocks.subList(0, last)) {
      assertEquals(List.of(), folder.read(block).warnings(), block);
    }
    Configuration both = folder.read(blocks.get(1) + blocks.get(last));
    assertEquals(
        Map.of("staff.lists.example.org", ListPolicy.DKIM), both.seal().orElseThrow().lists());
  }

  @Test
  void theExampleIsRight() throws IOException, ConfigurationException {
    Configuration example = example();
    assertEquals(List.of(), example.warnings());
    Listen mx = example.listens().get(0);
    assertEquals(new InetSocketAddress(InetAddress.getLoopbackAddress(), 8891), mx.socket());
    assertEquals(Map.of("*", RoleName.VERIFY), mx.roles());
    Listen shared = example.listens().get(1);
    assertEquals(UnixDomainSocketAddress.of("/run/waxseal/milter.sock"), shared.socket());
    assertEquals(Optional.of(PosixFilePermissions.fromString("rw-rw----")), shared.mode());
    assertEquals(
        Map.of("SEAL", RoleName.SEAL, "submission", RoleName.SIGN, "*", RoleName.VERIFY),
        shared.roles());
    assertEquals(new MessageLimits(100L << 20, Duration.ofSeconds(8), 200), example.limits());
    assertEquals(
        Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9464)),
        example.metrics());
    assertEquals(6, example.files().size());
  }

  @Test
  void theRolesOfTheExample() throws IOException, ConfigurationException {
    Configuration example = example();
    assertEquals(
        new VerifySettings(
            "mx.example.org",
            List.of("example.org"),
            List.of("submission.example.org"),
            List.of(Network.parse("192.0.2.3")),
            List.of("lists.example.org"),
            example.verify().flatMap(VerifySettings::seal),
            Action.ACCEPT,
            Action.ACCEPT,
            Action.ACCEPT,
            Action.ACCEPT,
            1024,
            new Exemptions(
                List.of(Network.parse("192.0.2.4")),
                false,
                List.of(DomainName.of("forwarder.example")))),
        example.verify().orElseThrow());
    ArrivalSeal arrival = example.verify().flatMap(VerifySettings::seal).orElseThrow();
    assertEquals("s1 of mx.example.org", arrival.key().selector() + " of " + arrival.domain());
    SigningDomain domain = example.sign().orElseThrow().domains().get(0);
    assertEquals(DomainName.of("example.org"), domain.name());
    assertEquals(
        List.of("rsa26", "ed26"), domain.keys().stream().map(SelectedKey::selector).toList());
    SignSettings sign = example.sign().orElseThrow();
    assertEquals(Optional.of("submission.example.org"), sign.submissionId());
    assertEquals(List.of(Network.parse("198.51.100.0/24")), sign.networks());
    assertEquals(List.of("mx2.example.org"), sign.otherIds());
    assertEquals(false, sign.signForAnybody());
    SealSettings seal = example.seal().orElseThrow();
    assertEquals(List.of("handover.lists.example.org"), seal.trustedIds());
    HandoverSettings handover = example.handover().orElseThrow();
    assertEquals(List.of("mx.example.org"), handover.otherIds());
    assertEquals(DomainName.of("mx.example.org"), handover.sealers().get(0).domain());
    assertEquals(Map.of("staff.lists.example.org", ListPolicy.DKIM), seal.lists());
    assertEquals(DomainName.of("mx.example.org"), seal.ownSealers().get(0).domain());
    assertEquals(Action.TEMPFAIL, seal.onError());
  }

  @Test
  void whatIsNotSaidHasItsDefault() throws IOException, ConfigurationException {
    Configuration read = folder.read(ConfigurationFolder.VERIFY);
    assertEquals(new MessageLimits(100L << 20, Duration.ofSeconds(8), 200), read.limits());
    assertEquals(Optional.empty(), read.metrics());
    assertEquals(Optional.empty(), read.verify().orElseThrow().seal());
    assertEquals(Optional.empty(), read.stateFile());
    assertEquals(List.of(folder.path("milter.toml"), Path.of("/etc/resolv.conf")), read.files());
    folder.key("keys/s1.pem");
    SealSettings seal = folder.read(SEAL).seal().orElseThrow();
    assertEquals(ListPolicy.ARC, seal.listPolicy());
    assertEquals(Action.TEMPFAIL, seal.onError());
    assertEquals(List.of(), seal.ownSealers());
  }

  @Test
  void aZoneTakesThePlaceOfDns() throws Exception {
    folder.write("z", "here.example. TXT \"yes\"\n");
    Configuration read = folder.read(ConfigurationFolder.VERIFY + "[dns]\nzone = \"z\"\n");
    assertInstanceOf(
        DnsAnswer.Found.class,
        read.dns()
            .lookup(DomainName.of("here.example"), RecordType.TXT)
            .toCompletableFuture()
            .get());
    assertTrue(read.files().contains(folder.path("z")), read.files().toString());
  }

  @Test
  void theKeyOfASealerMayBeARecordOrPem() throws IOException, ConfigurationException {
    folder.key("keys/s1.pem");
    String expected = folder.key("keys/mx.pem").key().keyRecord().orElseThrow();
    String der = expected.substring(expected.indexOf("p=") + 2);
    byte[] spki = HexFormat.of().parseHex("302a300506032b6570032100");
    byte[] all = Arrays.copyOf(spki, 44);
    System.arraycopy(Base64.getDecoder().decode(der), 0, all, 12, 32);
    folder.write("record", expected + "\n");
    folder.write(
        "public",
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getEncoder().encodeToString(all)
            + "\n-----END PUBLIC KEY-----\n");
    for (String file : List.of("keys/mx.pem", "record", "public")) {
      Configuration read =
          folder.read(
              SEAL
                  + "own-sealers = [ { domain = \"mx.example.org\", selector = \"a\", file = \""
                  + file
                  + "\" } ]\n");
      assertEquals(expected, read.seal().orElseThrow().ownSealers().get(0).keyRecord(), file);
    }
  }

  @Test
  void aKeyThatOthersMayReadOrWriteIsRefused() throws IOException {
    Map<String, String> problems =
        Map.of(
            "rw-r--r--", "others may read the private key FILE; chmod o-r FILE",
            "rw-----w-", "others may write the private key FILE; chmod o-w FILE",
            "rw-r--rw-", "others may read and write the private key FILE; chmod o-rw FILE");
    String sealer =
        "own-sealers = [ { domain = \"m.example\", selector = \"a\", file = \"m.pem\" } ]";
    for (Map.Entry<String, String> problem : problems.entrySet()) {
      for (String name : List.of("keys/s1.pem", "m.pem")) { // each of them is a private key
        folder.key("keys/s1.pem");
        folder.key("m.pem");
        rights(name, problem.getKey());
        String file = folder.path(name).toString();
        int line = name.equals("m.pem") ? 9 : 7;
        assertEquals(
            List.of(line + ": " + problem.getValue().replace("FILE", file)),
            folder.wrong(SEAL + sealer));
      }
    }
  }

  @Test
  void whatTheGroupMayDoIsNoError() throws IOException, ConfigurationException {
    folder.key("keys/s1.pem");
    rights("keys/s1.pem", "rw-r-----");
    assertEquals(List.of(), folder.read(SEAL).warnings());
    rights("keys/s1.pem", "rw-rw----");
    String warning = folder.read(SEAL).warningSentences().get(0);
    assertTrue(warning.contains("milter.toml:7: the group may write to the private key"), warning);
  }

  /** Whoever may write a directory may put another file in the place of the key. */
  @Test
  void neitherIsOneInADirectoryThatOthersMayWrite() throws IOException, ConfigurationException {
    folder.key("keys/s1.pem");
    rights("keys", "rwxrwxrwx");
    String problem = folder.wrong(SEAL).get(0);
    assertTrue(problem.startsWith("7: others may replace the private key"), problem);
    assertTrue(problem.endsWith("chmod o-w " + folder.path("keys").toRealPath()), problem);
    Files.setAttribute(folder.path("keys"), "unix:mode", 01777); // as /tmp has it
    assertEquals(List.of(), folder.read(SEAL).warnings());
  }

  private void rights(String name, String rights) throws IOException {
    Files.setPosixFilePermissions(folder.path(name), PosixFilePermissions.fromString(rights));
  }

  @Test
  void networksThatNobodyKnowsAreWarnedOf() throws IOException, ConfigurationException {
    String line = "exempt-networks = [\"%s\"]\n";
    for (String vast : List.of("0.0.0.0/1", "128.0.0.0/1", "10.0.0.0/7", "2000::/3")) {
      List<String> warnings =
          folder.read(ConfigurationFolder.VERIFY + line.formatted(vast)).warningSentences();
      assertEquals(1, warnings.size(), vast);
      assertTrue(warnings.get(0).contains(":6: [verify]: exempt-networks names "), vast);
    }
    for (String known : List.of("10.0.0.0/8", "2001:db8::/32", "192.0.2.1")) {
      assertEquals(
          List.of(),
          folder.read(ConfigurationFolder.VERIFY + line.formatted(known)).warningSentences());
    }
  }

  @Test
  void anAddressOnAllInterfacesIsWarnedOf() throws IOException, ConfigurationException {
    for (String any : List.of("0.0.0.0", "[::]")) {
      List<String> warnings =
          folder
              .read(
                  ConfigurationFolder.VERIFY.replace("127.0.0.1", any)
                      + "[metrics]\nlisten = \""
                      + any
                      + ":9464\"\n")
              .warningSentences();
      assertEquals(2, warnings.size(), warnings.toString());
      assertTrue(warnings.get(0).contains(":2: [[listen]]: the socket is open on all"), any);
      assertTrue(warnings.get(1).contains(":7: the metrics are served on all"), any);
    }
  }

  @Test
  void theStateFileCountsFromTheConfiguration() throws IOException, ConfigurationException {
    Configuration read = folder.read("state-file = \"state\"\n" + ConfigurationFolder.VERIFY);
    assertEquals(Optional.of(folder.path("state")), read.stateFile());
  }

  @Test
  void keysAreNeverShown() throws IOException, ConfigurationException {
    String pem = folder.key("keys/s1.pem").pem();
    String shown = folder.read(SEAL).toString();
    assertTrue(!shown.contains(pem.lines().skip(1).findFirst().orElseThrow()), shown);
  }
}
