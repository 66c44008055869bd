package dev.waxseal.cli.page;

import static j2html.TagCreator.body;
import static j2html.TagCreator.document;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waxseal.cli.text.SafeText;
import j2html.tags.DomContent;
import j2html.tags.specialized.HeaderTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** What all pages have around their sections: the head, the style and the foot. */
final class PageFrame {

  /** Nothing may be fetched and no script may run, even if something gets past the escaping. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

  private final String title;
  private final String css;
  private final String foot;

  /**
   * A frame.
   *
   * @param title the title, as text
   * @param css more style, which contains no text of others
   * @param foot where the content comes from
   */
  PageFrame(String title, String css, String foot) {
    this.title = title;
    this.css = css;
    this.foot = foot;
  }

  /** The whole page. */
  String around(HeaderTag top, DomContent... sections) {
    return document(
        html(
                head(
                    meta().withCharset("utf-8"),
                    meta().attr("http-equiv", "Content-Security-Policy").withContent(POLICY),
                    meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                    meta().withName("generator").withContent(MessagePage.GENERATOR),
                    meta().withName("color-scheme").withContent("light dark"),
                    title(SafeText.of(title) + " - Waxseal"),
                    style(rawHtml(resource("page.css") + css))),
                body(top, main(sections), footer(p(foot))))
            .withLang("en"));
  }

  /** A style sheet of this package. */
  static String resource(String name) {
    try (InputStream css = Objects.requireNonNull(PageFrame.class.getResourceAsStream(name))) {
      return new String(css.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
