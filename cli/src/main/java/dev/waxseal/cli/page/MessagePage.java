package dev.waxseal.cli.page;

import static j2html.TagCreator.body;
import static j2html.TagCreator.document;
import static j2html.TagCreator.each;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.span;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waxseal.cli.text.DecodedText;
import dev.waxseal.cli.text.SafeText;
import j2html.tags.DomContent;
import j2html.tags.specialized.HeaderTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The page of one message. */
public final class MessagePage {

  /** Identifies our pages, so that no other file is overwritten. */
  public static final String GENERATOR = "Waxseal";

  /** Nothing may be fetched and no script may run, even if something gets past the escaping. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

  private static final int SHOWN = 300;

  private MessagePage() {}

  /** The whole page. */
  public static String of(PageContent content) {
    List<Signatures.Entry> signatures = Signatures.of(content);
    return document(
        html(
                head(
                    meta().withCharset("utf-8"),
                    meta().attr("http-equiv", "Content-Security-Policy").withContent(POLICY),
                    meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                    meta().withName("generator").withContent(GENERATOR),
                    meta().withName("color-scheme").withContent("light dark"),
                    title(SafeText.of(content.title()) + " - Waxseal"),
                    style(rawHtml(css(signatures)))),
                body(
                    top(content),
                    main(
                        FindingsSection.of(content),
                        PathSection.of(content),
                        SignatureSection.of(signatures),
                        HeaderSection.of(content, signatures),
                        BodySection.of(content),
                        DmarcSection.of(content),
                        each(content.checklist().stream().toList(), ChecklistSection::of)),
                    footer(p("Made by Waxseal from the message and from DNS only."))))
            .withLang("en"));
  }

  private static HeaderTag top(PageContent content) {
    Mark mark = content.good() ? Mark.GOOD : Mark.BAD;
    return header(
            h1(mark.sign(), span(SafeText.of(sentence(content.summary())))),
            line("From", content),
            line("Subject", content),
            line("Date", content))
        .withClass(mark.css());
  }

  private static DomContent line(String name, PageContent content) {
    String value =
        content
            .report()
            .headers()
            .first(name)
            .map(
                field ->
                    name.equals("From")
                        ? DecodedText.ofAddress(field.value(), SHOWN)
                        : DecodedText.of(field.value(), SHOWN))
            .orElse("(none)");
    return p(span(name).withClass("kind"), span(" " + value)).withClass("line1");
  }

  private static String sentence(String words) {
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** The style sheet, with a rule for each signature that dims what it does not cover. */
  private static String css(List<Signatures.Entry> signatures) {
    StringBuilder css = new StringBuilder(resource());
    for (Signatures.Entry entry : signatures) {
      css.append("#sig")
          .append(entry.number())
          .append(":checked~.fields .f:not(.c")
          .append(entry.number())
          .append("){opacity:.35}\n");
    }
    return css.toString();
  }

  private static String resource() {
    try (InputStream css =
        Objects.requireNonNull(MessagePage.class.getResourceAsStream("page.css"))) {
      return new String(css.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
