package dev.waxseal.spf;

import java.util.Locale;
import java.util.Map;

/** Words, comments and pairs of a Received-SPF field (RFC 7208 section 9.1), in one pass. */
final class FieldScanner {
  private final String text;
  private int at;
  private boolean brokenComment;

  FieldScanner(String text) {
    this.text = text;
  }

  /** The next word, after comments and white space; empty if there is none. */
  String word() {
    skip();
    int start = at;
    while (at < text.length() && " \t\r\n;=()\"".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  /**
   * Reads {@code key "=" value} pairs with semicolons between; false if there is something else.
   */
  boolean pairs(Map<String, String> pairs) {
    skip();
    while (at < text.length()) {
      String key = word().toLowerCase(Locale.ROOT);
      skip();
      if (key.isEmpty() || !take('=')) {
        return false;
      }
      skip();
      StringBuilder value = new StringBuilder();
      if (!value(value) || pairs.put(key, value.toString()) != null) {
        return false;
      }
      skip();
      if (at < text.length() && !take(';')) {
        return false;
      }
      skip();
    }
    return !brokenComment;
  }

  private boolean value(StringBuilder value) {
    if (!take('"')) {
      int start = at;
      while (at < text.length() && " \t\r\n;()\"".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      value.append(text, start, at);
      return true;
    }
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at++));
    }
    return take('"');
  }

  private boolean take(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  /** Skips white space and comments, which may be nested; one that does not end takes the rest. */
  private void skip() {
    int depth = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '(') {
        depth++;
      } else if (c == ')' && depth > 0) {
        depth--;
      } else if (c == '\\' && depth > 0) {
        at++;
      } else if (depth == 0 && " \t\r\n".indexOf(c) < 0) {
        return;
      }
      at++;
    }
    at = text.length();
    brokenComment |= depth > 0;
  }
}
