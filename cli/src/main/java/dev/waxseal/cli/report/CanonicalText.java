package dev.waxseal.cli.report;

import dev.waxseal.cli.terminal.Palette;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.cli.text.VisibleOctets;
import dev.waxseal.diagnosis.HashedText;
import dev.waxseal.dkim.signature.Octets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The octets that were hashed, for people: each octet can be told, a long text is abbreviated. */
final class CanonicalText {

  /** The lines that are shown at the beginning and at the end of a long text. */
  private static final int HEAD = 30;

  private static final int TAIL = 10;

  /** The octets of a line that are shown. */
  private static final int LINE = 1_000;

  private final Palette palette;
  private final StringBuilder text = new StringBuilder();

  CanonicalText(Palette palette) {
    this.palette = palette;
  }

  /** The lines for all signatures; a heading and a sentence if there are none. */
  String of(Canonical canonical) {
    text.append('\n').append(palette.strong("The octets that were hashed")).append('\n');
    if (canonical.texts().isEmpty()) {
      text.append("  no signature can be read, so nothing was hashed\n");
    }
    for (HashedText hashed : canonical.texts()) {
      text.append("\n  ").append(palette.strong(title(hashed))).append('\n');
      header(hashed);
      hashed.body().ifPresent(body -> body(hashed, body, canonical));
    }
    return text.toString();
  }

  private static String title(HashedText hashed) {
    String kind =
        switch (hashed.kind()) {
          case DKIM_SIGNATURE -> "DKIM-Signature";
          case ARC_MESSAGE_SIGNATURE ->
              "ARC-Message-Signature i=" + hashed.instance().orElseThrow();
          case ARC_SEAL -> "ARC-Seal i=" + hashed.instance().orElseThrow();
        };
    return kind
        + "  d="
        + SafeText.ofOctets(hashed.domain(), 253)
        + "  s="
        + SafeText.ofOctets(hashed.selector(), 253)
        + "  "
        + hashed.canonicalization();
  }

  private void header(HashedText hashed) {
    text.append("    header, ").append(octets(hashed.header().length())).append('\n');
    row(hashed.algorithm(), hex(hashed.headerHash()));
    row(
        "in b=",
        switch (hashed.answer()) {
          case SIGNED_THIS ->
              hashed.signedHash().map(CanonicalText::hex).orElse("this hash (Ed25519)")
                  + palette.good("  the same");
          case SIGNED_OTHER -> hashed.signedHash().map(CanonicalText::hex).orElse("another hash");
          case DID_NOT_SIGN -> "no hash that the key in DNS signed";
          case REJECTS -> "not this hash by this key (Ed25519 does not reveal which one)";
          case NO_KEY -> "unknown without a key";
        });
    lines(hashed.header().bytes());
  }

  private void body(HashedText hashed, HashedText.Body body, Canonical canonical) {
    String size =
        body.computed()
            .map(
                it ->
                    octets(it.hashedOctets())
                        + (it.hashedOctets() < it.canonicalOctets()
                            ? " of " + it.canonicalOctets() + " (l=)"
                            : ""))
            .orElse("too large to be kept");
    text.append("    body, ").append(size).append('\n');
    row("in bh=", body.signedHash().toString());
    body.computed()
        .ifPresent(
            it ->
                row(
                    hashed.algorithm(),
                    it.hash()
                        + (it.hash().equals(body.signedHash()) ? palette.good("  the same") : "")));
    canonical.body(hashed).ifPresent(this::lines);
  }

  private void row(String label, String value) {
    text.append("      ").append(palette.dim(label)).append(" ".repeat(9 - label.length()));
    text.append(value).append('\n');
  }

  private void lines(byte[] octets) {
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < octets.length; i++) {
      if (octets[i] == '\n' || i + 1 == octets.length) {
        ends.add(i + 1);
      }
    }
    int hidden = ends.size() - HEAD - TAIL;
    for (int i = 0; i < ends.size(); i++) {
      if (hidden > 1 && i == HEAD) {
        int left = ends.get(i + hidden - 1) - ends.get(i - 1);
        note(hidden + " more lines, " + octets(left) + "; --canonical-to and --json have all");
        i += hidden;
      }
      line(octets, i == 0 ? 0 : ends.get(i - 1), ends.get(i));
    }
    if (octets.length == 0) {
      note("nothing");
    }
  }

  private void line(byte[] octets, int from, int to) {
    boolean isLong = to - from > LINE;
    text.append("      ").append(palette.dim(palette.trunk(false))).append(' ');
    text.append(VisibleOctets.of(octets, from, isLong ? from + LINE : to)).append('\n');
    if (isLong) {
      note(octets(to - from - LINE) + " more in this line");
    }
  }

  private void note(String words) {
    text.append("      ").append(palette.dim("(" + words + ")")).append('\n');
  }

  private static String octets(long number) {
    return number + (number == 1 ? " octet" : " octets");
  }

  private static String hex(Octets hash) {
    return HexFormat.of().formatHex(hash.bytes());
  }
}
