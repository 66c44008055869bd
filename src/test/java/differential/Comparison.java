package differential;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What came of one direction of the matrix, held against the known disagreements. */
final class Comparison {

  private final String peer;
  private final Disagreement.Direction direction;
  private final List<String> wrong = new ArrayList<>();
  private final Set<Disagreement> occurred = new HashSet<>();
  private int agreements;
  private int explained;

  Comparison(String peer, Disagreement.Direction direction) {
    this.peer = peer;
    this.direction = direction;
  }

  /** Takes the verdict of the side that did not sign. */
  void add(Cell cell, Verdict verdict) {
    List<Disagreement> known = known(cell);
    if (verdict.passed()) {
      agreements++;
      known.forEach(rule -> wrong.add(cell + ": agrees now; no longer so: " + rule));
    } else if (!known.isEmpty()) {
      explained++;
      occurred.addAll(known);
    } else {
      wrong.add(cell + ": " + verdict.detail());
    }
  }

  /** Fails if a disagreement is not explained, or an explained one is gone. */
  void check() {
    Disagreements.TABLE.stream()
        .filter(rule -> rule.concerns(peer, direction) && !occurred.contains(rule))
        .forEach(rule -> wrong.add("never occurs: " + rule));
    if (!wrong.isEmpty()) {
      fail(peer + " " + direction + ": " + wrong.size() + "\n" + String.join("\n", wrong));
    }
  }

  int agreements() {
    return agreements;
  }

  int explained() {
    return explained;
  }

  private List<Disagreement> known(Cell cell) {
    return Disagreements.TABLE.stream()
        .filter(rule -> rule.describes(peer, direction, cell))
        .toList();
  }
}
