package dev.waxseal.cli.ready;

import dev.waxseal.reports.ready.Block;
import dev.waxseal.reports.ready.Readiness;
import dev.waxseal.reports.ready.Thresholds;
import java.util.List;
import java.util.Locale;

/** Says by numbers why a block stands. */
public final class Evidence {

  private Evidence() {}

  /** The block and its numbers, for people, without a capital and full stop. */
  public static String of(Block block, Readiness answer) {
    String numbers = numbers(block, answer);
    return block.sentence() + (numbers.isEmpty() ? "" : ": " + numbers);
  }

  private static String numbers(Block block, Readiness answer) {
    return switch (block) {
      case PERIOD_TOO_SHORT -> answer.window().days() + " of " + needed("month");
      case REPORTS_TOO_OLD -> "it is of " + answer.window().to();
      case DAYS_WITHOUT_REPORTS ->
          "reports on "
              + answer.window().reported()
              + " of "
              + plural(answer.window().days(), "day")
              + ", needed "
              + needed("days-reported");
      case TOO_FEW_MESSAGES -> messages(answer) + needed("messages-for-quarantine");
      case TOO_FEW_MESSAGES_FOR_REJECT -> messages(answer) + needed("messages-for-reject");
      case TOO_FEW_REPORTERS -> answer.reporters().size() + " of " + needed("reporters");
      case ONE_REPORTER_DOMINATES -> dominant(answer.reporters(), answer);
      case MONTH_AT_NONE_MISSING -> atAll(answer) + " of " + needed("month");
      case MONTH_AT_QUARANTINE_MISSING ->
          (answer.daysAt().quarantine() + answer.daysAt().reject()) + " of " + needed("month");
      case LOST_ABOVE_QUARANTINE -> lost(answer) + needed("lost-for-quarantine");
      case LOST_ABOVE_REJECT -> lost(answer) + needed("lost-for-reject");
      case OWN_SOURCE_UNALIGNED, UNKNOWN_SERVICE, SPF_ONLY, POSTS_TO_LISTS, SUBDOMAIN_UNALIGNED ->
          "";
    };
  }

  private static int atAll(Readiness answer) {
    return answer.daysAt().none() + answer.daysAt().quarantine() + answer.daysAt().reject();
  }

  private static String dominant(List<Readiness.Reporter> reporters, Readiness answer) {
    return reporters.get(0).id()
        + " has "
        + answer.largestReporterPercent()
        + "%, at most "
        + needed("reporter-share");
  }

  private static String messages(Readiness answer) {
    return number(answer.wanted().messages()) + " of ";
  }

  private static String lost(Readiness answer) {
    long spared = answer.spared().map(Readiness.Counts::lost).orElse(0L);
    return number(answer.wanted().lost() - spared)
        + " of "
        + number(answer.wanted().messages() - answer.spared().map(it -> it.messages()).orElse(0L))
        + ", at most ";
  }

  /** A threshold with its unit. */
  private static String needed(String name) {
    Thresholds.Threshold threshold =
        Thresholds.standard().all().stream()
            .filter(it -> it.name().equals(name))
            .findFirst()
            .orElseThrow();
    String unit = threshold.unit().equals("%") ? "%" : " " + threshold.unit();
    return (threshold.value().scale() > 0
            ? threshold.value().toPlainString()
            : number(threshold.value().longValueExact()))
        + unit;
  }

  /** A number with commas between thousands. */
  public static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A number of things. */
  public static String plural(long count, String thing) {
    return number(count) + " " + thing + (count == 1 ? "" : "s");
  }
}
