package dev.waxseal.cli.inbox;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.waxseal.cli.input.Message;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.terminal.JsonFields;
import dev.waxseal.cli.terminal.Terminal;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.reports.AggregateReport;
import dev.waxseal.reports.TlsReport;
import dev.waxseal.reports.read.ReadResult.Refused;
import dev.waxseal.reports.read.Refusal;
import dev.waxseal.reports.read.ReportOrigin;
import dev.waxseal.reports.store.Addition;
import dev.waxseal.reports.store.Addition.Added;
import dev.waxseal.reports.store.StoredReport;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;

/** Tells what became of each mail and file, counts, and shows the progress on a terminal. */
final class ReadOutput {

  private static final long STEP_NANOS = 100_000_000;

  private final Terminal terminal;
  private final boolean json;
  private long files;
  private long stored;
  private long duplicates;
  private long vouchedNow;
  private long apart;
  private long undecided;
  private long others;
  private long refused;
  private long last = System.nanoTime();
  private boolean onScreen;
  private ExitStatus worst = ExitStatus.OK;

  ReadOutput(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
  }

  ExitStatus worst() {
    return worst;
  }

  /** What became of a mail or file. */
  void add(Message message, boolean alone, Addition addition) {
    files++;
    for (Added added : addition.reports()) {
      count(added);
      if (json) {
        print(message, added);
      }
    }
    for (Addition.Other other : addition.others()) {
      count(other.outcome());
      if (json) {
        print(message, other);
      }
    }
    for (Refused each : addition.refused()) {
      boolean isOther =
          !alone
              && addition.reports().isEmpty()
              && addition.others().isEmpty()
              && each.reason() == Refusal.NOT_A_REPORT;
      if (isOther) {
        others++;
      } else {
        refuse(message, each);
      }
    }
    progress();
  }

  /** A file that cannot be read. */
  void fail(String name, ExitStatus status, String sentence) {
    files++;
    refused++;
    worst = worst.or(status);
    clear();
    terminal.problem(sentence);
    if (json) {
      printFault(name, "unreadable", sentence);
    }
  }

  /** Clears the progress, and for people, tells the sums. */
  void end() {
    clear();
    if (!json) {
      terminal.out().print(summary());
    }
    terminal.flush();
  }

  private void count(Added added) {
    StoredReport report = added.stored();
    count(added.outcome());
    if (added.outcome() == Addition.Outcome.NEW && !report.counts()) {
      apart++;
    }
    if (report.origin().kind() == ReportOrigin.Kind.UNDECIDED) {
      undecided++;
      worst = worst.or(ExitStatus.TEMPORARY);
    }
  }

  private void count(Addition.Outcome outcome) {
    switch (outcome) {
      case NEW -> stored++;
      case DUPLICATE -> duplicates++;
      case VOUCHED_NOW -> vouchedNow++;
    }
  }

  private void refuse(Message message, Refused why) {
    refused++;
    worst = worst.or(ExitStatus.BAD_DATA);
    clear();
    terminal.problem(message.title() + ": " + why.sentence());
    if (json) {
      printFault(message.title(), why.reason().id(), why.sentence());
    }
  }

  private String summary() {
    StringBuilder text = new StringBuilder();
    line(text, stored, "new report", "");
    line(text, apart, "of them stands apart", "of them stand apart", ", not vouched for");
    line(text, vouchedNow, "report", " that stood apart, vouched for now");
    line(text, duplicates, "duplicate", ", which the store has");
    line(text, undecided, "report", " whose sender DNS did not tell: read again later");
    line(text, others, "mail or file", " without a report");
    line(text, refused, "refused", "refused", ": see above");
    return text.isEmpty() ? "Nothing to read.\n" : text.toString();
  }

  private static void line(StringBuilder text, long count, String noun, String more) {
    line(text, count, noun, plural(noun), more);
  }

  private static void line(StringBuilder text, long count, String one, String many, String more) {
    if (count > 0) {
      text.append(String.format(Locale.ROOT, "%,9d %s%s%n", count, count == 1 ? one : many, more));
    }
  }

  private static String plural(String noun) {
    return noun.equals("mail or file") ? "mails or files" : noun + "s";
  }

  private void progress() {
    if (terminal.screen().errors() && System.nanoTime() - last > STEP_NANOS) {
      last = System.nanoTime();
      onScreen = true;
      terminal.err().print("\r\u001b[K" + files + " mails and files, " + stored + " new reports");
      terminal.err().flush();
    }
  }

  private void clear() {
    if (onScreen) {
      onScreen = false;
      terminal.err().print("\r\u001b[K");
      terminal.err().flush();
    }
  }

  private void print(Message message, Added added) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JsonFields.FACTORY.createGenerator(text)) {
      JsonFields out = new JsonFields(generator);
      StoredReport report = added.stored();
      AggregateReport aggregate = report.report();
      out.beginObject();
      out.text("file", message.file());
      index(out, message);
      out.text("outcome", word(added.outcome()));
      out.text("kind", "aggregate");
      out.number("id", report.id());
      out.text("submitter", SafeText.of(aggregate.metadata().submitter()));
      out.text("reportId", SafeText.of(aggregate.metadata().reportId()));
      out.text("domain", SafeText.of(aggregate.policy().domain()));
      out.text("begin", aggregate.metadata().begin().toString());
      out.text("end", aggregate.metadata().end().toString());
      out.number("records", aggregate.totals().records());
      out.number("messages", aggregate.totals().messages());
      out.text("origin", origin(report));
      out.text("voucher", Optional.of(report.voucher()).filter(domain -> !domain.isEmpty()));
      out.flag("counts", report.counts());
      out.safeStrings("notes", aggregate.notes().stream().map(note -> note.kind().id()).toList());
      out.nothing("reason");
      out.nothing("detail");
      out.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    terminal.out().print(text + "\n");
  }

  private void print(Message message, Addition.Other other) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JsonFields.FACTORY.createGenerator(text)) {
      JsonFields out = new JsonFields(generator);
      out.beginObject();
      out.text("file", message.file());
      index(out, message);
      out.text("outcome", word(other.outcome()));
      out.text("kind", other.report() instanceof TlsReport ? "tls" : "failure");
      out.text("origin", word(other.origin().kind()));
      out.safeStrings(
          "notes", other.report().notes().stream().map(note -> note.kind().id()).toList());
      out.nothing("reason");
      out.nothing("detail");
      out.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    terminal.out().print(text + "\n");
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void index(JsonFields out, Message message) throws IOException {
    if (message.index().isPresent()) {
      out.number("index", message.index().getAsInt());
    } else {
      out.nothing("index");
    }
  }

  /** Who vouches: a word. */
  static String origin(StoredReport report) {
    return report.vouchedByUser() ? "user" : word(report.origin().kind());
  }

  private void printFault(String name, String reason, String sentence) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JsonFields.FACTORY.createGenerator(text)) {
      JsonFields out = new JsonFields(generator);
      out.beginObject();
      out.text("file", name);
      out.text("outcome", "refused");
      out.text("reason", reason);
      out.text("detail", SafeText.of(sentence));
      out.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    terminal.out().print(text + "\n");
  }
}
