package dev.waxseal.cli.page;

import static j2html.TagCreator.span;

import j2html.tags.specialized.SpanTag;
import java.util.Locale;

/** Whether something is good, in colour and in a sign, since not everybody sees colours. */
enum Mark {
  /** It is as it should be. */
  GOOD("✓"),
  /** It is not. */
  BAD("✗"),
  /** It should be looked at. */
  ATTENTION("!"),
  /** It cannot be told, or does not matter. */
  NEITHER("·");

  private final String sign;

  Mark(String sign) {
    this.sign = sign;
  }

  /** The class in the style sheet. */
  String css() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The sign. */
  SpanTag sign() {
    return span(sign).withClass("sign " + css());
  }

  /** A word with the sign before it. */
  SpanTag badge(String word) {
    return span(sign + " " + word).withClass("badge " + css());
  }
}
