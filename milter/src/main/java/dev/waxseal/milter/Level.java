package dev.waxseal.milter;

import dev.waxseal.milter.role.MessageRecord;

/** The severity of a line of the log. */
enum Level {
  /** All is well. */
  INFO,
  /** Worth a look. */
  WARNING,
  /** Something was not done that should have been. */
  ERROR;

  static Level of(MessageRecord message) {
    return message.result().equals("error") ? ERROR : INFO;
  }

  /** As the log writes it. */
  String word() {
    return switch (this) {
      case INFO -> "info";
      case WARNING -> "warning";
      case ERROR -> "error";
    };
  }
}
