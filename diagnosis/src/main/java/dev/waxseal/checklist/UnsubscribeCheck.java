package dev.waxseal.checklist;

import dev.waxseal.dkim.DkimResult;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.List;
import java.util.Locale;

/** R7: one-click unsubscription (RFC 8058). */
final class UnsubscribeCheck {

  private static final List<String> SIGNED = List.of("list-unsubscribe", "list-unsubscribe-post");

  private UnsubscribeCheck() {}

  static CheckReport.Check check(InboundReport report) {
    CheckBuilder check = new CheckBuilder("R7", "one click unsubscribes (RFC 8058)");
    Headers headers = report.headers();
    if (headers.count("List-Unsubscribe") == 0) {
      return check.notEvaluated("the message has no List-Unsubscribe; bulk senders need it");
    }
    String links = value(headers, "List-Unsubscribe").toLowerCase(Locale.ROOT);
    if (!links.contains("<https:")) {
      check.failed("List-Unsubscribe has no https link");
    }
    if (headers.count("List-Unsubscribe-Post") != 1
        || !value(headers, "List-Unsubscribe-Post").equals("List-Unsubscribe=One-Click")) {
      check.failed("there is no List-Unsubscribe-Post: List-Unsubscribe=One-Click (section 3.1)");
    }
    boolean signed =
        report.dkim().passes().stream()
            .map(DkimResult.Pass::claims)
            .anyMatch(claims -> claims.signedHeaders().containsAll(SIGNED));
    if (!signed) {
      check.failed("no signature that passes covers both fields (section 4)");
    }
    return check.build();
  }

  private static String value(Headers headers, String name) {
    return headers
        .first(name)
        .map(HeaderField::value)
        .map(text -> text.replaceAll("\\s", ""))
        .orElse("");
  }
}
