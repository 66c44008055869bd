package dev.waxseal.diagnosis;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.mime.Canonicalization;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The parts of a message that a signature covers, and the form in which it does: a change that the
 * form leaves out is not covered.
 *
 * @param names the names in {@code h=}, lower case, with repetitions
 * @param header the form of the header
 * @param body the form of the body
 * @param limit the octets of the body that are covered; empty for all
 */
record Covered(
    List<String> names, Canonicalization header, Canonicalization body, OptionalLong limit) {

  /** Changes that the relaxed form may leave out (RFC 6376 sections 3.4.2 and 3.4.4). */
  private static final Set<Change.Kind> OF_SPACE =
      EnumSet.of(
          Change.Kind.FIELD_REFOLDED,
          Change.Kind.FIELD_NAME_REWRITTEN,
          Change.Kind.LINE_ENDS_CHANGED,
          Change.Kind.TABS_EXPANDED,
          Change.Kind.TRAILING_SPACE_REMOVED,
          Change.Kind.TRAILING_SPACE_ADDED,
          Change.Kind.SPACE_CHANGED,
          Change.Kind.BLANK_LINES_CHANGED);

  Covered {
    names = List.copyOf(names);
  }

  /** The parts that a signature covers; empty if it names a form that is not known. */
  static Optional<Covered> of(DkimSignature claims) {
    if (claims.headerCanonicalization().isEmpty() || claims.bodyCanonicalization().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Covered(
            claims.signedHeaders(),
            claims.headerCanonicalization().get(),
            claims.bodyCanonicalization().get(),
            claims.bodyLength()));
  }

  /** Returns true if this covers all that another covers, but for the field of the other itself. */
  boolean includes(Covered other) {
    return includesHeader(other) && includesBody(other);
  }

  boolean includesHeader(Covered other) {
    return notices(header, other.header)
        && other.names.stream().distinct().allMatch(name -> includesField(name, other));
  }

  boolean includesBody(Covered other) {
    return notices(body, other.body)
        && (limit.isEmpty()
            || (other.limit.isPresent() && limit.getAsLong() >= other.limit.getAsLong()));
  }

  /** Returns true if this covers a change of the header that another signature covers. */
  boolean includesHeader(Change change, Covered other) {
    return isChange(change)
        && (notices(header, other.header) || !OF_SPACE.contains(change.kind()))
        && name(change).filter(name -> includesField(name, other)).isPresent();
  }

  /** Returns true if this covers a change of the body that another signature covers. */
  boolean includesBody(Change change) {
    return isChange(change)
        && limit.isEmpty()
        && (body == Canonicalization.SIMPLE || !OF_SPACE.contains(change.kind()));
  }

  private boolean includesField(String name, Covered other) {
    return Collections.frequency(names, name) >= Collections.frequency(other.names, name);
  }

  /** Returns true unless the signer may have caused it. */
  private static boolean isChange(Change change) {
    return change.kind() != Change.Kind.SIGNED_IN_ANOTHER_FORM
        && change.kind() != Change.Kind.CHANGED_OR_SIGNED_OTHERWISE;
  }

  /** Returns true if one form notices all changes that another notices. */
  private static boolean notices(Canonicalization form, Canonicalization other) {
    return form == Canonicalization.SIMPLE || other == Canonicalization.RELAXED;
  }

  /** The name of the field that was changed, lower case, if the change shows it. */
  private static Optional<String> name(Change change) {
    return Stream.of(change.signed(), change.arrived())
        .flatMap(List::stream)
        .findFirst()
        .filter(text -> text.indexOf(':') > 0)
        .map(text -> text.substring(0, text.indexOf(':')).strip().toLowerCase(Locale.ROOT));
  }
}
