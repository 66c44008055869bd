package endtoend;

import java.util.Set;

/**
 * What a judge says of a message.
 *
 * @param chain the status of its ARC chain: none, pass or fail
 * @param signatures the DKIM signatures that hold, as {@code DOMAIN/SELECTOR}
 */
record Judgement(String chain, Set<String> signatures) {

  /** Copies the set. */
  Judgement {
    signatures = Set.copyOf(signatures);
  }
}
