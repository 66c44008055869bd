package dev.waxseal.milter.role;

import dev.waxseal.milter.config.Measure;
import dev.waxseal.milter.protocol.Change;
import dev.waxseal.milter.protocol.Verdict;
import dev.waxseal.mime.HeaderField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a role has decided about a message; deletions do not depend on it and are not part of it.
 * Immutable.
 *
 * @param result what became of the message, in a word: {@code sealed}
 * @param verdict whether it is taken
 * @param additions what is added to it, quarantine included
 * @param facts what else the log tells, by name: {@code cv}
 * @param reason why, for people; empty if there is nothing to say
 */
record Decision(
    String result,
    Verdict verdict,
    List<Change> additions,
    Map<String, String> facts,
    String reason) {

  Decision {
    additions = List.copyOf(additions);
  }

  /** The message is taken as it is. */
  static Decision unchanged(String result, String reason) {
    return new Decision(result, new Verdict.Accept(), List.of(), Map.of(), reason);
  }

  /** The message is taken with these fields on top, the first of them topmost. */
  static Decision with(String result, List<HeaderField> fields, String reason) {
    List<Change> insertions = new ArrayList<>();
    for (int i = fields.size() - 1; i >= 0; i--) { // each goes above the one before
      HeaderField field = fields.get(i);
      insertions.add(new Change.InsertHeader(0, field.name(), field.value()));
    }
    return new Decision(result, new Verdict.Accept(), insertions, Map.of(), reason);
  }

  /** A message that can never be signed: it would fare no better later (RFC 5321 section 4.2.1). */
  static Decision unsignable(Measure onError, String reason) {
    return never(onError, "5.6.0", "The message cannot be signed: " + reason, reason);
  }

  /** A message that is beyond a limit, and will be later (RFC 1870 section 6.3, RFC 3463). */
  static Decision tooLarge(Measure onError, String reason) {
    return never(onError, Verdict.Reject.TOO_LARGE, "The message is too large: " + reason, reason);
  }

  private static Decision never(Measure onError, String code, String text, String reason) {
    return onError == Measure.TEMPFAIL
        ? new Decision(
            "rejected", new Verdict.Reject(code, Printable.of(text)), List.of(), Map.of(), reason)
        : error(onError, reason);
  }

  /** Something went wrong here; it may go better later. */
  static Decision error(Measure onError, String reason) {
    Verdict verdict =
        onError == Measure.TEMPFAIL
            ? new Verdict.TempFail("4.3.0", "The message cannot be processed now, try again later")
            : new Verdict.Accept();
    return new Decision("error", verdict, List.of(), Map.of(), reason);
  }

  /** This decision with one fact more. */
  Decision fact(String name, Object value) {
    Map<String, String> more = new LinkedHashMap<>(facts);
    more.put(name, value.toString());
    return new Decision(result, verdict, additions, more, reason);
  }
}
