package dev.waxseal.arc;

import dev.waxseal.dkim.internal.Refusal;
import dev.waxseal.dkim.internal.TagList;
import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.mime.HeaderField;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A field of a chain, with the set that it belongs to.
 *
 * @param instance the number of the set; empty if the field does not tell
 * @param tags the tags of a message signature or a seal; none for results
 * @param malformed what is wrong with its list of tags, printable ASCII on one line; empty if
 *     nothing is
 */
record ArcField(
    HeaderField field, OptionalInt instance, Map<String, String> tags, Optional<String> malformed) {

  /** The three fields of a set (RFC 8617 section 4.1). */
  enum Kind {
    RESULTS("ARC-Authentication-Results"),
    MESSAGE_SIGNATURE("ARC-Message-Signature"),
    SEAL("ARC-Seal");

    private final String fieldName;

    Kind(String fieldName) {
      this.fieldName = fieldName;
    }

    String fieldName() {
      return fieldName;
    }
  }

  static ArcField read(Kind kind, HeaderField field, int maxTags) {
    return kind == Kind.RESULTS
        ? new ArcField(field, InstanceTag.of(field.value()), Map.of(), Optional.empty())
        : tagged(field, maxTags);
  }

  /**
   * The instance may stand anywhere among the tags, with white space and no comments around it: the
   * field is a tag list as in DKIM (RFC 8617 section 4.1.2, erratum 7910).
   */
  private static ArcField tagged(HeaderField field, int maxTags) {
    try {
      TagList tags = TagList.parse(field.value(), maxTags, DkimReason.SIGNATURE_SYNTAX);
      Optional<String> instance = tags.get("i");
      return new ArcField(
          field,
          instance.isPresent() ? InstanceTag.number(instance.get()) : OptionalInt.empty(),
          tags.asMap(),
          Optional.empty());
    } catch (Refusal refusal) {
      return new ArcField(field, OptionalInt.empty(), Map.of(), Optional.of(refusal.about()));
    }
  }
}
