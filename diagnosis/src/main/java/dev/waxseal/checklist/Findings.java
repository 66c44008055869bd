package dev.waxseal.checklist;

import java.util.ArrayList;
import java.util.List;

/** A check in the making: the worst of what is found decides. For one thread. */
final class Findings {

  private final String id;
  private final String title;
  private final List<String> sentences = new ArrayList<>();
  private Check.Outcome worst = Check.Outcome.PASSED;

  Findings(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** Something that is as it should be, and worth saying. */
  Findings good(String sentence) {
    sentences.add(sentence);
    return this;
  }

  /** Something that should be mended. */
  Findings warning(String sentence) {
    return add(Check.Outcome.WARNING, sentence);
  }

  /** Something that receivers may refuse the message for. */
  Findings failed(String sentence) {
    return add(Check.Outcome.FAILED, sentence);
  }

  Check check() {
    return new Check(id, title, worst, sentences);
  }

  /** The check if it cannot be made. */
  Check notEvaluated(String why) {
    return new Check(id, title, Check.Outcome.NOT_EVALUATED, List.of(why));
  }

  private Findings add(Check.Outcome outcome, String sentence) {
    sentences.add(sentence);
    worst = outcome.compareTo(worst) > 0 ? outcome : worst;
    return this;
  }
}
