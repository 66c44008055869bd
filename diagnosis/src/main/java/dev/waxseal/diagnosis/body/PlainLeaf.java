package dev.waxseal.diagnosis.body;

import java.util.List;
import java.util.stream.Stream;

/** A text that is not encoded, or whose encoding is ignored. */
final class PlainLeaf implements Leaf {

  private final BodyText body;
  private final int start;
  private final String text;

  PlainLeaf(BodyText body, LineRange lines) {
    this.body = body;
    this.start = body.start(lines.from());
    this.text = body.text(lines.from(), lines.to());
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public String encoding() {
    return "";
  }

  @Override
  public Stream<LineEdit> edits(List<Splice> splices) {
    int from = start + splices.get(0).span().from();
    int to = start + splices.get(splices.size() - 1).span().to();
    int first = body.lineAt(from);
    int last = body.lineAt(to);
    boolean wholeLines = from == body.start(first) || to == start + text.length();
    if (!(wholeLines && to == body.start(last))) {
      last++;
    }
    String made = Splice.apply(splices, text, body.start(first) - start, body.start(last) - start);
    return Stream.of(new LineEdit(first, last, made));
  }
}
