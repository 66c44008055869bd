package dev.waxseal.spf;

import java.util.Optional;

/**
 * What a mechanism comes to (RFC 7208 section 4.6.2: "match, not match, or return an exception").
 *
 * @param matches whether it matches
 * @param isVoid whether it does not, and one of its look-ups found nothing
 * @param problem the exception
 */
record Match(boolean matches, boolean isVoid, Optional<RecordProblem> problem) {
  static final Match YES = new Match(true, false, Optional.empty());
  static final Match NO = new Match(false, false, Optional.empty());

  static Match no(boolean isVoid) {
    return new Match(false, isVoid, Optional.empty());
  }

  static Match problem(SpfReason reason, String about) {
    return new Match(false, false, Optional.of(new RecordProblem(reason, about)));
  }
}
