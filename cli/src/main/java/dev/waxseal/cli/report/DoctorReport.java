package dev.waxseal.cli.report;

import dev.waxseal.cli.lookup.LookupPage;
import dev.waxseal.cli.terminal.JsonFields;
import dev.waxseal.cli.terminal.Palette;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.milter.doctor.Ailment;
import java.io.IOException;
import java.util.List;

/** What the doctor found, for people and as JSON. */
public final class DoctorReport {

  private static final int MARGIN = 4;

  private DoctorReport() {}

  /** Whether anything is worse than a warning. */
  public static boolean breaks(List<Ailment> ailments) {
    return ailments.stream().anyMatch(it -> it.severity() == Ailment.Severity.ERROR);
  }

  public static void write(
      List<Ailment> ailments, List<String> seen, List<String> unseen, LookupPage page) {
    page.title("doctor", verdict(ailments, page.palette()));
    for (Ailment ailment : ailments) {
      page.gap();
      String mark =
          ailment.severity() == Ailment.Severity.ERROR
              ? page.palette().no()
              : page.palette().attention();
      String sentence = ailment.where().word() + ": " + ailment.problem();
      page.marked(mark, SafeText.of(sentence + " [" + ailment.id() + "]"));
      page.paragraph(MARGIN, SafeText.of("remedy: " + ailment.remedy()));
    }
    page.gap();
    page.paragraph(2, SafeText.of("looked at " + String.join("; ", seen)));
    unseen.forEach(it -> page.paragraph(2, SafeText.of("not looked at " + it)));
  }

  public static void write(
      List<Ailment> ailments, List<String> seen, List<String> unseen, JsonFields json)
      throws IOException {
    json.beginArray("ailments");
    for (Ailment ailment : ailments) {
      json.beginObject();
      json.text("id", ailment.id());
      json.text("severity", ailment.severity().word());
      json.text("where", ailment.where().word());
      json.text("problem", SafeText.of(ailment.problem()));
      json.text("remedy", SafeText.of(ailment.remedy()));
      json.endObject();
    }
    json.endArray();
    json.safeStrings("seen", seen);
    json.safeStrings("unseen", unseen);
  }

  private static String verdict(List<Ailment> ailments, Palette palette) {
    long errors = ailments.stream().filter(it -> it.severity() == Ailment.Severity.ERROR).count();
    long warnings = ailments.size() - errors;
    if (ailments.isEmpty()) {
      return palette.good("nothing breaks signatures or seals");
    }
    String counts =
        count(errors, "breaks", "break") + " signatures or seals, " + count(warnings, "may", "may");
    return errors > 0 ? palette.bad(counts) : palette.strong(counts);
  }

  private static String count(long number, String one, String many) {
    return (number == 0 ? "nothing" : Long.toString(number)) + " " + (number == 1 ? one : many);
  }
}
