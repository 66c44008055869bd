package dev.waxseal.milter.protocol;

import java.util.List;
import java.util.Objects;

/**
 * The result of a filter for a message. Immutable.
 *
 * @param reply the reply to the client
 * @param modifications the modifications if the message is accepted. Deletions are applied first,
 *     wherever they are in the list; then the others, in order
 */
public record FilterResult(Reply reply, List<Modification> modifications) {

  /** An result of these parts. */
  public FilterResult {
    Objects.requireNonNull(reply, "reply");
    modifications = List.copyOf(modifications);
  }

  /** The reply alone, without modifications. */
  public static FilterResult of(Reply reply) {
    return new FilterResult(reply, List.of());
  }

  /** The message is taken, with these modifications. */
  public static FilterResult accept(List<Modification> modifications) {
    return new FilterResult(new Reply.Accept(), modifications);
  }
}
