package dev.waxseal.cli.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waxseal.cli.terminal.Palette;
import dev.waxseal.cli.terminal.Paragraph;
import dev.waxseal.cli.text.DecodedText;
import dev.waxseal.cli.text.OpenParts;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.diagnosis.Diagnosis;
import dev.waxseal.diagnosis.change.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The diagnosis for people: a tree below its signature. What several signatures of a message have
 * in common is told below the first of them. For one message.
 */
final class DiagnosisText {

  private static final int MARGIN = 4;
  private static final int SHOWN = 6;
  private static final int LONGEST = 1_000;
  private static final int NARROWEST = 40;

  private final Palette palette;
  private final int width;

  /** The sentences below earlier signatures. */
  private final Set<String> told = new HashSet<>();

  DiagnosisText(Palette palette, int width) {
    this.palette = palette;
    this.width = width;
  }

  /** One branch of the tree. */
  private record Branch(String sentence, List<String> leaves) {}

  /** The lines, with the changed text; none if there is nothing to say. */
  String of(Diagnosis.Signature diagnosis) {
    List<Branch> branches = new ArrayList<>();
    long again = diagnosis.changes().stream().filter(it -> told.contains(it.sentence())).count();
    if (again > 0) {
      String changes = again == 1 ? "change" : again + " changes";
      branches.add(new Branch("broken by the same " + changes + " as above", List.of()));
    }
    OpenParts open = OpenParts.of(diagnosis);
    part("body", diagnosis.body(), open.body(), branches);
    part("header", diagnosis.header(), open.header(), branches);
    open.otherFacts().forEach(fact -> once(new Branch(fact.sentence(), List.of()), branches));
    signs(diagnosis.signs(), branches);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < branches.size(); i++) {
      branch(branches.get(i), i + 1 == branches.size(), text);
    }
    return text.toString();
  }

  /** Adds a branch that no earlier signature had. */
  private void once(Branch branch, List<Branch> branches) {
    if (told.add(branch.sentence())) {
      branches.add(branch);
    }
  }

  /** Signs prove nothing, and so stand apart. */
  private void signs(List<Diagnosis.Sign> signs, List<Branch> branches) {
    List<Branch> others =
        signs.stream()
            .map(sign -> new Branch("? " + sign.sentence(), List.of()))
            .filter(branch -> told.add(branch.sentence()))
            .toList();
    if (!others.isEmpty()) {
      branches.add(new Branch(palette.strong("not proved; look here first:"), List.of()));
      branches.addAll(others);
    }
  }

  private void part(
      String name, Diagnosis.Part part, Optional<String> open, List<Branch> branches) {
    for (Change change : part.changes()) {
      once(new Branch(change.sentence(), lines(change, name.equals("header"))), branches);
    }
    Optional<String> sentence =
        part.outcome() == Diagnosis.Outcome.INTACT ? Optional.of("as signed") : open;
    sentence.ifPresent(it -> branches.add(new Branch(palette.strong(name) + ": " + it, List.of())));
  }

  /** The lines of both sides; fields are decoded, unless only their encoding differs. */
  private List<String> lines(Change change, boolean areFields) {
    boolean isRaw = !areFields || decoded(change.signed()).equals(decoded(change.shown()));
    List<String> lines = new ArrayList<>();
    sample(isRaw ? change.signed() : decoded(change.signed()), "- ", "signed", lines);
    sample(isRaw ? change.shown() : decoded(change.shown()), "+ ", "here", lines);
    return lines;
  }

  /** Fields as their reader sees them, one character an octet. */
  private static List<String> decoded(List<String> fields) {
    return fields.stream()
        .map(field -> new String(DecodedText.of(field, LONGEST).getBytes(UTF_8), ISO_8859_1))
        .toList();
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
