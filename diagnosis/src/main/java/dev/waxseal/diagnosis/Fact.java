package dev.waxseal.diagnosis;

import dev.waxseal.diagnosis.internal.Sentences;

/**
 * Something else that is known of a failed signature: read or calculated, never guessed.
 *
 * @param kind the kind of fact
 * @param sentence the fact in words: printable ASCII on one line, without a capital at the start
 *     and a full stop at the end
 */
public record Fact(Kind kind, String sentence) {

  /** The kinds of facts. */
  public enum Kind {
    /** The key in DNS made the signature, so that it is the header that was changed. */
    KEY_SIGNED,
    /** The key in DNS did not make the signature, or the signature was damaged. */
    KEY_DID_NOT_SIGN,
    /** The key is of a type that cannot tell whether it made a signature. */
    KEY_CANNOT_TELL,
    /** There is a key record at another name. */
    KEY_ELSEWHERE,
    /** The key record is readable once something is taken out of it. */
    KEY_MENDABLE,
    /** The name of the key is an alias that leads nowhere. */
    KEY_ALIAS,
    /** The record holds a private key. */
    KEY_PRIVATE,
    /** The record holds a key of another kind, or in another form. */
    KEY_OF_OTHER_KIND,
    /** The key in the record ends too early. */
    KEY_CUT_OFF,
    /** The key is in testing, or does not serve subdomains. */
    KEY_FLAGS,
    /** The signature names fields that the message does not have. */
    FIELDS_ABSENT,
    /** How far the times in the signature are off. */
    TIME,
    /** More or less body than {@code l=} says. */
    LENGTH,
    /** What a hop of the chain found of the signature. */
    SEEN_BY_HOP,
    /** Between which hops of the chain the message was changed. */
    CHANGED_BETWEEN
  }

  /** Makes the sentence printable. */
  public Fact {
    sentence = Sentences.printable(sentence);
  }
}
