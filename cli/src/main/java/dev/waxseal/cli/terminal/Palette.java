package dev.waxseal.cli.terminal;

import java.nio.charset.Charset;

/** The colours and marks of the output for people, or their absence. */
public final class Palette {

  private final boolean colors;
  private final boolean unicode;

  /** When there are colours. */
  public enum Mode {
    /** On a terminal, unless NO_COLOR is set. */
    AUTO,
    /** Always. */
    ALWAYS,
    /** Never. */
    NEVER
  }

  public Palette(boolean colors, Charset charset) {
    this.colors = colors;
    this.unicode = charset.canEncode() && charset.newEncoder().canEncode("✓✗·…├└─│");
  }

  /** The mark for good. */
  public String yes() {
    return good(unicode ? "✓" : "+");
  }

  /** The mark for bad. */
  public String no() {
    return bad(unicode ? "✗" : "x");
  }

  /** The mark for neutral. */
  public String open() {
    return dim(unicode ? "·" : "-");
  }

  /** The lines where a branch of a tree begins; the last one ends the trunk. */
  public String branch(boolean last) {
    if (!unicode) {
      return last ? "`-" : "|-";
    }
    return last ? "└─" : "├─";
  }

  /** The trunk of a tree beside a branch; blank and as wide beside the last one. */
  public String trunk(boolean last) {
    if (last) {
      return " ";
    }
    return unicode ? "│" : "|";
  }

  /** The mark of a warning. */
  public String attention() {
    return warning("!");
  }

  public String good(String text) {
    return painted("1;32", text);
  }

  public String bad(String text) {
    return painted("1;31", text);
  }

  public String warning(String text) {
    return painted("33", text);
  }

  public String strong(String text) {
    return painted("1", text);
  }

  public String dim(String text) {
    return painted("2", text);
  }

  private String painted(String code, String text) {
    return colors ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
