package dev.waxseal.milter.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dns.DomainName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Authors and keys in a table, one a line. */
class RuleTableTest {

  private static final String SIGN =
      """
      [[listen]]
      socket = "unix:/run/s"
      role = "sign"
      [sign]
      table = "domains.table"
      """;

  private final ConfigurationFolder folder;

  RuleTableTest(@TempDir Path directory) {
    this.folder = new ConfigurationFolder(directory);
  }

  @BeforeEach
  void key() throws IOException {
    folder.key("keys/s1.pem");
  }

  private SignSettings read(String table) throws IOException, ConfigurationException {
    folder.write("domains.table", table);
    return folder.read(SIGN).sign().orElseThrow();
  }

  private static String summary(SigningRule rule) {
    return rule.from().get(0).text()
        + rule.only().map(only -> " only " + only).orElse("")
        + " "
        + rule.domain().map(DomainName::toString).orElse("%")
        + " "
        + rule.keys().stream().map(SelectedKey::selector).toList();
  }

  @Test
  void linesAreRulesInTheirOrder() throws IOException, ConfigurationException {
    folder.key("keys/b.example.pem");
    SignSettings sign =
        read(
            """
            # customers
            joe@a.example   s1  keys/s1.pem  other.example\r
            *@A.example     s1  keys/s1.pem  # two signatures
            \t
            *@*.a.example   s1  keys/s1.pem  %
            *@a.example     s2  keys/s1.pem
            *               s3  keys/%.pem
            """);
    assertEquals(
        List.of(
            "joe@a.example other.example [s1]",
            "*@a.example % [s1, s2]",
            "*@*.a.example % [s1]",
            "* only b.example % [s3]",
            "* % []"),
        sign.rules().stream().map(RuleTableTest::summary).toList());
    assertSame(
        sign.rules().get(0).keys().get(0).key(),
        sign.rules().get(2).keys().get(0).key(),
        "a file is read once");
  }

  @Test
  void rulesOfSectionsComeBefore() throws IOException, ConfigurationException {
    folder.write("domains.table", "*@a.example s1 keys/s1.pem\n");
    Configuration read =
        folder.read(
            SIGN
                + """
                expires-after = "7d"
                [[sign.rule]]
                from = ["*@b.example"]
                domain = "%"
                keys = [ { selector = "s1", file = "keys/s1.pem" } ]
                """);
    List<SigningRule> rules = read.sign().orElseThrow().rules();
    assertEquals("*@b.example % [s1]", summary(rules.get(0)));
    assertEquals("*@a.example % [s1]", summary(rules.get(1)));
    assertTrue(rules.get(1).form().lifetime().isPresent());
    assertTrue(read.files().contains(folder.path("domains.table")), "a change is noticed");
    assertTrue(read.files().contains(folder.path("keys/s1.pem")));
  }

  @Test
  void aWrongLineIsToldWithItsFile() throws IOException {
    folder.key("keys/open.pem");
    Files.delete(folder.path("keys/open.pem"));
    folder.write(
        "domains.table",
        """
        *@a.example s1
        a.example s1 keys/s1.pem
        *@a.example s1 keys/s1.pem org
        *@b.example s1 keys/none.pem
        *@c.example s1 keys/none.pem
        *@d.example s1 keys/s1.pem
        *@d.example s1 keys/s1.pem
        *@d.example s2 keys/s1.pem other.example
        *@e.example s..1 keys/s1.pem
        *@f.example s1 keys/%.pem
        """);
    List<String> wrong = folder.wrong(SIGN);
    List<String> parts =
        List.of(
            "1: a line has three words, or four with the domain; write AUTHORS SELECTOR KEYFILE",
            "2: not a pattern of addresses; write one such as",
            "3: \"org\" is not a domain of two labels or more, or %",
            "4: cannot read " + folder.path("keys/none.pem") + ": no such file",
            "7: line 6 has these authors and the selector; remove one",
            "8: line 6 has these authors with another domain",
            "9: \"s..1\" is not a domain name",
            "10: there is no file keys/%.pem for any domain");
    assertEquals(parts.size(), wrong.size(), String.join("\n", wrong));
    for (String part : parts) {
      assertTrue(
          wrong.stream().anyMatch(text -> text.startsWith("5: domains.table:" + part)),
          part + " of\n" + String.join("\n", wrong));
    }
  }

  @Test
  void notATable() throws IOException {
    assertTrue(folder.wrong(SIGN).get(0).endsWith("domains.table: no such file"));
    folder.write("domains.table", "# none\n");
    assertTrue(folder.wrong(SIGN).get(0).contains("5: the table domains.table has no line; write"));
    folder.write("domains.table", Files.readString(folder.path("keys/s1.pem")));
    assertEquals(
        List.of("5: the table contains a private key; name the file of the key in it"),
        folder.wrong(SIGN));
    folder.write("domains.table", "x\n".repeat(1000));
    List<String> many = folder.wrong(SIGN);
    assertTrue(many.size() < 25, many.toString());
    assertTrue(many.contains("5: domains.table has more like this"), many.toString());
    folder.write("domains.table", "* s1 keys/s1.pem\n");
    String domain =
        "[[sign.domain]]\nname = \"a.b\"\nkeys = [{selector = \"s\", file = \"keys/s1.pem\"}]\n";
    assertEquals(
        List.of(
            "5: [sign]: [[sign.domain]] excludes [[sign.rule]] and table; write everything as rules"),
        folder.wrong(SIGN + domain));
  }

  /** Each domain with a key file of its own. */
  @Test
  @Timeout(60)
  void aThousandDomains() throws IOException, ConfigurationException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      Files.copy(folder.path("keys/s1.pem"), folder.path("keys/" + i + ".pem"));
      lines.add("*@d" + i + ".example s1 keys/" + i + ".pem");
    }
    SignSettings sign = read(String.join("\n", lines));
    assertEquals(1000, sign.rules().size());
    assertEquals(1000, sign.known().size());
    assertEquals(
        Optional.of("*@d999.example % [s1]"),
        sign.rules().stream()
            .filter(rule -> rule.matches("joe@d999.example", DomainName.of("d999.example")))
            .findFirst()
            .map(RuleTableTest::summary));
  }
}
