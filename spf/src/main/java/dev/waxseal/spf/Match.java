package dev.waxseal.spf;

import java.util.Optional;

/**
 * The outcome of a mechanism (RFC 7208 section 4.6.2: "match, not match, or return an exception").
 *
 * @param matches true if it matches
 * @param isVoid true if it does not match and one of its look-ups found nothing
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
