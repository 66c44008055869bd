package dev.waxseal.cli.report;

import dev.waxseal.arc.ArcReport;
import dev.waxseal.arc.ArcResult;
import dev.waxseal.arc.ArcSet;
import dev.waxseal.arc.ChainStatus;
import dev.waxseal.cli.terminal.Palette;
import dev.waxseal.cli.terminal.Paragraph;
import dev.waxseal.cli.text.SafeText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The ARC chain for people: its result, and for each hop the sealer and what it reported. */
final class ChainText {

  private static final int MARGIN = 4;
  private static final int SHOWN = 400;

  private final Palette palette;
  private final int width;
  private final DiagnosisText diagnoses;

  ChainText(Palette palette, int width, DiagnosisText diagnoses) {
    this.palette = palette;
    this.width = width;
    this.diagnoses = diagnoses;
  }

  /** The lines; none if there is no chain. */
  String of(VerifyOutcome.Checked outcome) {
    ArcReport report = outcome.report().arc();
    if (report.result() instanceof ArcResult.None) {
      return "";
    }
    StringBuilder text = new StringBuilder("\n");
    if (report.result() instanceof ArcResult.Failure fail) {
      text.append("  ").append(palette.no()).append(' ').append(palette.bad("fail"));
      text.append("  the ARC chain is broken and does not count\n");
      line(text, fail.detail());
      line(text, fail.reason() + cause(fail) + ", " + fail.reason().section());
    } else if (report.result() instanceof ArcResult.Pass pass) {
      text.append("  ").append(palette.yes()).append(' ').append(palette.good("pass"));
      text.append("  the ARC chain is valid, ").append(hops(report)).append('\n');
      line(text, changed(pass));
    }
    for (ArcSet set : report.sets()) {
      set(text, set);
      set.messageSignature().flatMap(outcome::diagnosis).map(diagnoses::of).ifPresent(text::append);
    }
    return text.toString();
  }

  /** The reason why a signature of the chain does not count. */
  static String detail(ArcSet.Check check) {
    return check.reason().map(reason -> reason.detail(check.about())).orElse(check.about());
  }

  private static String cause(ArcResult.Failure fail) {
    return fail.cause().map(cause -> " (" + cause + ")").orElse("");
  }

  private static String hops(ArcReport report) {
    int hops = report.sets().size();
    return hops == 1 ? "1 hop" : hops + " hops";
  }

  private static String changed(ArcResult.Pass pass) {
    return switch (pass.oldestPass()) {
      case 0 -> "the message is unchanged since its first sealer";
      default -> "the message was last changed by hop " + pass.oldestPass() + ", before it sealed";
    };
  }

  private void set(StringBuilder text, ArcSet set) {
    Map<String, String> tags = set.sealTags();
    String sealer = SafeText.ofOctets(tags.getOrDefault("d", nobody(set)), SHOWN);
    text.append("  ").append(mark(set.sealCheck())).append(' ');
    text.append(set.instance()).append("  ").append(palette.strong(sealer)).append('\n');
    if (set.seal().isPresent()) {
      line(text, "sealed" + when(tags) + "; " + before(set));
    }
    if (set.sealCheck().outcome() == ArcSet.Outcome.FAILED) {
      line(text, "its seal does not count: " + detail(set.sealCheck()));
    }
    line(text, "saw " + (set.payload().isBlank() ? "nothing" : saw(set)));
    still(set.messageSignatureCheck()).ifPresent(sentence -> line(text, sentence));
  }

  private static String nobody(ArcSet set) {
    return set.seal().isPresent() ? "(no domain)" : "(not sealed)";
  }

  private String mark(ArcSet.Check seal) {
    return switch (seal.outcome()) {
      case PASSED -> palette.yes();
      case FAILED -> palette.no();
      case NOT_CHECKED -> palette.open();
    };
  }

  private static String when(Map<String, String> sealTags) {
    String seconds = sealTags.getOrDefault("t", "");
    return seconds.matches("[0-9]{1,11}")
        ? " " + Instant.ofEpochSecond(Long.parseLong(seconds))
        : "";
  }

  private static String before(ArcSet set) {
    Optional<ChainStatus> status = set.chainStatus();
    if (status.isEmpty()) {
      return "says nothing about the chain before it";
    }
    return switch (status.get()) {
      case NONE -> "no chain before it (cv=none)";
      case PASS -> "found the chain before it valid (cv=pass)";
      case FAIL -> "found the chain before it broken (cv=fail)";
    };
  }

  private static String saw(ArcSet set) {
    return SafeText.ofOctets(set.payload(), SHOWN);
  }

  private static Optional<String> still(ArcSet.Check signature) {
    return switch (signature.outcome()) {
      case PASSED -> Optional.of("the message is unchanged since this hop");
      case FAILED -> Optional.of("its message signature does not count: " + detail(signature));
      case NOT_CHECKED -> Optional.empty();
    };
  }

  private void line(StringBuilder text, String sentence) {
    text.append(Paragraph.indented(MARGIN, sentence, width));
  }
}
