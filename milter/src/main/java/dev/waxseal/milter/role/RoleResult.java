package dev.waxseal.milter.role;

import dev.waxseal.milter.config.Action;
import dev.waxseal.milter.protocol.Modification;
import dev.waxseal.milter.protocol.Reply;
import dev.waxseal.mime.HeaderField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The result of a role for a message. Deletions do not depend on it and are not part of it.
 * Immutable.
 *
 * @param word the result in a word: {@code sealed}
 * @param reply the reply to the client
 * @param additions the modifications, including quarantine, except deletions
 * @param facts further facts for the log, by name: {@code cv}
 * @param reason the reason, for people; may be empty
 */
record RoleResult(
    String word,
    Reply reply,
    List<Modification> additions,
    Map<String, String> facts,
    String reason) {

  RoleResult {
    additions = List.copyOf(additions);
  }

  /** The message is accepted unchanged. */
  static RoleResult unchanged(String word, String reason) {
    return new RoleResult(word, new Reply.Accept(), List.of(), Map.of(), reason);
  }

  /** The message is accepted with these fields on top, the first of them topmost. */
  static RoleResult with(String word, List<HeaderField> fields, String reason) {
    List<Modification> insertions = new ArrayList<>();
    for (int i = fields.size() - 1; i >= 0; i--) { // each goes above the one before
      HeaderField field = fields.get(i);
      insertions.add(new Modification.InsertHeader(0, field.name(), field.value()));
    }
    return new RoleResult(word, new Reply.Accept(), insertions, Map.of(), reason);
  }

  /** A message that can never be signed, now or later (RFC 5321 section 4.2.1). */
  static RoleResult unsignable(Action onError, String reason) {
    return never(onError, "5.6.0", "The message cannot be signed: " + reason, reason);
  }

  /** A message beyond a limit, now and later (RFC 1870 section 6.3, RFC 3463). */
  static RoleResult tooLarge(Action onError, String reason) {
    return never(onError, Reply.Reject.TOO_LARGE, "The message is too large: " + reason, reason);
  }

  private static RoleResult never(Action onError, String code, String text, String reason) {
    return onError == Action.TEMPFAIL
        ? new RoleResult(
            "rejected", new Reply.Reject(code, Printable.of(text)), List.of(), Map.of(), reason)
        : error(onError, reason);
  }

  /** An error on our side, which may be temporary. */
  static RoleResult error(Action onError, String reason) {
    Reply reply =
        onError == Action.TEMPFAIL
            ? new Reply.TempFail(
                "4.3.0", "The message cannot be processed now, please try again later")
            : new Reply.Accept();
    return new RoleResult("error", reply, List.of(), Map.of(), reason);
  }

  /** This result, with the message held for an administrator. */
  RoleResult held(String why) {
    if (reply.kind() != Reply.Kind.ACCEPT) {
      return this;
    }
    List<Modification> more = new ArrayList<>(additions);
    more.add(new Modification.Quarantine(Printable.of(why)));
    return new RoleResult(word.equals("accepted") ? "held" : word, reply, more, facts, reason);
  }

  /** This result with one more fact. */
  RoleResult fact(String name, Object value) {
    Map<String, String> more = new LinkedHashMap<>(facts);
    more.put(name, value.toString());
    return new RoleResult(word, reply, additions, more, reason);
  }
}
