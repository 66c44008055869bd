package dev.waxseal.cli.lookup;

import dev.waxseal.cli.terminal.Palette;
import dev.waxseal.cli.terminal.Paragraph;
import java.util.List;
import java.util.function.UnaryOperator;

/** A looked-up record as a page for people. */
public final class LookupPage {

  private static final int WIDEST_COLUMN = 30;
  private static final int MARGIN = 4;
  private static final int GAP = 2;
  private static final int NARROWEST = 40;

  private final StringBuilder text = new StringBuilder();
  private final Palette palette;
  private final int width;

  public LookupPage(Palette palette, int width) {
    this.palette = palette;
    this.width = Math.max(width, NARROWEST);
  }

  public Palette palette() {
    return palette;
  }

  public int width() {
    return width;
  }

  /** The start of the second column. */
  public int column() {
    return Math.min(WIDEST_COLUMN, width / 2);
  }

  /** The first line. */
  public void title(String name, String verdict) {
    text.append(palette.strong(name)).append(": ").append(verdict).append('\n');
  }

  /** An empty line and a heading. */
  public void heading(String words) {
    gap();
    text.append(palette.strong(words)).append('\n');
  }

  public void gap() {
    text.append('\n');
  }

  /** A line as it is. */
  public void line(String words) {
    text.append(words).append('\n');
  }

  /** Text in lines that fit, all of them indented. */
  public void paragraph(int indent, String words) {
    text.append(Paragraph.indented(indent, words, width));
  }

  /** A label, and text in a column beside it; under it, if the label is too long. */
  public void row(String label, int column, String words) {
    row(label, label.length(), column, words);
  }

  /** The same with a coloured label of the given width. */
  public void row(String label, int room, int column, String words) {
    String blank = " ".repeat(column);
    if (room + GAP > column) {
      text.append(label).append('\n');
      text.append(Paragraph.of(blank, blank, column, words, width));
    } else {
      text.append(Paragraph.of(label + " ".repeat(column - room), blank, column, words, width));
    }
  }

  /** A line that begins with a mark. */
  public void marked(String mark, String words) {
    text.append(Paragraph.of("  " + mark + " ", " ".repeat(MARGIN), MARGIN, words, width));
  }

  /** The tags of a record, with remarks on some. */
  public void tags(List<RecordTag> tags, UnaryOperator<RecordTag> more) {
    tags.stream().map(more).forEach(this::tag);
  }

  private void tag(RecordTag tag) {
    String written = tag.name() + "=" + tag.value();
    int room = column() - 2 * GAP;
    if (written.length() > room) {
      written = written.substring(0, room - 3) + "...";
    }
    row("  " + written, column(), tag.meaning());
  }

  /** The findings about the record of a domain. */
  public void findings(List<Finding> findings, String lookedAt) {
    for (Finding finding : findings) {
      String mark =
          switch (finding.severity()) {
            case ERROR -> palette.no();
            case WARNING -> palette.attention();
            case INFO -> palette.open();
          };
      String id = finding.id().isEmpty() ? "" : " [" + finding.id() + "]";
      marked(mark, finding.sentence(lookedAt) + id);
    }
  }

  /** The text, with its line ends. */
  @Override
  public String toString() {
    return text.toString();
  }
}
