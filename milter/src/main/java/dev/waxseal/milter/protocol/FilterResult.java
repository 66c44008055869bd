package dev.waxseal.milter.protocol;

import java.util.List;
import java.util.Objects;

/**
 * What becomes of a message. Immutable.
 *
 * @param reply whether the mail server takes it
 * @param modifications what is changed if it does. Deletions come first, whatever their place in
 *     the list; then the others, in order
 */
public record FilterResult(Reply reply, List<Modification> modifications) {

  /** An result of these parts. */
  public FilterResult {
    Objects.requireNonNull(reply, "reply");
    modifications = List.copyOf(modifications);
  }

  /** The reply alone; nothing is changed. */
  public static FilterResult of(Reply reply) {
    return new FilterResult(reply, List.of());
  }

  /** The message is taken, with these modifications. */
  public static FilterResult accept(List<Modification> modifications) {
    return new FilterResult(new Reply.Accept(), modifications);
  }
}
