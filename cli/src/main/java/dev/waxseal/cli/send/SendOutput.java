package dev.waxseal.cli.send;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.waxseal.cli.terminal.JsonFields;
import dev.waxseal.cli.terminal.Terminal;
import dev.waxseal.cli.text.SafeText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Optional;

/** Tells what became of the reports: a line each, for people or in JSON. */
public final class SendOutput {

  private final Terminal terminal;
  private final boolean json;

  /** Output to a terminal. */
  public SendOutput(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
  }

  void add(LocalDate day, SentReport sent) {
    terminal.out().print((json ? json(day, sent) : text(sent)) + "\n");
    terminal.out().flush();
  }

  private static String text(SentReport sent) {
    String where = sent.address().orElse(sent.uri());
    String why = sent.reason().isEmpty() ? "" : ": " + sent.reason();
    long messages = sent.report().report().totals().messages();
    return SafeText.of(
        sent.report().policyDomain()
            + ": "
            + messages
            + (messages == 1 ? " message" : " messages")
            + ", to "
            + where
            + ": "
            + sent.status().sentence()
            + why);
  }

  private static String json(LocalDate day, SentReport sent) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JsonFields.FACTORY.createGenerator(text)) {
      JsonFields json = new JsonFields(generator);
      json.beginObject();
      json.text("day", day.toString());
      json.text("domain", sent.report().policyDomain().toString());
      json.text("reportId", sent.report().reportId());
      json.text("file", sent.report().fileName());
      json.number("records", sent.report().report().totals().records());
      json.number("messages", sent.report().report().totals().messages());
      json.text("uri", SafeText.of(sent.uri()));
      json.text("address", sent.address());
      json.text("messageId", sent.messageId());
      json.text("status", sent.status().id());
      json.text("reason", Optional.of(sent.reason()).filter(it -> !it.isEmpty()).map(SafeText::of));
      json.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return text.toString();
  }
}
