package dev.waxseal.milter.role;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.waxseal.dkim.Crypto;
import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.MessageLimits;
import dev.waxseal.milter.config.RoleName;
import dev.waxseal.milter.protocol.FilterResult;
import dev.waxseal.milter.protocol.MessageFilter;
import dev.waxseal.milter.protocol.Modification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A mail server tells of lines whose names no field may have (RFC 5322 section 2.2). */
class OddFieldNamesTest {

  private static final List<String> NAMES =
      List.of(
          "",
          " ",
          "a b",
          "a ",
          " a",
          "\u00e4",
          "\u0080",
          "\t",
          "a\r",
          "a\n",
          "a\r\n",
          "a\r\nb",
          "a\u0001",
          ":",
          "a:b",
          "Authentication-Results ",
          "Authentication-Results\t",
          " Authentication-Results",
          "Authentication-Results\u00a0",
          "Authentication-Results:x",
          "Authentication-Results\r\n\t",
          "Author\u0131zation-Results",
          "DKIM-Signature ",
          "ARC-Seal ",
          "List-Id ",
          "From ",
          "From\u00e4",
          "Received\u00e4");

  private static final Configuration CONFIGURATION =
      new Configuration(
          List.of(),
          Optional.of(Site.VERIFY),
          Optional.empty(),
          Optional.of(Site.SEAL),
          Optional.of(HandoverRoleTest.HANDOVER),
          Optional.empty(),
          Optional.empty(),
          Site.DNS,
          new MessageLimits(1 << 20, Duration.ofSeconds(10), 1),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of());

  private final List<MessageRecord> log = new ArrayList<>();

  private List<Modification> pass(RoleName role, List<String> names, String value) {
    Roles roles =
        Roles.of(CONFIGURATION, Crypto.standard(), false, log::add, (settings, entry) -> {});
    try (MessageFilter filter =
        roles.begin(Map.of("*", role), Mta.envelope("smtpd", Site.CLIENT, "ann@author.example"))) {
      filter.header("From", " ann@author.example");
      names.forEach(name -> filter.header(name, value));
      filter.header("Subject", " s");
      filter.endOfHeaders();
      filter.body("x\r\n".getBytes(StandardCharsets.US_ASCII), 0, 3);
      FilterResult result = filter.finish("4XyZ");
      return result.modifications();
    }
  }

  @Test
  void noneOfThemIsAnInternalError() {
    for (RoleName role : RoleName.values()) {
      for (String value :
          List.of("", " x", " mx.example.org; dmarc=pass", " <anon.lists.example.org>", "\u00e4")) {
        for (String name : NAMES) {
          pass(role, List.of(name), value);
          pass(role, List.of(name, name, "Authentication-Results"), value);
        }
        pass(role, NAMES, value);
      }
    }
    List<String> faults =
        log.stream()
            .map(it -> it.role() + " " + it.result() + " " + it.reason())
            .filter(it -> it.contains("internal error"))
            .distinct()
            .toList();
    assertFalse(!faults.isEmpty(), String.join("\n", faults));
  }
}
