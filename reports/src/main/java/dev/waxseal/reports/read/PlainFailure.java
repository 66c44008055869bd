package dev.waxseal.reports.read;

import dev.waxseal.reports.AggregateRecord;
import dev.waxseal.reports.FailureReport;
import dev.waxseal.reports.FailureReport.AuthFailure;
import dev.waxseal.reports.FailureReport.DkimFields;
import dev.waxseal.reports.FailureReport.Method;
import dev.waxseal.reports.FailureReport.Original;
import dev.waxseal.reports.ReportNote.Kind;
import dev.waxseal.reports.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A failure report as a text for people, with labelled lines; some programs sent such. */
final class PlainFailure {

  private static final int LONGEST_LABEL = 40;

  private final Map<String, String> lines = new HashMap<>();
  private final Notes notes;

  private PlainFailure(String text, Notes notes) {
    this.notes = notes;
    for (String line : text.split("\r?\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0 && colon <= LONGEST_LABEL) {
        lines.putIfAbsent(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip());
      }
    }
  }

  /** The report in a text; none unless the text has at least the source and the domain. */
  static Optional<FailureReport> read(String text, Notes notes) {
    return new PlainFailure(text, notes).read();
  }

  private Optional<FailureReport> read() {
    String domain = line("sender domain");
    String source = line("sender ip address");
    if (!domain.matches("[A-Za-z0-9_.-]+[.][A-Za-z0-9-]+")
        || AggregateRecord.addressOf(source).isEmpty()) {
      return Optional.empty();
    }
    notes.add(Kind.PLAIN_TEXT, "");
    return Optional.of(
        new FailureReport(
            "",
            "",
            Word.of(AuthFailure.DMARC),
            List.of(),
            Optional.of(failed()),
            delivery(),
            new DkimFields(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            AggregateRecord.addressOf(source).map(AggregateRecord::text).orElse(source),
            OptionalInt.empty(),
            List.of(new Domains(notes).read(domain)),
            List.of(),
            Optional.of(line("received date"))
                .filter(date -> !date.isEmpty())
                .flatMap(date -> MailDates.read(date, notes)),
            Optional.empty(),
            1,
            Original.ABSENT,
            List.of()));
  }

  private List<Method> failed() {
    List<Method> failed = new ArrayList<>();
    if (line("dkim alignment").equalsIgnoreCase("no")) {
      failed.add(Method.DKIM);
    }
    if (line("spf alignment").equalsIgnoreCase("no")) {
      failed.add(Method.SPF);
    }
    return failed;
  }

  private Word<FailureReport.DeliveryResult> delivery() {
    String word = line("dmarc results").toLowerCase(Locale.ROOT);
    return Words.DELIVERY.anyCase(
        switch (word) {
          case "none" -> "delivered";
          case "quarantine" -> "policy";
          default -> word;
        },
        notes);
  }

  private String line(String label) {
    return lines.getOrDefault(label, "");
  }
}
