package dev.waxseal.milter.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dns.DomainName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules for authors: patterns, order, and the author's domain in place of a percent sign. */
class SigningRuleTest {

  private static final String LISTEN =
      """
      [[listen]]
      socket = "unix:/run/s"
      role = "sign"
      [sign]
      """;

  private final ConfigurationFolder folder;

  SigningRuleTest(@TempDir Path directory) {
    this.folder = new ConfigurationFolder(directory);
  }

  private static boolean matches(SigningRule rule, String localPart, String domain) {
    return rule.matches(localPart + "@" + domain, DomainName.of(domain));
  }

  private static String rule(String from, String domain, String file) {
    return """
        [[sign.rule]]
        from = ["%s"]
        domain = "%s"
        keys = [ { selector = "s1", file = "%s" } ]
        """
        .formatted(from, domain, file);
  }

  @ParameterizedTest
  @CsvSource({
    "*@example.org, joe@example.org, true",
    "*@example.org, joe@a.example.org, false",
    "*@example.org, joe@example.org.example, false",
    "*@*.example.org, joe@a.b.example.org, true",
    "*@*.example.org, joe@example.org, false",
    "*@*.example.org, joe@anexample.org, false",
    "Joe@Example.org, jOE@example.ORG, true",
    "joe@*, joe@example.org, true",
    "joe@*, amy@example.org, false",
    "*, joe@example.org, true",
    "*@a*.example, joe@a.example, true",
    "*.b*@example.org, a.c.bb@example.org, true",
  })
  void patterns(String pattern, String address, boolean matches) {
    assertEquals(
        matches, AddressPattern.parse(pattern).matches(address.toLowerCase(Locale.ROOT)), pattern);
  }

  @Test
  void rulesStandInTheirOrder() throws IOException, ConfigurationException {
    folder.key("keys/s1.pem");
    SignSettings sign =
        folder
            .read(
                LISTEN
                    + rule("joe@example.org", "example.net", "keys/s1.pem")
                    + rule("*@example.org", "%", "keys/s1.pem"))
            .sign()
            .orElseThrow();
    assertTrue(matches(sign.rules().get(0), "joe", "example.org"));
    assertTrue(matches(sign.rules().get(1), "joe", "example.org"));
    assertFalse(matches(sign.rules().get(0), "amy", "example.org"));
    assertEquals(
        List.of("example.net", "example.org"),
        sign.known().stream().map(it -> it.name().toString()).toList());
  }

  @Test
  void percentInTheFileIsEachDomainThatHasOne() throws IOException, ConfigurationException {
    for (String domain : List.of("a.example", "b.example")) {
      folder.key("keys/s1.pem");
      Files.createDirectories(folder.path("keys/" + domain));
      Files.move(folder.path("keys/s1.pem"), folder.path("keys/" + domain + "/s1.pem"));
    }
    Files.createDirectories(folder.path("keys/empty.example"));
    Configuration read = folder.read(LISTEN + rule("*", "%", "keys/%/s1.pem"));
    List<SigningRule> rules = read.sign().orElseThrow().rules();
    assertEquals(3, rules.size());
    assertTrue(matches(rules.get(0), "joe", "a.example"));
    assertFalse(matches(rules.get(0), "joe", "b.example"));
    assertTrue(matches(rules.get(1), "joe", "b.example"));
    assertTrue(matches(rules.get(2), "joe", "empty.example"), "it has no key, and no other rule");
    assertEquals(List.of(), rules.get(2).keys());
    assertTrue(read.files().contains(folder.path("keys")), "another domain is noticed");
    assertTrue(read.files().contains(folder.path("keys/empty.example/s1.pem")));
  }

  @Test
  void mistakes() throws IOException {
    folder.key("keys/s1.pem");
    String bare = folder.wrong(LISTEN + rule("example.org", "example.org", "keys/s1.pem")).get(0);
    assertTrue(bare.startsWith("6: [[sign.rule]]: from: not a pattern of addresses"), bare);
    String none = folder.wrong(LISTEN + rule("*", "%", "keys/%.pem")).get(0);
    assertTrue(none.contains("there is no file keys/%.pem for any domain"), none);
    String both =
        folder
            .wrong(
                LISTEN
                    + rule("*", "%", "keys/s1.pem")
                    + """
                    [[sign.domain]]
                    name = "example.org"
                    keys = [ { selector = "s1", file = "keys/s1.pem" } ]
                    """)
            .get(0);
    assertTrue(both.contains("excludes [[sign.rule]] and table"), both);
  }
}
