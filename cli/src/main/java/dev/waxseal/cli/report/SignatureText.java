package dev.waxseal.cli.report;

import dev.waxseal.cli.terminal.Palette;
import dev.waxseal.cli.terminal.Paragraph;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.cli.text.SignatureTimes;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** One signature for people: its result, its key, its coverage, its reason and warnings. */
final class SignatureText {

  private static final int MARGIN = 4;

  private final Palette palette;
  private final int width;
  private final Headers headers;

  SignatureText(Palette palette, int width, Headers headers) {
    this.palette = palette;
    this.width = width;
    this.headers = headers;
  }

  /**
   * The lines.
   *
   * @param why the lines of the diagnosis, which explain the result; may be empty
   */
  String of(DkimResult result, String why) {
    StringBuilder text = new StringBuilder();
    text.append("  ").append(mark(result)).append(' ').append(name(result)).append('\n');
    if (result instanceof DkimResult.Failure failure) {
      line(text, failure.detail());
      text.append(why);
      line(text, failure.reason() + ", " + failure.reason().section());
    }
    result.signature().ifPresent(claims -> claims(text, result, claims));
    warnings(result).forEach(warning -> warning(text, warning));
    return text.toString();
  }

  private String mark(DkimResult result) {
    return switch (result.status()) {
      case PASS -> palette.yes();
      case FAIL, POLICY, PERMERROR -> palette.no();
      case NEUTRAL, TEMPERROR -> palette.open();
    };
  }

  private String name(DkimResult result) {
    String word = result.status().word();
    String painted =
        result.status() == DkimSignature.Status.PASS ? palette.good(word) : palette.bad(word);
    return painted
        + tag(result, result.signature().map(claims -> claims.domain().toString()), "d")
        + tag(result, result.signature().map(claims -> claims.selector().toString()), "s");
  }

  private String tag(DkimResult result, Optional<String> claimed, String name) {
    return claimed
        .or(() -> Optional.ofNullable(result.tags().get(name)))
        .map(value -> "  " + name + "=" + palette.strong(SafeText.ofOctets(value, 253)))
        .orElse("");
  }

  private void claims(StringBuilder text, DkimResult result, DkimSignature claims) {
    List<String> facts = new ArrayList<>();
    facts.add(SafeText.of(claims.algorithm()));
    OptionalInt bits = bits(result);
    if (bits.isPresent()) {
      facts.add(bits.getAsInt() + " bits");
    }
    facts.add(SafeText.of(claims.canonicalization()));
    facts.addAll(SignatureTimes.of(claims));
    if (!claims.identity().equals("@" + claims.domain())) {
      facts.add("for " + SafeText.of(claims.identity()));
    }
    line(text, String.join(", ", facts));
    line(text, "covers " + covered(claims));
  }

  private String covered(DkimSignature claims) {
    String fields =
        claims.signedHeaders().stream()
            .distinct()
            .filter(name -> headers.first(name).isPresent())
            .map(SafeText::of)
            .collect(Collectors.joining(", "));
    String body =
        claims.bodyLength().isPresent()
            ? "the first " + claims.bodyLength().getAsLong() + " octets of the body"
            : "the whole body";
    return fields + " and " + body;
  }

  private static List<String> warnings(DkimResult result) {
    List<String> warnings = new ArrayList<>();
    result
        .keyRecord()
        .filter(DkimKeyRecord::isShorterThanAdvised)
        .ifPresent(key -> warnings.add(shorterThanAdvised(key)));
    if (result.signature().filter(claims -> claims.bodyLength().isPresent()).isPresent()) {
      warnings.add("l= lets anyone add to the body (RFC 6376 8.2)");
    }
    if (result instanceof DkimResult.Pass pass && !pass.uncovered().isEmpty()) {
      warnings.add(
          "not covered, and perhaps added by someone else: "
              + SafeText.of(String.join(", ", pass.uncovered()))
              + " (RFC 6376 8.15)");
    }
    return warnings;
  }

  private static String shorterThanAdvised(DkimKeyRecord key) {
    return "the key has "
        + key.keyBits().orElseThrow()
        + " bits; "
        + key.algorithm().orElseThrow().advisedKeyBits()
        + " are advised (RFC 8301 3.2)";
  }

  private static OptionalInt bits(DkimResult result) {
    return result.keyRecord().map(DkimKeyRecord::keyBits).orElse(OptionalInt.empty());
  }

  private void line(StringBuilder text, String sentence) {
    text.append(Paragraph.indented(MARGIN, sentence, width));
  }

  private void warning(StringBuilder text, String sentence) {
    text.append(
        Paragraph.of(
            "    " + palette.attention() + " ",
            " ".repeat(MARGIN + 2),
            MARGIN + 2,
            sentence,
            width));
  }
}
