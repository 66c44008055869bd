package dev.waxseal.milter;

import dev.waxseal.milter.role.MessageRecord;
import java.util.regex.Pattern;

/** A line of the log in logfmt: {@code name=value name="a value"}. For one thread. */
final class LogLine {

  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9._:/@+,%-]+");

  private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");

  private final StringBuilder text = new StringBuilder();

  private LogLine() {}

  /** The line of something that happened to the daemon. */
  static LogLine event(Level level, String name) {
    return new LogLine().with("level", level.word()).with("event", name);
  }

  /** The line of a message. */
  static LogLine of(MessageRecord message) {
    LogLine line =
        new LogLine()
            .with("level", Level.of(message).word())
            .with("queue", message.queueId())
            .with("message-id", message.messageId())
            .with("list-id", message.listId())
            .with("sender", message.sender())
            .with("role", message.role())
            .with("result", message.result());
    message.facts().forEach(line::with);
    return line.with("ms", message.took().toMillis())
        .with("octets", message.octets())
        .with("client", message.client())
        .with("reason", message.reason());
  }

  /**
   * Adds a value, if it is not empty; what is not printable ASCII becomes a question mark.
   *
   * @param name of lower-case letters and hyphens
   */
  LogLine with(String name, Object value) {
    String printable = UNPRINTABLE.matcher(value.toString()).replaceAll("?");
    if (!printable.isEmpty()) {
      text.append(text.isEmpty() ? "" : " ").append(name).append('=').append(written(printable));
    }
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private static String written(String value) {
    return BARE.matcher(value).matches()
        ? value
        : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
