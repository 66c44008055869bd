package dev.waxseal.cli.page;

import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.header;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;

import dev.waxseal.cli.text.DecodedText;
import dev.waxseal.cli.text.SafeText;
import j2html.tags.DomContent;
import j2html.tags.specialized.HeaderTag;
import java.util.List;

/** The page of one message. */
public final class MessagePage {

  /** Identifies our pages, so that no other file is overwritten. */
  public static final String GENERATOR = "Waxseal";

  private static final int SHOWN = 300;

  private MessagePage() {}

  /** The whole page. */
  public static String of(PageContent content) {
    List<Signatures.Entry> signatures = Signatures.of(content);
    return new PageFrame(
            content.title(), css(signatures), "Made by Waxseal from the message and from DNS only.")
        .around(
            top(content),
            FindingsSection.of(content),
            PathSection.of(content),
            SignatureSection.of(signatures),
            HeaderSection.of(content, signatures),
            BodySection.of(content),
            DmarcSection.of(content),
            each(content.checklist().stream().toList(), ChecklistSection::of));
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

  /** A rule for each signature that dims what it does not cover. */
  private static String css(List<Signatures.Entry> signatures) {
    StringBuilder css = new StringBuilder();
    for (Signatures.Entry entry : signatures) {
      css.append("#sig")
          .append(entry.number())
          .append(":checked~.fields .f:not(.c")
          .append(entry.number())
          .append("){opacity:.35}\n");
    }
    return css.toString();
  }
}
