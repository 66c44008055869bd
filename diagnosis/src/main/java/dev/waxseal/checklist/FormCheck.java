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

/** R6: the message is written as RFC 5322 has it. */
final class FormCheck {

  /** Fields of which there may be one (RFC 5322 section 3.6). */
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

  private FormCheck() {}

  static Check check(InboundReport report, OptionalLong longestLine, Requirements requirements) {
    Findings findings = new Findings("R6", "the message is well formed (RFC 5322)");
    Headers headers = report.headers();
    author(report, findings);
    for (String name : SINGLE) {
      int count = headers.count(name);
      if (count > 1) {
        findings.failed("there are " + count + " fields " + name + "; there may be one");
      }
    }
    messageId(headers.first("Message-ID"), findings);
    date(headers.first("Date"), findings);
    if (longestLine.orElse(0) > requirements.longestLine()) {
      findings.failed(
          "a line has "
              + longestLine.getAsLong()
              + " octets; "
              + requirements.longestLine()
              + " are allowed (RFC 5322 section 2.1.1)");
    }
    return findings.check();
  }

  private static void author(InboundReport report, Findings findings) {
    Author author = report.dmarc().result().facts().author();
    if (author instanceof Author.Unknown unknown) {
      findings.failed("the author cannot be told: " + unknown.about());
    } else if (author instanceof Author.Known known && known.mailboxes().size() > 1) {
      findings.warning("From has " + known.mailboxes().size() + " addresses");
    }
  }

  private static void messageId(Optional<HeaderField> field, Findings findings) {
    if (field.isEmpty()) {
      findings.failed("there is no Message-ID");
    } else if (!field.get().value().strip().matches("(?s)<[^<>@\\s]+@[^<>@\\s]+>")) {
      findings.warning("Message-ID is not of the form <left@right> (RFC 5322 section 3.6.4)");
    }
  }

  private static void date(Optional<HeaderField> field, Findings findings) {
    if (field.isEmpty()) {
      findings.failed("there is no Date");
      return;
    }
    String text = field.get().value().replaceAll("\\([^()]*\\)", " ").replaceAll("\\s+", " ");
    try {
      ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
    } catch (DateTimeException e) {
      findings.warning("Date cannot be read (RFC 5322 section 3.3)");
    }
  }
}
