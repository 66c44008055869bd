package dev.waxseal.diagnosis.body;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The lines of a body that may have been added, judging by its parts. */
final class Removals {

  private static final int FOOTER = 30;
  private static final int BANNER = 15;
  private static final int SIBLINGS = 12;
  private static final int LEAVES = 4;
  private static final int FIRST_LINES = 40;
  private static final int INNER_BODIES = 20;

  private final BodyText body;

  Removals(BodyText body) {
    this.body = body;
  }

  /** The lines at which the signed body may begin: the first ones, and the first of each part. */
  Set<Integer> beginnings(int firstLines) {
    Set<Integer> beginnings = new TreeSet<>();
    for (int i = 0; i < Math.min(body.lineCount(), Math.min(firstLines, FIRST_LINES)); i++) {
      beginnings.add(i);
    }
    body.parts().stream().limit(INNER_BODIES).forEach(part -> beginnings.add(part.bodyStart()));
    return beginnings;
  }

  /** The lines at which parts end. */
  Set<Integer> endings() {
    Set<Integer> endings = new TreeSet<>();
    for (MimePart part : body.parts()) {
      int end = part.end();
      while (end > part.bodyStart() && body.isBlank(end - 1)) {
        end--;
      }
      endings.add(end);
    }
    return endings;
  }

  /** Runs of lines that are not at the end, in order of their first line. */
  List<LineRange> runs() {
    Set<LineRange> runs = new LinkedHashSet<>(wholeParts());
    textLeaves().forEach(leaf -> runs.addAll(inLeaf(leaf)));
    return runs.stream().sorted(Comparator.comparingInt(LineRange::from)).toList();
  }

  /** The text parts that are searched. */
  List<MimePart> textLeaves() {
    return body.parts().stream()
        .filter(part -> part.isLeaf() && part.content().isText())
        .limit(LEAVES)
        .toList();
  }

  /** Runs of lines within one part: footers and banners. */
  List<LineRange> inLeaf(MimePart leaf) {
    List<LineRange> runs = new ArrayList<>();
    for (int end : ends(leaf)) {
      for (int from = Math.max(leaf.bodyStart(), end - FOOTER); from < end; from++) {
        runs.add(new LineRange(from, end));
      }
    }
    int banner = Math.min(leaf.end(), leaf.bodyStart() + BANNER);
    for (int to = leaf.bodyStart() + 1; to <= banner; to++) {
      runs.add(new LineRange(leaf.bodyStart(), to));
    }
    return runs;
  }

  /** As {@link #inLeaf}, only runs that begin like a footer. */
  List<LineRange> footersIn(MimePart leaf) {
    return inLeaf(leaf).stream().filter(run -> looksLikeBeginning(run.from())).toList();
  }

  private boolean looksLikeBeginning(int line) {
    String text = body.line(line).strip();
    return text.isEmpty()
        || "-_=*<".indexOf(text.charAt(0)) >= 0
        || (line > 0 && body.isBlank(line - 1));
  }

  /** The possible ends of a footer: the end of the part, or before closing HTML tags. */
  private Set<Integer> ends(MimePart leaf) {
    Set<Integer> ends = new TreeSet<>();
    ends.add(leaf.end());
    if (leaf.content().type().equals("text/html")) {
      for (int line = Math.max(leaf.bodyStart(), leaf.end() - FOOTER); line < leaf.end(); line++) {
        String text = body.line(line).stripLeading();
        if (text.startsWith("</body") || text.startsWith("</html") || text.startsWith("</div")) {
          ends.add(line);
        }
      }
    }
    return ends;
  }

  /**
   * Parts that may have been added before and after the others of a multipart: those before, then
   * each possibility of those after.
   *
   * @param most the number of parts on each side, at most
   */
  List<List<LineRange>> outerParts(int most) {
    List<List<LineRange>> outer = new ArrayList<>();
    Map<Integer, List<MimePart>> multiparts =
        body.parts().stream()
            .collect(Collectors.groupingBy(MimePart::parent, TreeMap::new, Collectors.toList()));
    for (List<MimePart> parts : multiparts.values()) {
      for (int first = 1; first <= most && first + 1 < parts.size(); first++) {
        List<LineRange> ranges = new ArrayList<>();
        ranges.add(new LineRange(parts.get(0).delimiter(), parts.get(first - 1).end()));
        MimePart end = parts.get(parts.size() - 1);
        for (int from = Math.max(first + 1, parts.size() - most); from < parts.size(); from++) {
          ranges.add(new LineRange(parts.get(from).delimiter(), end.end()));
        }
        outer.add(ranges);
      }
    }
    return outer;
  }

  /** Runs of adjacent parts of one multipart. */
  private List<LineRange> wholeParts() {
    List<LineRange> runs = new ArrayList<>();
    for (int i = 0; i < body.parts().size(); i++) {
      MimePart first = body.parts().get(i);
      int siblings = 0;
      for (int j = i; j < body.parts().size() && siblings < SIBLINGS; j++) {
        MimePart last = body.parts().get(j);
        if (last.parent() == first.parent()) {
          runs.add(new LineRange(first.delimiter(), last.end()));
          siblings++;
        }
      }
    }
    return runs;
  }
}
