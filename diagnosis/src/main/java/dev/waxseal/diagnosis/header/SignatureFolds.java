package dev.waxseal.diagnosis.header;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.diagnosis.internal.Effort;
import dev.waxseal.dkim.internal.Hashes;
import dev.waxseal.dkim.internal.HeaderHash;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tries other folds and spaces in the signature field itself, which is hashed last (RFC 6376
 * section 3.7). Its tags and their order stay.
 */
final class SignatureFolds {

  /** Every choice of gaps is tried up to this number of gaps. */
  private static final int MOST_GAPS = 9;

  /** White space, and the places behind semicolons where there can be some. */
  private static final Pattern GAP = Pattern.compile("[ \t\r\n]+|(?<=;)(?=\\S)");

  private static final List<String> FOLDS =
      List.of("\r\n\t", "\r\n ", "\r\n        ", "\r\n\t\t", " ");

  private final HeaderTarget target;
  private final Effort effort;

  /** The hash of the other fields. */
  private final MessageDigest above;

  private final String name;
  private final String value;
  private final List<int[]> gaps = new ArrayList<>();

  private SignatureFolds(Headers headers, HeaderTarget target, Effort effort) {
    this.target = target;
    this.effort = effort;
    this.above = above(headers, target);
    HeaderField field = HeaderHash.withoutSignature(target.field());
    this.name = field.name();
    this.value = field.value();
    Matcher gap = GAP.matcher(value);
    while (gap.find()) {
      gaps.add(new int[] {gap.start(), gap.end()});
    }
  }

  /** The change, if the signature field was folded or spaced differently in all places. */
  static Optional<List<Change>> few(Headers headers, HeaderTarget target, Effort effort) {
    SignatureFolds folds = new SignatureFolds(headers, target, effort);
    Set<String> values = new LinkedHashSet<>();
    folds.all(values);
    return folds.find(values);
  }

  /** The change, if only the signature field was folded or spaced differently in some places. */
  static Optional<List<Change>> many(Headers headers, HeaderTarget target, Effort effort) {
    SignatureFolds folds = new SignatureFolds(headers, target, effort);
    Set<String> values = new LinkedHashSet<>();
    folds.one(values);
    if (target.form() == Canonicalization.SIMPLE) {
      FoldGuesses.of(folds.name, folds.value).forEach(guess -> values.add(guess.value()));
      folds.several(values);
    }
    return folds.find(values);
  }

  private Optional<List<Change>> find(Set<String> values) {
    return values.stream().filter(this::isSigned).findFirst().map(other -> List.of(change(other)));
  }

  /** Another fold in one gap, or none. */
  private void one(Set<String> values) {
    for (int[] gap : gaps) {
      for (String fold : target.form() == Canonicalization.SIMPLE ? FOLDS : List.of(" ")) {
        values.add(value.substring(0, gap[0]) + fold + value.substring(gap[1]));
      }
      values.add(value.substring(0, gap[0]) + value.substring(gap[1]));
    }
  }

  /** The same white space in all gaps, or none. */
  private void all(Set<String> values) {
    for (String fold : target.form() == Canonicalization.SIMPLE ? FOLDS : List.of(" ")) {
      values.add(value.replaceAll("\r\n[ \t]+", fold));
      values.add(value.replaceAll(";[ \t\r\n]*(?=\\S)", ";" + fold));
    }
    values.add(value.replaceAll("[ \t\r\n]+", ""));
    values.add(value.replaceAll("(?<=[:+/=0-9A-Za-z])[ \t\r\n]+(?=[:+/0-9A-Za-z])", ""));
  }

  /** The same fold in some gaps. */
  private void several(Set<String> values) {
    int number = Math.min(gaps.size(), MOST_GAPS);
    for (String fold : FOLDS) {
      for (int choice = (1 << number) - 1; choice > 0 && target.hash().isCheap(); choice--) {
        StringBuilder text = new StringBuilder();
        int end = 0;
        for (int i = 0; i < number; i++) {
          int[] gap = gaps.get(i);
          boolean isFolded = (choice >> i & 1) == 1;
          text.append(value, end, gap[0]).append(isFolded ? fold : value.substring(gap[0], gap[1]));
          end = gap[1];
        }
        values.add(text.append(value.substring(end)).toString());
      }
    }
  }

  private boolean isSigned(String other) {
    if (!effort.take(1)) {
      return false;
    }
    MessageDigest digest = Hashes.copy(above);
    target.form().header(field(other), digest::update);
    return target.hash().is(digest.digest());
  }

  private Change change(String other) {
    return new Change(
        Change.Kind.SIGNATURE_FIELD_REFOLDED,
        "the field "
            + name
            + " itself was folded or spaced differently; no signed field was changed",
        List.of(name + ":" + other),
        List.of(name + ":" + value));
  }

  private HeaderField field(String other) {
    return HeaderField.parse((name + ":" + other).getBytes(ISO_8859_1));
  }

  private static MessageDigest above(Headers headers, HeaderTarget target) {
    MessageDigest digest = target.hash().digest();
    Headers.BottomUp rest = headers.bottomUp(target.field());
    for (String name : target.names()) {
      rest.take(name).ifPresent(field -> target.form().headerLine(field, digest::update));
    }
    return digest;
  }
}
