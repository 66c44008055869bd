package dev.waxseal.milter.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.SignedHeaders;
import dev.waxseal.mime.Canonicalization;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields, canonical forms and expiration, for all signatures and for those of one domain. */
class SigningFormTest {

  private static final String LISTEN =
      """
      [[listen]]
      socket = "unix:/run/s"
      role = "sign"
      """;

  private static final String DOMAIN =
      """
      [[sign.domain]]
      name = "%s"
      keys = [ { selector = "s1", file = "keys/s1.pem" } ]
      """;

  private static final String SEAL =
      """
      [seal]
      authserv-id = "lists.example.org"
      domain = "lists.example.org"
      trusted-ids = ["mx.example.org"]
      keys = [ { selector = "s1", file = "keys/s1.pem" } ]
      """;

  private final ConfigurationFolder folder;

  SigningFormTest(@TempDir Path directory) {
    this.folder = new ConfigurationFolder(directory);
  }

  @BeforeEach
  void key() throws IOException {
    folder.key("keys/s1.pem");
  }

  private List<SigningDomain> domains(String... lines) throws IOException, ConfigurationException {
    return folder.read(LISTEN + String.join("\n", lines)).sign().orElseThrow().domains();
  }

  private static SignedHeaders fields(SigningForm form) {
    return form.fields().of(SignedHeaders.recommended());
  }

  @Test
  void aDomainMayDifferFromTheOthers() throws IOException, ConfigurationException {
    List<SigningDomain> domains =
        domains(
            "[sign]",
            "signed-fields = [\"Reply-To\", \"X-Mailer\"]",
            "omitted-fields = [\"sender\"]",
            "canonicalization = \"relaxed/simple\"",
            "expires-after = \"14d\"",
            DOMAIN.formatted("a.example"),
            DOMAIN.formatted("b.example"),
            "over-signed-fields = [\"Sender\", \"From\"]",
            "expires-after = \"240h\"");
    SigningForm first = domains.get(0).form();
    assertEquals(
        SignedHeaders.recommended().without("Sender").signing("Reply-To", "X-Mailer"),
        fields(first));
    assertEquals(Optional.of(Duration.ofDays(14)), first.lifetime());
    SigningForm second = domains.get(1).form();
    assertEquals(SignedHeaders.recommended().overSigning("Sender"), fields(second));
    assertEquals(Optional.of(Duration.ofDays(10)), second.lifetime());
    assertEquals(Canonicalization.RELAXED, second.header());
    assertEquals(Canonicalization.SIMPLE, second.body());
    assertEquals(
        SigningForm.RECOMMENDED, domains("[sign]", DOMAIN.formatted("a.example")).get(0).form());
  }

  @Test
  void anAsteriskOmitsWhatIsNotNamed() throws IOException, ConfigurationException {
    SigningForm form =
        domains(
                "[sign]",
                "omitted-fields = [\"*\"]",
                "signed-fields = [\"Subject\"]",
                "over-signed-fields = [\"To\"]",
                DOMAIN.formatted("a.example"))
            .get(0)
            .form();
    assertEquals(
        new SignedHeaders(Set.of("From", "To"), Set.of(), Set.of("Subject")), fields(form));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "expires-after = \"4d\" | 5: expires-after: mail may wait longer in a queue",
        "signed-fields = [\"Bcc\"] | 5: signed-fields: mail servers remove or add Bcc",
        "over-signed-fields = [\"ARC-Seal\"] | 5: over-signed-fields: mail servers remove or add ARC-",
        "expires-after = \"5d\" | ",
        "omitted-fields = [\"Subject\"] | ",
      })
  void warnings(String line, String expected) throws IOException, ConfigurationException {
    Configuration read = folder.read(LISTEN + "[sign]\n" + line + "\n" + DOMAIN.formatted("a.b"));
    List<String> said =
        read.warningSentences().stream()
            .map(text -> text.replace(folder.path("milter.toml") + ":", ""))
            .toList();
    assertEquals(expected == null ? 0 : 1, said.size(), said.toString());
    assertTrue(expected == null || said.get(0).startsWith(expected), said.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Authentication-Results", "arc-seal"})
  void resultsAreNotSealed(String name) throws IOException {
    List<String> wrong =
        folder.wrong(
            LISTEN.replace("sign", "seal") + SEAL + "signed-fields = [\"" + name + "\"]\n");
    assertEquals(
        List.of(
            "9: [seal]: signed-fields: \""
                + name
                + "\" must not be sealed (RFC 8617 section 4.1.2); remove it"),
        wrong);
  }
}
