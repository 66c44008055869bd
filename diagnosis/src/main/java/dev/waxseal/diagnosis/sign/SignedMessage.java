package dev.waxseal.diagnosis.sign;

import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A message with a signature that fails for a reason that is not wholly known.
 *
 * @param headers its header
 * @param signature the field with the signature
 * @param claims the tags of the signature
 * @param open the part that differs from what was signed and is not explained
 * @param headerIntact true if the header is as it was signed
 * @param top the field below which the changes were made, if that is known
 */
public record SignedMessage(
    Headers headers,
    HeaderField signature,
    DkimSignature claims,
    Trace.Touch open,
    boolean headerIntact,
    Optional<HeaderField> top) {

  private static final List<String> OF_THE_AUTHOR = List.of("from", "subject", "date", "to");

  /** A field, with its place. */
  record Placed(HeaderField field, boolean isAboveSignature, boolean isCovered) {}

  /** The fields that may have been written after the message was signed. */
  List<Placed> fields() {
    List<HeaderField> all = headers.fields();
    int first = top.map(field -> indexOf(field) + 1).orElse(0);
    int signed = indexOf(signature);
    boolean isOnTop = signed < firstOfTheAuthor();
    List<Placed> fields = new ArrayList<>();
    Map<String, Integer> below = new HashMap<>();
    for (int i = all.size() - 1; i >= first; i--) {
      HeaderField field = all.get(i);
      String name = field.name().toLowerCase(Locale.ROOT);
      boolean isCovered =
          below.merge(name, 1, Integer::sum)
              <= claims.signedHeaders().stream().filter(name::equals).count();
      if (!(isCovered && headerIntact)) {
        fields.add(0, new Placed(field, isOnTop && i < signed, isCovered));
      }
    }
    return fields;
  }

  /** Returns true if there is another DKIM-Signature below. */
  boolean hasOlderSignature() {
    List<HeaderField> below = headers.fields();
    return below.subList(indexOf(signature) + 1, below.size()).stream()
        .anyMatch(field -> field.isNamed("DKIM-Signature"));
  }

  private int firstOfTheAuthor() {
    List<HeaderField> all = headers.fields();
    return IntStream.range(0, all.size())
        .filter(i -> OF_THE_AUTHOR.contains(all.get(i).name().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElse(all.size());
  }

  @SuppressWarnings("ReferenceEquality") // another field may have the same octets
  private int indexOf(HeaderField field) {
    List<HeaderField> all = headers.fields();
    return IntStream.range(0, all.size()).filter(i -> all.get(i) == field).findFirst().orElse(-1);
  }
}
