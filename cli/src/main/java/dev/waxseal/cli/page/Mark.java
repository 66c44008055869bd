package dev.waxseal.cli.page;

import static j2html.TagCreator.span;

import j2html.tags.specialized.SpanTag;
import java.util.Locale;

/** Good or bad, as a colour and as a sign, because not everybody sees colours. */
enum Mark {
  /** As it should be. */
  GOOD("✓"),
  /** Not as it should be. */
  BAD("✗"),
  /** Needs attention. */
  ATTENTION("!"),
  /** Unknown or unimportant. */
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

  /** A word after its sign. */
  SpanTag badge(String word) {
    return span(sign + " " + word).withClass("badge " + css());
  }
}
