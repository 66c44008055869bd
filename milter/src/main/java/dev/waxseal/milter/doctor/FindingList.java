package dev.waxseal.milter.doctor;

import java.util.ArrayList;
import java.util.List;

/** The findings of one place, as they are found. For one thread. */
final class FindingList {

  private final DoctorFinding.Place where;
  private final List<DoctorFinding> findings = new ArrayList<>();

  FindingList(DoctorFinding.Place where) {
    this.where = where;
  }

  void error(String id, String problem, String remedy) {
    add(new DoctorFinding(id, DoctorFinding.Severity.ERROR, where, problem, remedy));
  }

  void warn(String id, String problem, String remedy) {
    add(new DoctorFinding(id, DoctorFinding.Severity.WARNING, where, problem, remedy));
  }

  /** A finding that several services share is kept once. */
  private void add(DoctorFinding finding) {
    if (!findings.contains(finding)) {
      findings.add(finding);
    }
  }

  List<DoctorFinding> all() {
    return findings;
  }
}
