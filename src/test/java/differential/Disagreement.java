package differential;

import dev.waxseal.dkim.signature.SigningAlgorithm;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A place where a peer and Waxseal are known to differ, and why. It has to occur in every cell that
 * it describes, and in no other.
 *
 * @param peer the name of the peer
 * @param directions where it shows
 * @param messages a pattern for the names of the messages
 * @param forms a pattern for the canonical forms, as a {@code c=} tag names them
 * @param algorithms the algorithms with which it shows
 * @param right who does what the specification says
 * @param section the section that says so
 * @param why the difference, in a sentence
 */
record Disagreement(
    String peer,
    Set<Direction> directions,
    Pattern messages,
    Pattern forms,
    Set<SigningAlgorithm> algorithms,
    Right right,
    String section,
    String why) {

  @Override
  public String toString() {
    return section + ", right: " + right + "; " + why;
  }

  /** Who signs. */
  enum Direction {
    SIGNED_HERE,
    SIGNED_THERE
  }

  /** Who does what the specification says. */
  enum Right {
    /** Waxseal does. */
    WAXSEAL,
    /** Nobody can: the message is none of those that the specification speaks of. */
    NOBODY
  }

  boolean concerns(String otherPeer, Direction direction) {
    return peer.equals(otherPeer) && directions.contains(direction);
  }

  boolean describes(String otherPeer, Direction direction, Cell cell) {
    return concerns(otherPeer, direction)
        && messages.matcher(cell.message().name()).matches()
        && forms.matcher(cell.forms()).matches()
        && algorithms.contains(cell.algorithm());
  }
}
