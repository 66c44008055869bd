package dev.waxseal.diagnosis.header;

import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The alternatives to the fields of one name, with the octets to hash. They are made when they are
 * needed: most searches end before. For one search, one thread.
 */
final class Choices {

  private static final byte[][] NOT_MADE = {};

  private final int signed;
  private final Canonicalization form;
  private final Supplier<List<Alternative>> source;
  private final byte[][] arrived;

  private Optional<List<Alternative>> all = Optional.empty();

  /** For each alternative and occurrence in {@code h=}: the octets to hash. */
  private byte[][][] octets = {};

  /**
   * The alternatives of a name.
   *
   * @param fields the fields that arrived, from the top down
   * @param signed the number of times that {@code h=} names them
   * @param source makes the alternatives; the first is the fields that arrived
   */
  Choices(
      List<HeaderField> fields,
      int signed,
      Canonicalization form,
      Supplier<List<Alternative>> source) {
    this.signed = signed;
    this.form = form;
    this.source = source;
    this.arrived = taken(fields);
  }

  /** The fields of a name as they are, without alternatives. */
  static Choices fixed(List<HeaderField> fields, int signed, Canonicalization form) {
    return new Choices(fields, signed, form, () -> List.of(new Alternative(fields, List.of())));
  }

  /** The number of alternatives, with the fields that arrived. */
  int size() {
    return all().size();
  }

  Alternative get(int choice) {
    return all().get(choice);
  }

  /**
   * The octets to hash.
   *
   * @param choice the number of the alternative; 0 for the fields that arrived
   * @param occurrence the number of the occurrence in {@code h=}
   */
  byte[] octets(int choice, int occurrence) {
    if (choice == 0) {
      return arrived[occurrence];
    }
    if (octets[choice].length == 0) {
      octets[choice] = taken(get(choice).fields());
    }
    return octets[choice][occurrence];
  }

  private List<Alternative> all() {
    if (all.isEmpty()) {
      all = Optional.of(source.get());
      octets = new byte[all.get().size()][][];
      Arrays.fill(octets, NOT_MADE);
    }
    return all.get();
  }

  /** The field for each occurrence of the name, from the bottom up (RFC 6376 section 5.4.2). */
  private byte[][] taken(List<HeaderField> fields) {
    byte[][] taken = new byte[signed][];
    Arrays.fill(taken, new byte[0]);
    for (int i = 0; i < Math.min(signed, fields.size()); i++) {
      taken[i] = form.header(fields.get(fields.size() - 1 - i));
    }
    return taken;
  }
}
