package dev.waxseal.cli;

import dev.waxseal.dkim.DkimKeyRecord;
import java.util.List;
import java.util.OptionalInt;

/** What stands at the name of a key, for people. */
final class KeyText {

  private static final int TAG_COLUMN = 28;
  private static final int MARGIN = 4;

  private final Palette palette;
  private final int width;

  KeyText(Palette palette, int width) {
    this.palette = palette;
    this.width = width;
  }

  /** The text, with its line ends. */
  String of(KeyLookup lookup) {
    StringBuilder text = new StringBuilder();
    text.append(palette.strong(lookup.name().toString())).append(": ");
    if (lookup.keys().isEmpty()) {
      text.append(palette.bad("no key"));
    } else {
      text.append(
          lookup.isUsable()
              ? palette.good("a key that can be used")
              : palette.bad("no key that can be used"));
    }
    text.append('\n');
    findings(text, lookup.findings());
    for (ExplainedKey key : lookup.keys()) {
      text.append('\n');
      key.tags().forEach(tag -> tag(text, key, tag));
      findings(text, key.findings());
    }
    return text.toString();
  }

  private void tag(StringBuilder text, ExplainedKey key, KeyTag tag) {
    String written = tag.name() + "=" + tag.value();
    if (written.length() > TAG_COLUMN - 2) {
      written = written.substring(0, TAG_COLUMN - 5) + "...";
    }
    OptionalInt bits = key.keyRecord().map(DkimKeyRecord::keyBits).orElse(OptionalInt.empty());
    String meaning =
        tag.name().equals("p") && bits.isPresent()
            ? tag.meaning() + ", " + bits.getAsInt() + " bits"
            : tag.meaning();
    String label = "  " + written + " ".repeat(TAG_COLUMN - written.length());
    text.append(Paragraph.of(label, " ".repeat(TAG_COLUMN + 2), TAG_COLUMN + 2, meaning, width));
  }

  private void findings(StringBuilder text, List<KeyFinding> findings) {
    for (KeyFinding finding : findings) {
      String mark = finding.isError() ? palette.no() : palette.attention();
      text.append(
          Paragraph.of("  " + mark + " ", " ".repeat(MARGIN), MARGIN, finding.sentence(), width));
    }
  }
}
