package dev.waxseal.cli.lookup;

import dev.waxseal.cli.terminal.Palette;
import dev.waxseal.cli.terminal.Paragraph;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.dns.RecordFinding;
import java.util.List;
import java.util.Locale;

/**
 * Something that is wrong with a record in DNS, or worth knowing. All texts are harmless on a
 * terminal.
 *
 * @param severity how bad it is
 * @param id the kind of finding, such as {@code spf-void-lookup}; empty if it has none
 * @param problem what, for people, with the section that it comes from
 * @param domain whose record it is about; empty if that is clear
 * @param about what in it; may be empty
 */
public record Finding(Severity severity, String id, String problem, String domain, String about) {

  /** The severity of a finding, the worst first. */
  public enum Severity {
    /** The record does not do what it is for. */
    ERROR,
    /** It works, and should be mended. */
    WARNING,
    /** To be known. */
    INFO;

    /** The word in JSON. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Makes the texts harmless. */
  public Finding {
    problem = SafeText.of(problem);
    domain = SafeText.of(domain);
    about = SafeText.of(about);
  }

  /** A finding of the library. */
  public static Finding of(RecordFinding finding) {
    Severity severity =
        switch (finding.severity()) {
          case ERROR -> Severity.ERROR;
          case WARNING -> Severity.WARNING;
          case NOTE -> Severity.INFO;
        };
    return new Finding(
        severity,
        finding.id(),
        finding.summary() + " (" + finding.section() + ")",
        finding.domain(),
        finding.about());
  }

  /** The findings of the library, the worst first, each once. */
  public static List<Finding> ofAll(List<RecordFinding> findings) {
    return sorted(findings.stream().map(Finding::of).toList());
  }

  public static Finding error(String problem) {
    return new Finding(Severity.ERROR, "", problem, "", "");
  }

  public static Finding warning(String problem) {
    return new Finding(Severity.WARNING, "", problem, "", "");
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** The findings, the worst first, each once. */
  public static List<Finding> sorted(List<Finding> findings) {
    if (findings.size() < 2) {
      return List.copyOf(findings);
    }
    return findings.stream()
        .distinct()
        .sorted((one, other) -> one.severity().compareTo(other.severity()))
        .toList();
  }

  /** The paragraph below a result that depends on the record, with its mark. */
  public String line(String lookedAt, Palette palette, int width) {
    String mark = isError() ? palette.no() : palette.attention();
    return Paragraph.of("    " + mark + " ", "      ", 6, sentence(lookedAt), width);
  }

  /** All of it on one line, for people who look at the record of a domain. */
  public String sentence(String lookedAt) {
    if (!about.isEmpty() && problem.startsWith(about + "=")) {
      return domain.equals(lookedAt) ? problem : domain + ": " + problem;
    }
    String whose = domain.equals(lookedAt) ? "" : domain;
    String where = whose.isEmpty() || about.isEmpty() ? whose + about : whose + ", " + about;
    return where.isEmpty() ? problem : where + ": " + problem;
  }
}
