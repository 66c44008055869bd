package dev.waxseal.milter.doctor;

import java.util.ArrayList;
import java.util.List;

/** The ailments of one place, as they are found. For one thread. */
final class Findings {

  private final Ailment.Place where;
  private final List<Ailment> ailments = new ArrayList<>();

  Findings(Ailment.Place where) {
    this.where = where;
  }

  void error(String id, String problem, String remedy) {
    add(new Ailment(id, Ailment.Severity.ERROR, where, problem, remedy));
  }

  void warn(String id, String problem, String remedy) {
    add(new Ailment(id, Ailment.Severity.WARNING, where, problem, remedy));
  }

  /** What is wrong for all services is said once. */
  private void add(Ailment ailment) {
    if (!ailments.contains(ailment)) {
      ailments.add(ailment);
    }
  }

  List<Ailment> all() {
    return ailments;
  }
}
