package dev.waxseal.diagnosis.header;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.diagnosis.internal.Effort;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Searches for the header that was signed: first with a mistake of the signer, then with a change
 * in one field, then in several, until the signature verifies or the tries are used up.
 */
public final class HeaderSearch {

  /** The octets of the guesses for a name in each other spelling: there are nine. */
  private static final int SPELLED_OCTETS = FieldAlternatives.MOST_OCTETS / 32;

  private final HeaderContext context;
  private final HeaderTarget target;
  private final Effort effort;

  private HeaderSearch(HeaderContext context, HeaderTarget target, Effort effort) {
    this.context = context;
    this.target = target;
    this.effort = effort;
  }

  /** The changes to the signed header, if it is found. */
  public static Optional<List<Change>> find(
      HeaderContext context, HeaderTarget target, Effort effort) {
    return new HeaderSearch(context, target, effort).find();
  }

  private Optional<List<Change>> find() {
    Headers headers = context.headers();
    Optional<List<Change>> mistake = SignerHeaderForms.find(headers, target, effort);
    if (mistake.isPresent() || target.hash().otherHash().isPresent()) {
      return mistake;
    }
    Combinations arrived = in(headers, target.field(), effort);
    AddressStyles lists = new AddressStyles(headers, target);
    List<AddressStyles.Styled> spaced = lists.spaced();
    boolean isSimple = target.form() == Canonicalization.SIMPLE;
    return lists
        .find(spaced, effort)
        .or(() -> CopiesAtOnce.find(context, target, effort))
        .or(() -> SignatureFolds.few(headers, target, effort))
        .or(this::withoutBrokenLines)
        .or(arrived::few)
        .or(() -> SignerHeaderForms.findTwo(headers, target, effort))
        .or(() -> isCheap() ? Optional.empty() : SignatureFolds.many(headers, target, effort))
        .or(() -> isSimple ? inAnotherSpelling() : Optional.empty())
        .or(arrived::several)
        .or(() -> inOtherLists(lists, arrived))
        .or(() -> isCheap() ? SignatureFolds.many(headers, target, effort) : Optional.empty())
        .or(arrived::many)
        .or(() -> isCheap() ? inOtherForms(lists, spaced) : Optional.empty());
  }

  private boolean isCheap() {
    return target.hash().isCheap();
  }

  /**
   * Tries other styles of address lists, and every choice of commas. Where each try is a
   * verification, few are tried, with a budget beside that of the others.
   */
  private Optional<List<Change>> inOtherLists(AddressStyles lists, Combinations arrived) {
    if (isCheap()) {
      return lists
          .find(lists.rewritten(), effort)
          .or(() -> AddressChoices.ofCommas(context.headers(), target, arrived));
    }
    Effort few = effort.beside();
    Combinations verified = in(context.headers(), target.field(), few);
    return lists
        .find(lists.rewritten(), few)
        .or(() -> AddressChoices.ofCommas(context.headers(), target, verified))
        .or(() -> AddressChoices.ofForms(context.headers(), target, verified));
  }

  /** Tries address lists in other styles with one more change, and every choice of forms. */
  private Optional<List<Change>> inOtherForms(
      AddressStyles lists, List<AddressStyles.Styled> spaced) {
    Combinations arrived = in(context.headers(), target.field(), effort.beside());
    return lists
        .findWithAnother(spaced, arrived)
        .or(() -> lists.findWithAnother(lists.rewritten(), arrived))
        .or(() -> WordsAtOnce.find(context, target, arrived))
        .or(() -> AddressChoices.ofForms(context.headers(), target, arrived));
  }

  /** Tries lines without a colon as parts of the fields above them, with one more change. */
  private Optional<List<Change>> withoutBrokenLines() {
    for (String fold : List.of("\r\n ", "")) {
      Optional<JoinedLines> joined = JoinedLines.of(context.headers(), target, fold);
      Optional<List<Change>> found =
          joined.flatMap(it -> in(it.headers(), target.field(), effort).few());
      if (found.isPresent()) {
        List<Change> all = new ArrayList<>(found.get());
        all.addAll(joined.orElseThrow().changes());
        return Optional.of(all);
      }
    }
    return Optional.empty();
  }

  /** Tries other spellings of names or other folds for all fields at once, and one more change. */
  private Optional<List<Change>> inAnotherSpelling() {
    for (UnaryOperator<String> name : FieldSpelling.WAYS) {
      Optional<List<Change>> found =
          spelled(
              field -> field(name.apply(field.name()), field.value()),
              Change.Kind.FIELD_NAME_REWRITTEN,
              "the capitals of the field names were changed");
      if (found.isPresent()) {
        return found;
      }
    }
    for (String fold : List.of("\r\n ", "\r\n\t", "\r\n        ", "", " ")) {
      Optional<List<Change>> found =
          spelled(
              field -> field(field.name(), field.value().replaceAll("\r\n[ \t]+", fold)),
              Change.Kind.FIELD_REFOLDED,
              "the fields were folded differently");
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<List<Change>> spelled(
      UnaryOperator<HeaderField> spelling, Change.Kind kind, String sentence) {
    List<HeaderField> fields = new ArrayList<>();
    HeaderField signature = spelling.apply(target.field());
    for (HeaderField field : context.headers()) {
      fields.add(target.isIn(field) ? signature : spelling.apply(field));
    }
    return in(Headers.of(fields), signature, effort, SPELLED_OCTETS)
        .few()
        .map(
            changes -> {
              List<Change> all = new ArrayList<>(changes);
              all.add(Change.of(kind, sentence));
              return all;
            });
  }

  private Combinations in(Headers headers, HeaderField signature, Effort budget) {
    return in(headers, signature, budget, FieldAlternatives.MOST_OCTETS);
  }

  private Combinations in(Headers headers, HeaderField signature, Effort budget, int mostOctets) {
    return Combinations.of(
        new HeaderContext(headers, context.copies(), context.parts()),
        new HeaderTarget(signature, target.names(), target.form(), target.hash()),
        budget,
        mostOctets);
  }

  private static HeaderField field(String name, String value) {
    return HeaderField.parse((name + ":" + value).getBytes(ISO_8859_1));
  }
}
