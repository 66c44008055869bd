package dev.waxseal.cli;

import java.nio.charset.Charset;

/** The colours and marks of the output for people, or their absence. */
final class Palette {

  private final boolean colors;
  private final boolean unicode;

  /** When there are colours. */
  enum Mode {
    /** On a terminal, unless NO_COLOR is set. */
    AUTO,
    /** Always. */
    ALWAYS,
    /** Never. */
    NEVER
  }

  Palette(boolean colors, Charset charset) {
    this.colors = colors;
    this.unicode = charset.canEncode() && charset.newEncoder().canEncode("✓✗·…├└─│");
  }

  /** The mark of what is right. */
  String yes() {
    return good(unicode ? "✓" : "+");
  }

  /** The mark of what is wrong. */
  String no() {
    return bad(unicode ? "✗" : "x");
  }

  /** The mark of what is neither. */
  String open() {
    return dim(unicode ? "·" : "-");
  }

  /** Where a branch of a tree leaves the trunk, or the last one ends it. */
  String branch(boolean last) {
    if (!unicode) {
      return last ? "`-" : "|-";
    }
    return last ? "└─" : "├─";
  }

  /** The trunk of a tree beside a branch, as wide as nothing after the last one. */
  String trunk(boolean last) {
    if (last) {
      return " ";
    }
    return unicode ? "│" : "|";
  }

  /** The mark of a warning. */
  String attention() {
    return warning("!");
  }

  String good(String text) {
    return painted("1;32", text);
  }

  String bad(String text) {
    return painted("1;31", text);
  }

  String warning(String text) {
    return painted("33", text);
  }

  String strong(String text) {
    return painted("1", text);
  }

  String dim(String text) {
    return painted("2", text);
  }

  private String painted(String code, String text) {
    return colors ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
