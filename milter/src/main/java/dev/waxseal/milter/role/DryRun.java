package dev.waxseal.milter.role;

import dev.waxseal.milter.protocol.FilterResult;
import dev.waxseal.milter.protocol.Modification;
import dev.waxseal.milter.protocol.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the field that says what would have been done. */
final class DryRun {

  static final String FIELD = "X-Waxseal-Dry-Run";

  private static final int LINE = 76;

  private DryRun() {}

  /** The result for the log: nothing was done to the message, and nothing counts as done. */
  static RoleResult of(RoleResult result) {
    Map<String, String> facts = new LinkedHashMap<>(Map.of("would", result.word()));
    facts.putAll(result.facts());
    return new RoleResult("dry-run", result.reply(), result.additions(), facts, result.reason());
  }

  /** The result that only describes the given result. */
  static FilterResult instead(String role, RoleResult result, FilterResult filtered) {
    StringBuilder text = new StringBuilder("role=" + role + "; result=" + result.word());
    result.facts().forEach((name, value) -> text.append("; " + name + "=" + value));
    text.append("; would ").append(verb(filtered.reply()));
    Map<String, Integer> inserted = new TreeMap<>();
    Map<String, Integer> deleted = new TreeMap<>();
    for (Modification modification : filtered.modifications()) {
      if (modification instanceof Modification.InsertHeader insertion) {
        inserted.merge(insertion.name(), 1, Integer::sum);
      } else if (modification instanceof Modification.DeleteHeader deletion) {
        deleted.merge(deletion.name(), 1, Integer::sum);
      } else {
        text.append("; would hold it");
      }
    }
    inserted.forEach((name, times) -> text.append("; would insert " + times + " " + name));
    deleted.forEach((name, times) -> text.append("; would delete " + times + " " + name));
    if (!result.reason().isEmpty()) {
      text.append("; reason=" + result.reason());
    }
    String value = folded(Printable.of(text.toString()));
    return FilterResult.accept(List.of(new Modification.InsertHeader(0, FIELD, value)));
  }

  private static String verb(Reply reply) {
    return switch (reply.kind()) {
      case ACCEPT -> "accept it";
      case TEMP_FAIL -> "ask for it later";
      case REJECT -> "reject it";
    };
  }

  /** The text in lines, broken at spaces. */
  private static String folded(String text) {
    StringBuilder folded = new StringBuilder();
    int length = FIELD.length() + 2;
    for (String word : text.split(" ", -1)) {
      boolean breaks = length + word.length() > LINE && !folded.isEmpty();
      folded.append(folded.isEmpty() ? "" : breaks ? "\r\n " : " ").append(word);
      length = (breaks ? 0 : length) + word.length() + 1;
    }
    return folded.toString();
  }
}
