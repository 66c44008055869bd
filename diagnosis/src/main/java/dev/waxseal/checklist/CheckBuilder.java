package dev.waxseal.checklist;

import java.util.ArrayList;
import java.util.List;

/** A check in the making: the worst of what is found decides. For one thread. */
final class CheckBuilder {

  private final String id;
  private final String title;
  private final List<String> sentences = new ArrayList<>();
  private CheckReport.Result worst = CheckReport.Result.PASSED;

  CheckBuilder(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** Something that is as it should be, and worth saying. */
  CheckBuilder good(String sentence) {
    sentences.add(sentence);
    return this;
  }

  /** Something that should be mended. */
  CheckBuilder warning(String sentence) {
    return add(CheckReport.Result.WARNING, sentence);
  }

  /** Something that receivers may refuse the message for. */
  CheckBuilder failed(String sentence) {
    return add(CheckReport.Result.FAILED, sentence);
  }

  CheckReport.Check build() {
    return new CheckReport.Check(id, title, worst, sentences);
  }

  /** The check if it cannot be made. */
  CheckReport.Check notEvaluated(String why) {
    return new CheckReport.Check(id, title, CheckReport.Result.NOT_EVALUATED, List.of(why));
  }

  private CheckBuilder add(CheckReport.Result result, String sentence) {
    sentences.add(sentence);
    worst = result.compareTo(worst) > 0 ? result : worst;
    return this;
  }
}
