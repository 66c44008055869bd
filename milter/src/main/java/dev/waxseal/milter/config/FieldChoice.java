package dev.waxseal.milter.config;

import dev.waxseal.dkim.SignedHeaders;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The fields that are signed, as changes to a default choice.
 *
 * @param signed names that are covered where a message has them, and may be added to
 * @param overSigned names that are over-signed, present or not
 * @param omitted names that are not covered; an asterisk is every default name, except those above
 *     and From
 */
public record FieldChoice(List<String> signed, List<String> overSigned, List<String> omitted) {

  static final String ALL = "*";

  /** No change. */
  static final FieldChoice NONE = new FieldChoice(List.of(), List.of(), List.of());

  /** Copies the lists. */
  public FieldChoice {
    signed = List.copyOf(signed);
    overSigned = List.copyOf(overSigned);
    omitted = List.copyOf(omitted);
  }

  /**
   * The fields.
   *
   * @param otherwise the default choice
   */
  public SignedHeaders of(SignedHeaders otherwise) {
    List<String> away = omitted.contains(ALL) ? all(otherwise) : omitted;
    return otherwise.without(array(away)).signing(array(signed)).overSigning(array(overSigned));
  }

  private static List<String> all(SignedHeaders fields) {
    return Stream.of(fields.overSigned(), fields.overSignedIfPresent(), fields.signed())
        .flatMap(Set::stream)
        .filter(name -> !name.equalsIgnoreCase("From"))
        .toList();
  }

  private static String[] array(List<String> names) {
    return names.toArray(String[]::new);
  }
}
