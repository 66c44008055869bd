package dev.waxseal.checklist;

import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.Author;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** R6: the message conforms to RFC 5322. */
final class FormCheck {

  /** Fields that may occur once (RFC 5322 section 3.6). */
  private static final List<String> SINGLE =
      List.of(
          "Date",
          "From",
          "Sender",
          "Reply-To",
          "To",
          "Cc",
          "Message-ID",
          "In-Reply-To",
          "References",
          "Subject",
          "MIME-Version",
          "Content-Type",
          "Content-Transfer-Encoding");

  /** The ids of findings about a malformed header begin with this. */
  private static final String HEADER_FINDING = "header-";

  private FormCheck() {}

  static CheckReport.Check check(
      InboundReport report, OptionalLong longestLine, Requirements requirements) {
    CheckBuilder check = new CheckBuilder("R6", "the message is well formed (RFC 5322)");
    Headers headers = report.headers();
    author(report, check);
    report.findings().stream()
        .filter(finding -> finding.id().startsWith(HEADER_FINDING))
        .forEach(finding -> check.failed(finding.detail()));
    for (String name : SINGLE) {
      int count = headers.count(name);
      if (count > 1) {
        check.failed("there are " + count + " " + name + " fields; there may be one");
      }
    }
    messageId(headers.first("Message-ID"), check);
    date(headers.first("Date"), check);
    if (longestLine.orElse(0) > requirements.longestLine()) {
      check.failed(
          "a line has "
              + longestLine.getAsLong()
              + " octets; "
              + requirements.longestLine()
              + " are allowed (RFC 5322 section 2.1.1)");
    }
    return check.build();
  }

  private static void author(InboundReport report, CheckBuilder check) {
    Author author = report.dmarc().result().facts().author();
    if (author instanceof Author.Unknown unknown) {
      check.failed("the author cannot be determined: " + unknown.about());
    } else if (author instanceof Author.Known known && known.mailboxes().size() > 1) {
      check.warning("From has " + known.mailboxes().size() + " addresses");
    }
  }

  private static void messageId(Optional<HeaderField> field, CheckBuilder check) {
    if (field.isEmpty()) {
      check.failed("there is no Message-ID");
    } else if (!field.get().value().strip().matches("(?s)<[^<>@\\s]+@[^<>@\\s]+>")) {
      check.warning("Message-ID does not have the form <left@right> (RFC 5322 section 3.6.4)");
    }
  }

  private static void date(Optional<HeaderField> field, CheckBuilder check) {
    if (field.isEmpty()) {
      check.failed("there is no Date");
      return;
    }
    String text = field.get().value().replaceAll("\\([^()]*\\)", " ").replaceAll("\\s+", " ");
    try {
      ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
    } catch (DateTimeException e) {
      check.warning("Date cannot be read (RFC 5322 section 3.3)");
    }
  }
}
