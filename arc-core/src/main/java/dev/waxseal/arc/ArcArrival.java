package dev.waxseal.arc;

import dev.waxseal.authres.MethodResult;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The results of a message at its arrival: a seal records them when the message is sent on, changed
 * or not.
 *
 * <p>Immutable; share it among threads.
 *
 * @param chain the chain at arrival, validated
 * @param results the results of authentication at arrival, "all of the authentication results from
 *     within the participating ADMD" (RFC 8617 section 4.1.1)
 */
public record ArcArrival(ValidatedChain chain, List<MethodResult> results) {

  /** Copies the list. */
  public ArcArrival {
    results = List.copyOf(results);
  }

  /** The results that a seal records: these, and at their end the one {@code arc=} of the chain. */
  List<MethodResult> sealedResults() {
    String word = chain.status().word();
    Optional<MethodResult> own =
        results.stream().filter(r -> r.isOf("arc") && r.result().equals(word)).findFirst();
    List<MethodResult> sealed =
        new ArrayList<>(results.stream().filter(result -> !result.isOf("arc")).toList());
    sealed.add(own.orElse(MethodResult.of("arc", word)));
    return sealed;
  }

  /**
   * A chain and its status, found by validating it, or carried over from the machine that did. A
   * seal needs one, and only this module makes them.
   *
   * <p>Immutable; share it among threads.
   */
  public static final class ValidatedChain {

    private final ChainStatus status;
    private final boolean temporary;
    private final List<HeaderField> fields;

    /** The chain in a header, with its status. */
    ValidatedChain(ChainStatus status, Headers headers) {
      this(status, false, headers);
    }

    /**
     * The chain in a header.
     *
     * @param temporary true if it failed because DNS did not answer
     */
    ValidatedChain(ChainStatus status, boolean temporary, Headers headers) {
      this.status = status;
      this.temporary = temporary;
      this.fields = fields(headers);
    }

    /** Returns true if it failed because DNS did not answer. */
    boolean isTemporary() {
      return temporary;
    }

    /** The status of the chain when the message arrived. */
    public ChainStatus status() {
      return status;
    }

    /** Returns true if a header has this very chain. */
    boolean isIn(Headers headers) {
      List<HeaderField> other = fields(headers);
      if (other.size() != fields.size()) {
        return false;
      }
      for (int i = 0; i < other.size(); i++) {
        if (!Arrays.equals(relaxed(fields.get(i)), relaxed(other.get(i)))) {
          return false;
        }
      }
      return true;
    }

    private static List<HeaderField> fields(Headers headers) {
      List<HeaderField> chain = new ArrayList<>();
      for (ArcField.Kind kind : ArcField.Kind.values()) {
        chain.addAll(headers.named(kind.fieldName()));
      }
      return chain;
    }

    private static byte[] relaxed(HeaderField field) {
      return Canonicalization.RELAXED.header(field);
    }
  }
}
