package dev.waxseal.milter.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever writes the file wrong is told where, and what to write instead. */
class ConfigurationErrorsTest {

  private final ConfigurationFolder folder;

  ConfigurationErrorsTest(@TempDir Path directory) {
    this.folder = new ConfigurationFolder(directory);
  }

  /** After the five lines of a right file; the sixth is wrong. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "on_reject = \"hold\" | 6: [verify]: unknown key on_reject; did you mean on-reject?",
        "xyzzyxyzzy = 1 | 6: [verify]: unknown key xyzzyxyzzy; known keys: authserv-id, exempt-",
        "on-reject = \"hodl\" | 6: [verify]: on-reject is \"hodl\" (did you mean \"hold\"?);"
            + " write one of: \"accept\", \"hold\", \"reject\"",
        "on-defer = \"reject\" | write one of: \"accept\", \"tempfail\"",
        "on-error = true | 6: [verify]: on-error has the wrong type; write: on-error = \"accept\"",
        "other-ids = \"a\" | 6: [verify]: other-ids has the wrong type; write: other-ids = [",
        "other-ids = [1] | 6: [verify]: other-ids contains something other than strings",
        "other-ids = [\"a.example\", \"A.example\"] | 6: [verify]: other-ids names \"A.example\""
            + " twice",
        "other-ids = [\"\"] | 6: [verify]: other-ids: An authserv-id is not empty",
        "submission-hosts = [\"192.0.2.3\"] | 6: [verify]: submission-hosts needs submission-ids, the ids whose results are kept; add submission-ids = [\"submission.example.org\"]",
        "submission-ids = [\"MX.example.org\"] | 6: [verify]: submission-ids names"
            + " \"MX.example.org\", which is an id of [verify] or [seal]; give submission an id of its own",
        "trusted-sealers = [\"-x-.org\"] | trusted-sealers: \"-x-.org\" is not a domain",
        "trusted-sealers = [\"org\"] | is not a domain of two labels or more",
        "minimum-key-bits = 512 | 6: [verify]: minimum-key-bits is 512; write a number from 1024 to 4096: \"Verifiers MUST NOT consider signatures using RSA keys of less than 1024 bits as valid signatures\" (RFC 8301 section 3.2)",
        "minimum-key-bits = 8192 | 6: [verify]: minimum-key-bits is 8192; write a number from",
        "minimum-key-bits = \"2048\" | minimum-key-bits has the wrong type; write: minimum-key-bits = 1024",
        "exempt-networks = [\"0.0.0.0/0\"] | exempt-networks: \"0.0.0.0/0\" has a prefix of 0 bits",
        "exempt-networks = [\"mx2.example.org\"] | \"mx2.example.org\" is not a network; write one",
        "exempt-authenticated = [\"ann\"] | exempt-authenticated has the wrong type; write: exempt-authenticated = true",
        "exempt-domains = [\"org\"] | 6: [verify]: exempt-domains: \"org\" is not a domain of two",
        "exempt-senders = [\"a@b.example\"] | unknown key exempt-senders; did you mean exempt-",
        "[lmits] | 6: unknown key lmits; did you mean limits?",
        "[metrics] | 6: [metrics]: listen is missing; add: listen = \"127.0.0.1:9464\"",
        "[sign] | 6: [sign]: no domain to sign for; add a section [[sign.domain]]",
        "authserv-id = \"twice\" | 6: not TOML: authserv-id previously defined",
        "nonsense | 6: not TOML: "
      })
  void aLineThatIsWrong(String line, String expected) throws IOException {
    List<String> wrong = folder.wrong(ConfigurationFolder.VERIFY + line + "\n");
    assertTrue(wrong.get(0).contains(expected), wrong.toString());
    assertEquals(1, wrong.size(), wrong.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "inet:8891@127.0.0.1 | not an address with a port; write 127.0.0.1:8891 or [::1]:8891",
        "inet:127.0.0.1 | not an address with a port",
        "inet:127.0.0.1:0 | 0 is not a port; write a number from 1 to 65535",
        "inet:127.0.0.1:65536 | 65536 is not a port",
        "inet:mx.example.org:8891 | \"mx.example.org\" is not an IP address",
        "inet:256.0.0.1:8891 | \"256.0.0.1\" is not an IP address",
        "127.0.0.1:8891 | is not a socket; write \"inet:127.0.0.1:8891\" or \"unix:/run/",
        "unix:milter.sock | needs a path that begins with /",
      })
  void aSocketThatIsNone(String socket, String expected) throws IOException {
    List<String> wrong =
        folder.wrong(ConfigurationFolder.VERIFY.replace("inet:127.0.0.1:8891", socket));
    assertTrue(wrong.get(0).startsWith("2: [[listen]]: "), wrong.toString());
    assertTrue(wrong.get(0).contains(expected), wrong.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"verfy\" | role is \"verfy\" (did you mean \"verify\"?)",
        "\"seal\" | the role \"seal\" needs a section of its own; add [seal] with authserv-id",
        "\"verify-or-sign\" | the role \"verify-or-sign\" needs a section of its own; add [[sign.domain]]",
        "\"verify-and-sign\" | role is \"verify-and-sign\" (did you mean \"verify-or-sign\"?)",
        "{ SEAL = \"sael\", \"*\" = \"verify\" } | [listen.role]: SEAL is \"sael\"",
        "{ } | role is empty",
        "7 | role has the wrong type",
      })
  void aRoleThatIsNone(String role, String expected) throws IOException {
    List<String> wrong =
        folder.wrong(ConfigurationFolder.VERIFY.replace("role = \"verify\"", "role = " + role));
    assertTrue(wrong.get(0).startsWith("3: "), wrong.toString());
    assertTrue(wrong.get(0).contains(expected), wrong.toString());
  }

  @Test
  void everythingIsSaidAtOnceAndInTheOrderOfTheLines() throws IOException {
    List<String> wrong =
        folder.wrong(
            """
            [[listen]]
            socket = "inet:127.0.0.1:8891"
            mode = "0660"
            role = "seal"
            [[listen]]
            socket = "inet:127.0.0.1:8891"
            mode = "999"
            role = "sign"
            [seal]
            domain = "no domain"
            keys = [ { selector = "s1", file = "missing.pem" } ]
            trusted-ids = []
            [[seal.list]]
            id = "<a.example>"
            policy = "arcs"
            [limits]
            message-mib = 0
            [dns]
            servers = ["dns.example"]
            zone = "missing.zone"
            """);
    List<String> beginnings =
        List.of(
            "3: [[listen]]: mode is only for Unix sockets",
            "6: [[listen]]: the socket is named twice",
            "7: [[listen]]: mode takes three octal digits",
            "8: the role \"sign\" needs a section of its own; add [[sign.domain]]",
            "9: [seal]: authserv-id is missing; add: authserv-id = \"mx.example.org\"",
            "10: [seal]: domain: \"no domain\" is not a domain",
            "11: cannot read " + folder.path("missing.pem") + ": no such file",
            "12: [seal]: trusted-ids is missing or empty; write: trusted-ids = [",
            "14: [[seal.list]]: not a List-Id",
            "15: [[seal.list]]: policy is \"arcs\" (did you mean \"arc\"?)",
            "17: [limits]: message-mib is 0; write a number from 1 to 2047",
            "19: [dns]: \"dns.example\" is not an IP address",
            "20: [dns]: zone and servers exclude each other",
            "20: cannot read " + folder.path("missing.zone"));
    assertEquals(beginnings.size(), wrong.size(), String.join("\n", wrong));
    for (int i = 0; i < wrong.size(); i++) {
      assertTrue(wrong.get(i).startsWith(beginnings.get(i)), wrong.get(i));
    }
  }

  @Test
  void theSealOfWhatComesIn() throws IOException {
    folder.key("keys/a.pem");
    String keys = "keys = [ { selector = \"s1\", file = \"keys/a.pem\" } ]\n";
    String domain = "domain = \"mx.example.org\"\n";
    Map<String, String> wrong =
        Map.of(
            domain,
            "6: [verify.seal]: no key; write: keys = [ {",
            keys,
            "6: [verify.seal]: domain is missing; add: domain = ",
            domain + keys.replace("} ]", "}, { selector = \"s2\", file = \"keys/a.pem\" } ]"),
            "8: [verify.seal]: a seal is made with one key, and there are several; leave one",
            domain + keys + "authserv-id = \"mx.example.org\"\n",
            "9: [verify.seal]: unknown key authserv-id; known keys: canonicalization,",
            domain + keys + "expires-after = \"14d\"\n",
            "9: [verify.seal]: a seal does not expire; remove expires-after");
    for (Map.Entry<String, String> each : wrong.entrySet()) {
      List<String> said =
          folder.wrong(ConfigurationFolder.VERIFY + "[verify.seal]\n" + each.getKey());
      assertTrue(said.get(0).startsWith(each.getValue()), said.toString());
      assertEquals(1, said.size(), said.toString());
    }
    List<String> flat = folder.wrong(ConfigurationFolder.VERIFY + "seal = true\n");
    assertTrue(flat.get(0).startsWith("6: [verify]: seal has the wrong type"), flat.toString());
  }

  @Test
  void keysThatCannotBeUsed() throws IOException {
    folder.key("keys/a.pem");
    folder.key("empty.pem");
    folder.write("empty.pem", "");
    List<String> wrong =
        folder.wrong(
            """
          [[listen]]
          socket = "unix:/run/s"
          role = "sign"
          [[sign.domain]]
          name = "example.org"
          keys = [
          { selector = "s1", file = "empty.pem" },
          { selector = "s 2", file = "keys/a.pem" },
          { selector = "s1", file = "keys/a.pem" },
          { file = "keys" },
          { selector = "s4", fiel = "keys/a.pem" } ]
          [[sign.domain]]
          name = "Example.ORG"
          """);
    List<String> parts =
        List.of(
            "7: cannot use the key empty.pem: the private key cannot be read",
            "8: \"s 2\" is not a domain name",
            "9: [[sign.domain.keys]]: the selector is used twice",
            "10: [[sign.domain.keys]]: selector is missing",
            "10: cannot read " + folder.path("keys") + ": ",
            "11: [[sign.domain.keys]]: file is missing",
            "11: [[sign.domain.keys]]: unknown key fiel; did you mean file?",
            "12: [[sign.domain]]: no key; write: keys = [",
            "13: [[sign.domain]]: example.org is named twice");
    for (int i = 0; i < parts.size(); i++) {
      assertTrue(wrong.get(i).startsWith(parts.get(i)), String.join("\n", wrong));
    }
    assertEquals(parts.size(), wrong.size(), wrong.toString());
  }

  @Test
  void noFileAtAll() throws IOException {
    assertEquals(
        List.of(
            "1: no socket to listen on; add [[listen]] with socket"
                + " = \"inet:127.0.0.1:8891\" and role = \"verify\""),
        folder.wrong(""));
    ConfigurationException none =
        assertThrows(
            ConfigurationException.class, () -> Configuration.read(folder.path("none.toml")));
    assertEquals(
        List.of("cannot read " + folder.path("none.toml") + ": no such file"), none.sentences());
  }

  @Test
  void whatIsLeftUnsigned() throws IOException {
    folder.key("keys/s1.pem");
    List<String> wrong =
        folder.wrong(
            """
            [[listen]]
            socket = "unix:/run/s"
            role = "sign"
            [sign.unsigned]
            recipients = ["example.org"]
            authors = [7]
            networks = ["localhost"]
            clients = []
            [[sign.domain]]
            name = "example.org"
            keys = [ { selector = "s1", file = "keys/s1.pem" } ]
            """);
    List<String> parts =
        List.of(
            "5: [sign.unsigned]: recipients: not a pattern of addresses; write one such as",
            "6: [sign.unsigned]: authors contains something other than strings",
            "7: [sign.unsigned]: networks: \"localhost\" is not a network",
            "8: [sign.unsigned]: unknown key clients; known keys: authors, networks, recipients");
    for (int i = 0; i < parts.size(); i++) {
      assertTrue(wrong.get(i).startsWith(parts.get(i)), String.join("\n", wrong));
    }
    assertEquals(parts.size(), wrong.size(), wrong.toString());
  }

  /** After the section in the sixth line. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "networks = \"127.0.0.1\" | networks has the wrong type; write: networks = [",
        "networks = [\"localhost\"] | networks: \"localhost\" is not a network; write one such as",
        "networks = [\"192.0.2.1/24\"] | networks: \"192.0.2.1/24\" has bits set after its prefix",
        "networks = [\"0.0.0.0/0\"] | networks: \"0.0.0.0/0\" has a prefix of 0 bits",
        "networks = [\"::1\", \"0::1\"] | names \"0:0:0:0:0:0:0:1\" twice",
        "sign-for-anybody = \"yes\" | sign-for-anybody has the wrong type; write: sign-for-",
        "sign-for-anyone = true | unknown key sign-for-anyone; did you mean sign-for-anybody?",
        "submission-id = \"\" | submission-id: An authserv-id is not empty",
        "submission-id = \"mx.example.org\" | submission-id names \"mx.example.org\", which is an id of",
        "other-ids = [\"a\", \"A\"] | other-ids names \"A\" twice",
        "signed-fields = [\"Return-Path\"] | signed-fields: \"Return-Path\" must not be signed",
        "over-signed-fields = [\"received\"] | over-signed-fields: \"received\" must not be signed",
        "signed-fields = [\"From\"] | signed-fields: From is over-signed always (RFC 6376 section",
        "signed-fields = [\"X Y\"] | signed-fields: \"X Y\" is not the name of a field; write one",
        "signed-fields = [\"*\"] | signed-fields: an asterisk is for omitted-fields",
        "signed-fields = [\"X-A\", \"x-a\"] | signed-fields: \"x-a\" is named twice; remove one",
        "omitted-fields = [\"From\"] | omitted-fields: From must be signed (RFC 6376 section 5.4)",
        "omitted-fields = [\"Repply-To\"] | is not among the fields that are signed by default; did"
            + " you mean \"Reply-To\"?",
        "omitted-fields = \"To\" | omitted-fields has the wrong type; write: omitted-fields = [",
        "canonicalization = \"relaxed\" | canonicalization is \"relaxed\"",
        "expires-after = \"2 weeks\" | expires-after is \"2 weeks\"; write a number of days, hours",
        "expires-after = \"99999d\" | expires-after is \"99999d\"; write a number of days",
        "unsigned = [] | unsigned has the wrong type; write: a section [unsigned]",
        "expires-after = 14 | expires-after has the wrong type; write: expires-after = \"14d\"",
      })
  void aLineOfSignThatIsWrong(String line, String expected) throws IOException {
    folder.key("keys/s1.pem");
    String domain =
        """
        [[sign.domain]]
        name = "example.org"
        keys = [ { selector = "s1", file = "keys/s1.pem" } ]
        """;
    List<String> wrong =
        folder.wrong(ConfigurationFolder.VERIFY + "[sign]\n" + line + "\n" + domain);
    assertTrue(wrong.get(0).startsWith("7: [sign]: "), wrong.toString());
    assertTrue(wrong.get(0).contains(expected), wrong.toString());
    assertEquals(1, wrong.size(), wrong.toString());
  }

  @Test
  void aPortForBothNeedsClientsOfBothKinds() throws IOException, ConfigurationException {
    folder.key("keys/s1.pem");
    String one =
        ConfigurationFolder.VERIFY.replace("\"verify\"", "\"verify-or-sign\"")
            + "exempt-networks = [\"192.0.2.4\"]\n[sign]\n%s\n[[sign.domain]]\n"
            + "name = \"example.org\"\nkeys = [ { selector = \"s1\", file = \"keys/s1.pem\" } ]\n";
    List<String> wrong = folder.wrong(one.formatted("sign-for-anybody = true"));
    assertEquals(1, wrong.size());
    assertTrue(
        wrong.get(0).startsWith("8: [sign]: with sign-for-anybody, the role \"verify-or-sign\""),
        wrong.get(0));
    List<String> warnings =
        folder.read(one.formatted("networks = [\"192.0.2.0/24\"]")).warningSentences();
    assertTrue(
        warnings.get(0).contains(":8: [sign]: 192.0.2.0/24 is in exempt-networks, too: "),
        warnings.toString());
    assertEquals(
        List.of(),
        folder.read(one.formatted("networks = [\"198.51.100.0/24\"]")).warningSentences());
  }
}
