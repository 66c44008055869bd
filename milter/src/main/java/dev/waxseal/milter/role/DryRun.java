package dev.waxseal.milter.role;

import dev.waxseal.milter.protocol.Change;
import dev.waxseal.milter.protocol.Outcome;
import dev.waxseal.milter.protocol.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The field that says what would have been done. */
final class DryRun {

  static final String FIELD = "X-Waxseal-Dry-Run";

  private static final int LINE = 76;

  private DryRun() {}

  /**
   * What the log tells: nothing has become of the message, and nothing is to be counted as done.
   */
  static Decision of(Decision decision) {
    Map<String, String> facts = new LinkedHashMap<>(Map.of("would", decision.result()));
    facts.putAll(decision.facts());
    return new Decision(
        "dry-run", decision.verdict(), decision.additions(), facts, decision.reason());
  }

  /** The outcome that only says what the outcome would have been. */
  static Outcome instead(String role, Decision decision, Outcome outcome) {
    StringBuilder text = new StringBuilder("role=" + role + "; result=" + decision.result());
    decision.facts().forEach((name, value) -> text.append("; " + name + "=" + value));
    text.append("; would ").append(verb(outcome.verdict()));
    Map<String, Integer> inserted = new TreeMap<>();
    Map<String, Integer> deleted = new TreeMap<>();
    for (Change change : outcome.changes()) {
      if (change instanceof Change.InsertHeader insertion) {
        inserted.merge(insertion.name(), 1, Integer::sum);
      } else if (change instanceof Change.DeleteHeader deletion) {
        deleted.merge(deletion.name(), 1, Integer::sum);
      } else {
        text.append("; would hold it");
      }
    }
    inserted.forEach((name, times) -> text.append("; would insert " + times + " " + name));
    deleted.forEach((name, times) -> text.append("; would delete " + times + " " + name));
    if (!decision.reason().isEmpty()) {
      text.append("; reason=" + decision.reason());
    }
    String value = folded(Printable.of(text.toString()));
    return Outcome.accept(List.of(new Change.InsertHeader(0, FIELD, value)));
  }

  private static String verb(Verdict verdict) {
    return switch (verdict.kind()) {
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
