package dev.waxseal.checklist;

import java.util.ArrayList;
import java.util.List;

/** Builds a check; the worst remark decides its result. For one thread. */
final class CheckBuilder {

  private final String id;
  private final String title;
  private final List<String> sentences = new ArrayList<>();
  private CheckReport.Result worst = CheckReport.Result.PASSED;

  CheckBuilder(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** Adds something good that is worth saying. */
  CheckBuilder good(String sentence) {
    sentences.add(sentence);
    return this;
  }

  /** Adds something that should be fixed. */
  CheckBuilder warning(String sentence) {
    return add(CheckReport.Result.WARNING, sentence);
  }

  /** Adds something for which receivers may refuse the message. */
  CheckBuilder failed(String sentence) {
    return add(CheckReport.Result.FAILED, sentence);
  }

  CheckReport.Check build() {
    return new CheckReport.Check(id, title, worst, sentences);
  }

  /** A check that cannot be made, with the reason. */
  CheckReport.Check notEvaluated(String why) {
    return new CheckReport.Check(id, title, CheckReport.Result.NOT_EVALUATED, List.of(why));
  }

  private CheckBuilder add(CheckReport.Result result, String sentence) {
    sentences.add(sentence);
    worst = result.compareTo(worst) > 0 ? result : worst;
    return this;
  }
}
