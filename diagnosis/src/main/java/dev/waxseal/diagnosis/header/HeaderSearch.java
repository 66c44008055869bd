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
    Combinations arrived = in(headers, target.field());
    boolean isSimple = target.form() == Canonicalization.SIMPLE;
    boolean isCheap = target.hash().isCheap();
    return AddressSpacing.all(headers, target, effort)
        .or(() -> CopiesAtOnce.find(context, target, effort))
        .or(() -> SignatureFolds.few(headers, target, effort))
        .or(arrived::few)
        .or(() -> SignerHeaderForms.findTwo(headers, target, effort))
        .or(() -> isCheap ? Optional.empty() : SignatureFolds.many(headers, target, effort))
        .or(() -> isSimple ? inAnotherSpelling() : Optional.empty())
        .or(arrived::several)
        .or(() -> AddressSpacing.some(headers, target, effort))
        .or(() -> isCheap ? SignatureFolds.many(headers, target, effort) : Optional.empty())
        .or(arrived::many);
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
    return in(Headers.of(fields), signature)
        .few()
        .map(
            changes -> {
              List<Change> all = new ArrayList<>(changes);
              all.add(Change.of(kind, sentence));
              return all;
            });
  }

  private Combinations in(Headers headers, HeaderField signature) {
    return Combinations.of(
        new HeaderContext(headers, context.copies(), context.parts()),
        new HeaderTarget(signature, target.names(), target.form(), target.hash()),
        effort);
  }

  private static HeaderField field(String name, String value) {
    return HeaderField.parse((name + ":" + value).getBytes(ISO_8859_1));
  }
}
