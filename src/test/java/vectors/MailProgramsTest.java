package vectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.diagnosis.Diagnosis;
import dev.waxseal.diagnosis.Diagnostician;
import dev.waxseal.diagnosis.Fact;
import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.DkimVerifier;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What {@code docs/mail-programs.md} says of signatures and of the diagnosis is so. */
class MailProgramsTest {

  private static final Path ROOT =
      Path.of(System.getProperty("waxseal.root", "../..")).toAbsolutePath().normalize();

  private static final Pattern FORMS =
      Pattern.compile("(?m)^\\| (.+) \\| (breaks|passes) \\| (breaks|passes) \\|$");

  private static final Pattern ALTERED =
      Pattern.compile("(?m)\\| \\[([\\w-]+)]\\(\\.\\./testvectors/altered/\\1\\) \\| `(.+)` \\|$");

  private static final String MESSAGE =
      String.join(
          "\r\n",
          "From: Ann <ann@example.org>",
          "To: a@x.example,b@x.example",
          "Subject: a boat for sale",
          "Date: Sun, 29 Nov 2026 10:00:00 +0000",
          "",
          "Hello,  all ",
          " two boats",
          "",
          "From here it is a mile.",
          "");

  /** The changes of the first table, by the words of the page. */
  private static final Map<String, UnaryOperator<String>> CHANGES =
      Map.ofEntries(
          change("a signed field is folded at another place", "boat for", "boat\r\n for"),
          change(
              "the name of a signed field is written with other capitals", "Subject:", "SUBJECT:"),
          change("one space after the colon becomes two", "Subject: ", "Subject:  "),
          change(
              "`a@x.example,b@x.example` becomes `a@x.example, b@x.example`",
              "example,b",
              "example, b"),
          change("the Subject gets a prefix", "Subject: ", "Subject: [list] "),
          change(
              "a field that h= names, and the message lacks, is added",
              "Date:",
              "Reply-To: list@example.net\r\nDate:"),
          change("a field that h= does not name is added", "Date:", "X-Note: seen\r\nDate:"),
          change(
              "fields of different names change places",
              "Subject: a boat for sale\r\nDate: Sun, 29 Nov 2026 10:00:00 +0000\r\n",
              "Date: Sun, 29 Nov 2026 10:00:00 +0000\r\nSubject: a boat for sale\r\n"),
          change("a line of the body loses the spaces at its end", "all \r\n", "all\r\n"),
          change("two spaces in the body become one", "Hello,  all", "Hello, all"),
          change("a space at the start of a line of the body goes away", "\r\n two", "\r\ntwo"),
          change("empty lines are added at the end of the body", "mile.\r\n", "mile.\r\n\r\n\r\n"),
          change("an empty line is added within the body", "boats\r\n", "boats\r\n\r\n"),
          change("a line `From here` becomes `>From here`", "\r\nFrom here", "\r\n>From here"),
          change("a line is added at the end of the body", "mile.\r\n", "mile.\r\n-- \r\n"));

  private static Map.Entry<String, UnaryOperator<String>> change(
      String words, String before, String after) {
    return Map.entry(
        words,
        message -> {
          assertTrue(message.contains(before), words);
          return message.replace(before, after);
        });
  }

  @Test
  void whatBreaksASignature() throws Exception {
    List<MatchResult> rows = FORMS.matcher(page()).results().toList();
    assertEquals(
        CHANGES.keySet().stream().sorted().toList(),
        rows.stream().map(row -> row.group(1)).sorted().toList());
    for (MatchResult row : rows) {
      UnaryOperator<String> change = Objects.requireNonNull(CHANGES.get(row.group(1)));
      assertEquals(row.group(2), outcome(change, Canonicalization.SIMPLE), row::group);
      assertEquals(row.group(3), outcome(change, Canonicalization.RELAXED), row::group);
    }
  }

  private static String outcome(UnaryOperator<String> change, Canonicalization form)
      throws Exception {
    SigningKey key = SigningKey.generate(SigningAlgorithm.ED25519_SHA256).key();
    Dns dns = Dns.zone(key.zoneLine("s1", "example.org").orElseThrow());
    StringBuilder message = new StringBuilder();
    for (HeaderField field :
        DkimSigner.of("example.org", "s1", key)
            .withCanonicalization(form, form)
            .sign(MESSAGE.getBytes(ISO_8859_1))) {
      message.append(new String(field.bytes(), ISO_8859_1));
    }
    assertTrue(passes(message + MESSAGE, dns));
    return passes(message + change.apply(MESSAGE), dns) ? "passes" : "breaks";
  }

  private static boolean passes(String message, Dns dns) {
    return !DkimVerifier.of(dns).verify(message.getBytes(ISO_8859_1)).passes().isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> theSentences() throws IOException {
    List<MatchResult> rows = ALTERED.matcher(page()).results().toList();
    assertTrue(rows.size() >= 40, () -> rows.size() + " rows");
    return rows.stream()
        .map(row -> DynamicTest.dynamicTest(row.group(1), () -> check(row.group(1), row.group(2))));
  }

  private static void check(String name, String sentence) throws IOException {
    Path folder = ROOT.resolve("testvectors/altered").resolve(name);
    List<String> said = said(folder);
    assertTrue(said.stream().anyMatch(it -> it.startsWith(sentence)), said::toString);
  }

  private static List<String> said(Path folder) throws IOException {
    byte[] message = Files.readAllBytes(folder.resolve("arrived.eml"));
    String text = new String(message, ISO_8859_1);
    Dns dns = Dns.zone(Files.readString(folder.resolve("zone.txt"), UTF_8));
    InboundReport report = InboundAuthenticator.of("mx.example.net", dns).authenticate(message);
    byte[] body = text.substring(text.indexOf("\r\n\r\n") + 4).getBytes(ISO_8859_1);
    return Diagnostician.of(dns).diagnose(report, body).signatures().stream()
        .flatMap(MailProgramsTest::sentences)
        .toList();
  }

  private static Stream<String> sentences(Diagnosis.Signature signature) {
    return Stream.of(
            signature.changes().stream().map(Change::sentence),
            signature.facts().stream().map(Fact::sentence),
            signature.signs().stream().map(Diagnosis.Sign::sentence))
        .flatMap(it -> it);
  }

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs/mail-programs.md"), UTF_8);
  }
}
