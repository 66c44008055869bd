package properties;

import static java.time.Duration.ofMinutes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dmarc.DmarcRecord;
import dev.waxseal.dmarc.DmarcVerifier;
import dev.waxseal.dmarc.TreeWalk;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DnsAnswer;
import dev.waxseal.dns.DnsRecord;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordFinding;
import dev.waxseal.dns.RecordType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whatever DNS says: records come to a result, and walks to an end (RFC 9989). */
class DmarcTest {

  @Provide
  Arbitrary<String> records() {
    return Arbitraries.of(
            "v=DMARC1",
            "; p=reject",
            "; p=none",
            "; sp=",
            "; np=x",
            "; rua=mailto:a@example.org",
            "; ruf=",
            ",mailto:b@example.org!1k",
            "; psd=y",
            "; psd=n",
            "; t=y",
            "; adkim=s",
            "; fo=0:d",
            ";",
            "=",
            " ",
            "\t",
            ":",
            ",",
            "!",
            "\r\n",
            "\0",
            "\u00ff",
            "%")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 10_000)
  void recordsComeToAResult(@ForAll("records") String rest) {
    for (String text : List.of(rest, "v=DMARC1;" + rest)) {
      for (RecordFinding finding : DmarcRecord.parse(text).findings()) {
        assertTrue(finding.toString().matches("[ -~]+"), finding.toString());
      }
    }
  }

  /** A record stays what it is when what does not count is added to it. */
  @Property(tries = 3000)
  void unknownTagsDoNotMatter(@ForAll("records") String rest) {
    String text = "v=DMARC1; " + rest;
    if (DmarcRecord.parse(text) instanceof DmarcRecord.Parsed.Valid plain
        && DmarcRecord.parse(text + "; zzz=1;") instanceof DmarcRecord.Parsed.Valid longer) {
      assertEquals(plain.dmarcRecord().policy(), longer.dmarcRecord().policy(), text);
      assertEquals(plain.dmarcRecord().publicSuffix(), longer.dmarcRecord().publicSuffix(), text);
      assertEquals(
          plain.dmarcRecord().aggregateReports(), longer.dmarcRecord().aggregateReports(), text);
    }
  }

  /** The Organizational Domain is the domain or one above it, whatever the records say. */
  @Property(tries = 3000)
  void organizationsAreAbove(@ForAll("records") String rest, @ForAll byte labels) {
    DomainName start = DomainName.of("a.".repeat(labels & 15) + "example");
    TreeWalk walk = DmarcVerifier.of(always("v=DMARC1; p=none;" + rest)).walk(start);
    assertTrue(walk.steps().size() <= 8);
    assertTrue(start.isSameOrBelow(walk.organizationalDomain().orElseThrow()));
  }

  @Test
  void megabytesOfRecord() {
    for (String part : List.of(";", "=", " ", "a=b;", "p=", "rua=a:b,", ",", "mailto:a@b,", "!1")) {
      for (String start : List.of("", "v=DMARC1;", "v=DMARC1; rua=", "v=DMARC1; rua=mailto:a@")) {
        String text = start + part.repeat(1_000_000 / part.length());
        assertTimeoutPreemptively(ofMinutes(1), () -> DmarcRecord.parse(text), start + part);
      }
    }
  }

  /** DNS in which each name has that one text. */
  private static Dns always(String text) {
    return new Dns() {
      @Override
      public <R extends DnsRecord> CompletionStage<DnsAnswer<R>> lookup(
          DomainName name, RecordType<R> type) {
        R data = type.cast(new DnsRecord.Txt(List.of(text)));
        return CompletableFuture.completedFuture(
            new DnsAnswer.Found<>(List.of(data), Duration.ZERO));
      }
    };
  }
}
