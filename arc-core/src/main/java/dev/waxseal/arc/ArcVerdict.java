package dev.waxseal.arc;

import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The status of one chain, found by validating it, or taken over from whoever did: what a seal
 * needs and nobody can make up.
 *
 * <p>Immutable; share it among threads.
 */
public final class ArcVerdict {

  private final ChainStatus status;
  private final List<HeaderField> chain;

  /** The verdict on the chain in a header. */
  ArcVerdict(ChainStatus status, Headers headers) {
    this.status = status;
    this.chain = chain(headers);
  }

  /** The status of the chain when the message arrived. */
  public ChainStatus status() {
    return status;
  }

  /** Whether the chain in a header is the one that was judged. */
  boolean isOn(Headers headers) {
    List<HeaderField> other = chain(headers);
    if (other.size() != chain.size()) {
      return false;
    }
    for (int i = 0; i < other.size(); i++) {
      if (!Arrays.equals(relaxed(chain.get(i)), relaxed(other.get(i)))) {
        return false;
      }
    }
    return true;
  }

  private static List<HeaderField> chain(Headers headers) {
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
