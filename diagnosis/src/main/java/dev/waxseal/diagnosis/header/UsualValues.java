package dev.waxseal.diagnosis.header;

import java.util.List;
import java.util.Map;

/** The usual values of fields that have few: one that is absent may have been removed. */
final class UsualValues {

  private static final List<String> LANGUAGES =
      List.of("en-US", "en", "de-DE", "de", "fr", "en-GB", "fr-FR", "es", "it", "nl", "ja");

  private static final Map<String, List<String>> OF =
      Map.ofEntries(
          Map.entry("list-unsubscribe-post", List.of("List-Unsubscribe=One-Click")),
          Map.entry("auto-submitted", List.of("auto-generated", "auto-replied", "no")),
          Map.entry("precedence", List.of("bulk", "list", "junk", "normal")),
          Map.entry("x-auto-response-suppress", List.of("All", "OOF", "DR, OOF, AutoReply")),
          Map.entry("content-language", LANGUAGES),
          Map.entry("accept-language", LANGUAGES),
          Map.entry("content-disposition", List.of("inline")),
          Map.entry(
              "x-priority",
              List.of("3", "1", "5", "3 (Normal)", "1 (Highest)", "1 (High)", "5 (Lowest)", "2")),
          Map.entry("x-msmail-priority", List.of("Normal", "High", "Low")),
          Map.entry("importance", List.of("normal", "Normal", "high", "High", "low", "Low")),
          Map.entry("priority", List.of("normal", "urgent", "non-urgent")));

  private UsualValues() {}

  /** The usual values of a field, the most common first; none if it can have many. */
  static List<String> of(String name) {
    return OF.getOrDefault(name, List.of());
  }
}
