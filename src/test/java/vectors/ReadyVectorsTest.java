package vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.reports.ready.Mend;
import dev.waxseal.reports.ready.Observation;
import dev.waxseal.reports.ready.Readiness;
import dev.waxseal.reports.ready.Readiness.Counts;
import dev.waxseal.reports.ready.Unknown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Domains that ask if they can go to p=reject: the answers that were written down before. */
class ReadyVectorsTest {

  static Stream<ReadyVector> vectors() {
    return ReadyVector.all().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void hasTheRightAnswer(ReadyVector vector) throws IOException {
    Readiness answer = Readiness.of(vector.asked(), vector.observations()::forEach);
    assertEquals(
        String.join("\n", vector.answer()), String.join("\n", lines(answer)), vector.name());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void doesNotDependOnTheOrder(ReadyVector vector) throws IOException {
    List<Observation> shuffled = new ArrayList<>(vector.observations());
    Collections.shuffle(shuffled, new Random(1));
    assertEquals(
        Readiness.of(vector.asked(), vector.observations()::forEach),
        Readiness.of(vector.asked(), shuffled::forEach),
        vector.name());
  }

  /** An answer in the form of the vectors. */
  private static List<String> lines(Readiness answer) {
    List<String> lines = new ArrayList<>();
    Readiness.Window window = answer.window();
    Readiness.DaysAt at = answer.daysAt();
    lines.add("verdict: " + answer.verdict().word());
    lines.add(
        "window: "
            + (window.from() + ".." + window.to())
            + (" days=" + window.days() + " reported=" + window.reported()));
    lines.add(
        "reports: counted=" + answer.reports().counted() + " apart=" + answer.reports().apart());
    lines.add(
        "reporters: "
            + (answer.reporters().size() + " largest=" + answer.largestReporterPercent() + "%"));
    lines.add(
        "at: none=" + (at.none() + " quarantine=" + at.quarantine() + " reject=" + at.reject()));
    lines.add(
        "wanted:" + counts(answer.wanted()) + " share=" + answer.wanted().lostPercent() + "%");
    answer
        .spared()
        .ifPresent(it -> lines.add("spared: messages=" + it.messages() + " lost=" + it.lost()));
    lines.add("forged: messages=" + answer.forged());
    answer
        .sources()
        .forEach(it -> lines.add("source: " + it.kind() + " " + it.name() + counts(it.counts())));
    answer.blocks().forEach(block -> lines.add("block: " + block.id()));
    for (Mend mend : answer.mends()) {
      lines.add(
          ("mend." + (answer.mends().indexOf(mend) + 1) + ": " + mend.kind().id())
              + (" " + mend.where() + " messages=" + mend.messages())
              + (" share=" + mend.percent() + "%"));
    }
    lines.add("publish: \"" + answer.next() + "\"");
    if (answer.reports().apart() > 0) {
      lines.add("apart: messages=" + answer.reports().apartMessages());
    }
    for (Unknown unknown : answer.unknowns()) {
      lines.add(("unknown: " + unknown.id() + " " + unknown.about()).strip());
    }
    return lines;
  }

  private static String counts(Counts counts) {
    return (" messages=" + counts.messages() + " pass=" + counts.pass())
        + (" rescued=" + counts.rescued() + " lost=" + counts.lost());
  }
}
