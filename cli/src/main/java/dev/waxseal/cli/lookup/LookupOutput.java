package dev.waxseal.cli.lookup;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.waxseal.cli.option.Arguments;
import dev.waxseal.cli.option.OutputOptions;
import dev.waxseal.cli.terminal.JsonFields;
import dev.waxseal.cli.terminal.Palette;
import dev.waxseal.cli.terminal.Terminal;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Prints a looked-up record, as JSON or for people. */
public final class LookupOutput {

  private LookupOutput() {}

  /** Writes the fields of a JSON object. */
  @FunctionalInterface
  public interface Fields {
    /** Writes them. */
    void writeTo(JsonFields json) throws IOException;
  }

  /** Prints one of the two. */
  public static void print(
      Arguments arguments, Terminal terminal, Fields fields, Consumer<LookupPage> people) {
    Palette palette = terminal.palette(OutputOptions.color(arguments));
    if (OutputOptions.json(arguments)) {
      terminal.out().print(json(fields) + "\n");
    } else {
      LookupPage page = new LookupPage(palette, terminal.screen().width());
      people.accept(page);
      terminal.out().print(page);
    }
    terminal.flush();
  }

  /** Writes the field {@code problems}. */
  public static void problems(List<Finding> findings, JsonFields json) throws IOException {
    json.beginArray("problems");
    for (Finding finding : findings) {
      json.beginObject();
      json.text("id", present(finding.id()));
      json.text("severity", finding.severity().word());
      json.text("problem", finding.problem());
      json.text("domain", present(finding.domain()));
      json.text("about", present(finding.about()));
      json.endObject();
    }
    json.endArray();
  }

  /** Writes the field {@code tags}. */
  public static void tags(List<RecordTag> tags, JsonFields json) throws IOException {
    json.beginArray("tags");
    for (RecordTag tag : tags) {
      json.beginObject();
      json.text("tag", tag.name());
      json.text("value", tag.value());
      json.text("meaning", tag.meaning());
      json.endObject();
    }
    json.endArray();
  }

  private static Optional<String> present(String text) {
    return Optional.of(text).filter(it -> !it.isEmpty());
  }

  private static String json(Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JsonFields.FACTORY.createGenerator(text)) {
      JsonFields json = new JsonFields(generator);
      json.beginObject();
      fields.writeTo(json);
      json.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
