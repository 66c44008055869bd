package dev.waxseal.cli.report;

import dev.waxseal.cli.terminal.Palette;
import dev.waxseal.cli.terminal.Paragraph;
import dev.waxseal.cli.text.DecodedText;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.inbound.InboundFinding;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The outcome for people: who vouches for the message, then each signature, the chain, SPF, DMARC,
 * findings and notes.
 */
public final class TextReport {

  private static final int SHOWN = 300;

  /** The number of fields of one name that are shown; a note counts the From fields. */
  private static final int REPEATED = 3;

  private static final int FIELD_MARGIN = 11;
  private static final int NOTE_MARGIN = 4;

  private final Palette palette;
  private final int width;
  private final boolean alone;

  /**
   * A report.
   *
   * @param width the width of the screen in columns
   * @param alone true if there is only one message, which needs no title
   */
  public TextReport(Palette palette, int width, boolean alone) {
    this.palette = palette;
    this.width = width;
    this.alone = alone;
  }

  /** The text, with its line ends. */
  public String of(VerifyOutcome.Checked outcome) {
    StringBuilder text = new StringBuilder();
    if (!alone) {
      text.append(palette.dim(SafeText.of(outcome.message().title()) + ": "));
    }
    text.append(summary(outcome)).append("\n\n");
    Headers headers = outcome.report().headers();
    field(text, headers, "From");
    field(text, headers, "Subject");
    SignatureText signatures = new SignatureText(palette, width, headers);
    DiagnosisText diagnoses = new DiagnosisText(palette, width);
    for (DkimResult result : outcome.report().dkim().results()) {
      String why = outcome.diagnosis(result.field()).map(diagnoses::of).orElse("");
      text.append('\n').append(signatures.of(result, why));
    }
    text.append(new ChainText(palette, width, diagnoses).of(outcome));
    RecordFindings records = outcome.analysis().records();
    text.append(new SpfText(palette, width).of(outcome.report().spf(), records.spf()));
    text.append(new DmarcText(palette, width).of(outcome.report().dmarc(), records.dmarc()));
    outcome
        .analysis()
        .checklist()
        .map(new ChecklistText(palette, width)::of)
        .ifPresent(text::append);
    text.append(new PathText(palette).of(outcome.report()));
    remarks(text, outcome);
    outcome.analysis().canonical().map(new CanonicalText(palette)::of).ifPresent(text::append);
    outcome
        .analysis()
        .diagnosis()
        .map(diagnosis -> new AdviceText(palette, width).of(diagnosis.advice()))
        .ifPresent(text::append);
    return text.append(alone ? "" : "\n").toString();
  }

  private String summary(VerifyOutcome.Checked outcome) {
    Summary summary = Summary.of(outcome);
    String sentence = Paragraph.of("", "  ", 2, summary.sentence(), width).stripTrailing();
    return switch (summary.tone()) {
      case GOOD -> palette.good(sentence);
      case BAD -> palette.bad(sentence);
      case NEITHER -> palette.strong(sentence);
    };
  }

  private void field(StringBuilder text, Headers headers, String name) {
    List<HeaderField> fields = headers.named(name);
    for (HeaderField field : fields.subList(0, Math.min(fields.size(), REPEATED))) {
      String label = "  " + palette.dim(name) + " ".repeat(FIELD_MARGIN - 2 - name.length());
      text.append(
          Paragraph.of(
              label,
              " ".repeat(FIELD_MARGIN),
              FIELD_MARGIN,
              name.equals("From")
                  ? DecodedText.ofAddress(field.value(), SHOWN)
                  : DecodedText.of(field.value(), SHOWN),
              width));
    }
  }

  /** The findings, the worst first, and the notes. */
  private void remarks(StringBuilder text, VerifyOutcome.Checked outcome) {
    List<InboundFinding> findings = new ArrayList<>(outcome.report().findings());
    findings.sort(Comparator.comparing(InboundFinding::severity).reversed());
    text.append(findings.isEmpty() && outcome.notes().isEmpty() ? "" : "\n");
    for (InboundFinding finding : findings) {
      remark(text, mark(finding.severity()), finding.detail());
    }
    for (String note : outcome.notes()) {
      remark(text, palette.attention(), note);
    }
  }

  private String mark(InboundFinding.Severity severity) {
    return switch (severity) {
      case ERROR -> palette.no();
      case WARNING -> palette.attention();
      case NOTE -> palette.open();
    };
  }

  private void remark(StringBuilder text, String mark, String sentence) {
    text.append(
        Paragraph.of(
            "  " + mark + " ", " ".repeat(NOTE_MARGIN), NOTE_MARGIN, SafeText.of(sentence), width));
  }
}
