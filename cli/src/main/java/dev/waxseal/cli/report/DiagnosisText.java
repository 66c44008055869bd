package dev.waxseal.cli.report;

import dev.waxseal.cli.terminal.Palette;
import dev.waxseal.cli.terminal.Paragraph;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.diagnosis.Diagnosis;
import dev.waxseal.diagnosis.Fact;
import dev.waxseal.diagnosis.change.Change;
import java.util.ArrayList;
import java.util.List;

/** The diagnosis for people: a tree below its signature. */
final class DiagnosisText {

  private static final int MARGIN = 4;
  private static final int SHOWN = 6;
  private static final int NARROWEST = 40;

  private final Palette palette;
  private final int width;

  DiagnosisText(Palette palette, int width) {
    this.palette = palette;
    this.width = width;
  }

  /** One branch of the tree. */
  private record Branch(String sentence, List<String> leaves) {}

  /** The lines, with the changed text; none if there is nothing to say. */
  String of(Diagnosis.Signature diagnosis) {
    return tree(diagnosis, true);
  }

  /** The lines, without the changed text. */
  String brief(Diagnosis.Signature diagnosis) {
    return tree(diagnosis, false);
  }

  private String tree(Diagnosis.Signature diagnosis, boolean withTexts) {
    List<Branch> branches = new ArrayList<>();
    part("body", "bh= is not the hash of this body", diagnosis.body(), branches);
    part("header", "b= is not a signature of this header", diagnosis.header(), branches);
    for (Fact fact : diagnosis.facts()) {
      branches.add(new Branch(fact.sentence(), List.of()));
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < branches.size(); i++) {
      Branch branch = branches.get(i);
      List<String> leaves = withTexts ? branch.leaves() : List.of();
      branch(new Branch(branch.sentence(), leaves), i + 1 == branches.size(), text);
    }
    return text.toString();
  }

  private void part(String name, String difference, Diagnosis.Part part, List<Branch> branches) {
    for (Change change : part.changes()) {
      branches.add(new Branch(change.sentence(), lines(change)));
    }
    String sentence =
        switch (part.outcome()) {
          case INTACT -> "as signed";
          case NOT_EXPLAINED -> difference + ", and nothing that was tried explains why";
          case GAVE_UP -> difference + "; the search reached its limit without an explanation";
          case NOT_SEARCHED -> difference + "; it is too large for a full search";
          case MISSING -> "there is none here, and bh= is not the hash of an empty one";
          case EXPLAINED, UNDECIDED -> "";
        };
    if (!sentence.isEmpty()) {
      branches.add(new Branch(palette.strong(name) + ": " + sentence, List.of()));
    }
  }

  private List<String> lines(Change change) {
    List<String> lines = new ArrayList<>();
    sample(change.signed(), "- ", "signed", lines);
    sample(change.shown(), "+ ", "here", lines);
    return lines;
  }

  /** Some of the lines of one side. */
  private void sample(List<String> side, String mark, String what, List<String> lines) {
    List<String> shown = side.stream().filter(line -> !line.isBlank()).limit(SHOWN).toList();
    for (String line : shown) {
      String text = mark + SafeText.ofOctets(line, Math.max(width, NARROWEST) - MARGIN - 10);
      lines.add(mark.startsWith("-") ? palette.bad(text) : palette.good(text));
    }
    long rest = side.stream().filter(line -> !line.isBlank()).count() - shown.size();
    if (rest > 0) {
      lines.add(palette.dim(mark + "and " + rest + " more lines, " + what));
    }
  }

  private void branch(Branch branch, boolean last, StringBuilder text) {
    String margin = " ".repeat(MARGIN);
    String trunk = margin + palette.dim(palette.trunk(last)) + "  ";
    text.append(
        Paragraph.of(
            margin + palette.dim(palette.branch(last)) + " ",
            trunk,
            MARGIN + 3,
            branch.sentence(),
            width));
    for (String leaf : branch.leaves()) {
      text.append(trunk).append("  ").append(leaf).append('\n');
    }
  }
}
