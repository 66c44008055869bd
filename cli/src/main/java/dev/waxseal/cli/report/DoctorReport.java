package dev.waxseal.cli.report;

import dev.waxseal.cli.lookup.LookupPage;
import dev.waxseal.cli.terminal.JsonFields;
import dev.waxseal.cli.terminal.Palette;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.milter.doctor.DoctorFinding;
import java.io.IOException;
import java.util.List;

/** The findings of the doctor, for people and as JSON. */
public final class DoctorReport {

  private static final int MARGIN = 4;

  private DoctorReport() {}

  /** Returns true if a finding is an error. */
  public static boolean breaks(List<DoctorFinding> findings) {
    return findings.stream().anyMatch(it -> it.severity() == DoctorFinding.Severity.ERROR);
  }

  public static void write(
      List<DoctorFinding> findings, List<String> seen, List<String> unseen, LookupPage page) {
    page.title("doctor", verdict(findings, page.palette()));
    for (DoctorFinding finding : findings) {
      page.gap();
      String mark =
          finding.severity() == DoctorFinding.Severity.ERROR
              ? page.palette().no()
              : page.palette().attention();
      String sentence = finding.where().word() + ": " + finding.problem();
      page.marked(mark, SafeText.of(sentence + " [" + finding.id() + "]"));
      page.paragraph(MARGIN, SafeText.of("remedy: " + finding.remedy()));
    }
    page.gap();
    page.paragraph(2, SafeText.of("checked: " + String.join("; ", seen)));
    unseen.forEach(it -> page.paragraph(2, SafeText.of("not checked: " + it)));
  }

  public static void write(
      List<DoctorFinding> findings, List<String> seen, List<String> unseen, JsonFields json)
      throws IOException {
    json.beginArray("ailments");
    for (DoctorFinding finding : findings) {
      json.beginObject();
      json.text("id", finding.id());
      json.text("severity", finding.severity().word());
      json.text("where", finding.where().word());
      json.text("problem", SafeText.of(finding.problem()));
      json.text("remedy", SafeText.of(finding.remedy()));
      json.endObject();
    }
    json.endArray();
    json.safeStrings("seen", seen);
    json.safeStrings("unseen", unseen);
  }

  private static String verdict(List<DoctorFinding> findings, Palette palette) {
    long errors =
        findings.stream().filter(it -> it.severity() == DoctorFinding.Severity.ERROR).count();
    long warnings = findings.size() - errors;
    if (findings.isEmpty()) {
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
