package dev.waxseal.cli.lookup;

import dev.waxseal.cli.terminal.Palette;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.dkim.signature.DkimKeyRecord;
import java.util.Optional;
import java.util.OptionalInt;

/** The records at the name of a key, for people. */
public final class KeyText {

  private KeyText() {}

  /** Writes it. */
  public static void write(KeyLookup lookup, LookupPage page) {
    String name = lookup.name().toString();
    page.title(name, verdict(lookup, page.palette()));
    lookup.alias().ifPresent(target -> page.paragraph(2, "an alias of " + SafeText.of(target)));
    page.findings(lookup.findings(), name);
    for (ExplainedKey key : lookup.keys()) {
      page.gap();
      page.tags(key.tags(), tag -> withBits(tag, key));
      page.findings(key.findings(), name);
    }
  }

  private static String verdict(KeyLookup lookup, Palette palette) {
    if (lookup.keys().isEmpty()) {
      return palette.bad("no key");
    }
    return lookup.isUsable()
        ? palette.good("a key that can be used")
        : palette.bad("no key that can be used");
  }

  private static RecordTag withBits(RecordTag tag, ExplainedKey key) {
    OptionalInt bits = key.keyRecord().map(DkimKeyRecord::keyBits).orElse(OptionalInt.empty());
    return tag.name().equals("p") && bits.isPresent()
        ? new RecordTag(
            tag.name(), tag.value(), Optional.of(tag.meaning() + ", " + bits.getAsInt() + " bits"))
        : tag;
  }
}
