package dev.waxseal.cli.path;

import dev.waxseal.arc.ArcSet;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.HeaderField;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a message, from the author to here: each server puts its fields on top (RFC 5321
 * section 4.4). A Received field is only a claim of its server.
 */
public final class MessagePath {

  private static final int MOST = 200;
  private static final Pattern FROM = clause("from");
  private static final Pattern BY = clause("by");
  private static final Pattern WITH = clause("with");
  private static final Pattern COMMENT = Pattern.compile("\\([^()]*\\)");

  private final Map<HeaderField, ArcSet> seals = new HashMap<>(); // by identity, as fields are
  private final Map<HeaderField, DkimResult> signatures = new HashMap<>();

  private MessagePath(InboundReport report) {
    report.arc().sets().forEach(set -> set.seal().ifPresent(seal -> seals.put(seal, set)));
    report.dkim().results().forEach(result -> signatures.put(result.field(), result));
  }

  /** The events, the oldest first. */
  public static List<PathEvent> of(InboundReport report) {
    MessagePath path = new MessagePath(report);
    List<HeaderField> fields = report.headers().fields();
    List<PathEvent> events = new ArrayList<>();
    for (int i = fields.size() - 1; i >= 0 && events.size() < MOST; i--) {
      path.event(fields.get(i)).ifPresent(events::add);
    }
    return events;
  }

  /** A length of time in words, without its sign. */
  public static String words(Duration span) {
    long seconds = Math.abs(span.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 7_200) {
      return seconds / 60 + " min";
    }
    return seconds < 172_800 ? seconds / 3_600 + " h" : seconds / 86_400 + " days";
  }

  private Optional<PathEvent> event(HeaderField field) {
    if (seals.containsKey(field)) {
      return Optional.ofNullable(seals.get(field)).map(this::sealed);
    }
    if (signatures.containsKey(field)) {
      return Optional.ofNullable(signatures.get(field)).map(MessagePath::signed);
    }
    if (field.isNamed("Received")) {
      return Optional.of(received(field.value().replaceAll("\\s+", " ").strip()));
    }
    return field.isNamed("Authentication-Results")
        ? Optional.of(results(field.value().replaceAll("\\s+", " ").strip()))
        : Optional.empty();
  }

  private static PathEvent received(String value) {
    int semicolon = value.lastIndexOf(';');
    String clauses = semicolon < 0 ? value : value.substring(0, semicolon);
    Optional<Instant> time =
        semicolon < 0 ? Optional.empty() : time(value.substring(semicolon + 1));
    String by = find(BY, clauses).orElse("an unnamed server");
    List<String> details = new ArrayList<>();
    find(FROM, clauses).ifPresent(from -> details.add("from " + from));
    find(WITH, clauses).ifPresent(with -> details.add("with " + with + encryption(with)));
    return new PathEvent("Received", by, details, time, PathEvent.Proof.CLAIMED);
  }

  /** In RFC 3848 an S at the end, or before a final A, stands for TLS. */
  private static String encryption(String with) {
    return with.matches("(?i).*SMTPSA?|LMTPSA?|UTF8SMTPSA?") ? ", encrypted" : "";
  }

  private PathEvent sealed(ArcSet set) {
    Map<String, String> tags = set.sealTags();
    List<String> details = new ArrayList<>();
    details.add("saw " + set.payload().replaceAll("\\s+", " ").strip());
    details.add("status of the chain before it: cv=" + tags.getOrDefault("cv", "?"));
    details.add(
        switch (set.messageSignatureCheck().outcome()) {
          case PASSED -> "the message is unchanged since this hop";
          case FAILED -> "its message signature does not count";
          case NOT_CHECKED -> "its message signature was not needed";
        });
    return new PathEvent(
        "ARC set " + set.instance(),
        tags.getOrDefault("d", "?"),
        details,
        seconds(tags.getOrDefault("t", "")),
        set.sealCheck().passed()
            ? PathEvent.Proof.PROVED
            : set.sealCheck().outcome() == ArcSet.Outcome.FAILED
                ? PathEvent.Proof.BROKEN
                : PathEvent.Proof.CLAIMED);
  }

  private static PathEvent signed(DkimResult result) {
    Map<String, String> tags = result.tags();
    boolean pass = result instanceof DkimResult.Pass;
    return new PathEvent(
        "DKIM signature",
        tags.getOrDefault("d", "?"),
        List.of(pass ? "verifies here" : "does not verify here: " + result.status().word()),
        seconds(tags.getOrDefault("t", "")),
        pass ? PathEvent.Proof.PROVED : PathEvent.Proof.BROKEN);
  }

  private static PathEvent results(String value) {
    int semicolon = value.indexOf(';');
    String host = semicolon < 0 ? value : value.substring(0, semicolon);
    String results = semicolon < 0 ? "" : value.substring(semicolon + 1).strip();
    return new PathEvent(
        "Authentication-Results",
        host,
        List.of(results),
        Optional.empty(),
        PathEvent.Proof.CLAIMED);
  }

  private static Optional<Instant> seconds(String text) {
    return text.matches("[0-9]{1,11}")
        ? Optional.of(Instant.ofEpochSecond(Long.parseLong(text)))
        : Optional.empty();
  }

  /** A time in a header field (RFC 5322 section 3.3). */
  private static Optional<Instant> time(String text) {
    String plain = COMMENT.matcher(text).replaceAll("").strip();
    try {
      return Optional.of(
          ZonedDateTime.parse(plain, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> find(Pattern clause, String text) {
    Matcher found = clause.matcher(text);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  private static Pattern clause(String word) {
    return Pattern.compile("(?i)(?:^|\\s)" + word + "\\s+([^\\s;]+)");
  }
}
