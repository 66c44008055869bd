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
    /** The key in DNS made the signature, for other header text than is here. */
    KEY_SIGNED,
    /** The key in DNS did not make the signature, or the signature was damaged. */
    KEY_DID_NOT_SIGN,
    /** The type of the key does not reveal whether it made the signature. */
    KEY_CANNOT_TELL,
    /** There is a key record at another name. */
    KEY_ELSEWHERE,
    /** The key record can be read once a mistake in it is corrected. */
    KEY_MENDABLE,
    /** The name of the key has a record of another kind. */
    OTHER_RECORD,
    /** The name of the key is an alias that leads nowhere. */
    KEY_ALIAS,
    /** The record holds a private key. */
    KEY_PRIVATE,
    /** The record holds a key of another kind, or in another form. */
    KEY_OF_OTHER_KIND,
    /** The key in the record is cut off. */
    KEY_CUT_OFF,
    /** The key is in testing, or is not for sub-domains. */
    KEY_FLAGS,
    /** The signature names fields that the message does not have. */
    FIELDS_ABSENT,
    /** The signature names fields that delivery adds or replaces. */
    FIELDS_OF_TRANSPORT,
    /** The signature field was rewritten in encoded words. */
    SIGNATURE_FIELD_ENCODED,
    /** The signature field has base64url in place of base64. */
    SIGNATURE_TAG_REWRITTEN,
    /** The state of the message, apart from a flaw for which the signature does not count. */
    APART_FROM_FLAW,
    /** The distance between the times in the signature and now. */
    TIME,
    /** More or less body than {@code l=} says. */
    LENGTH,
    /** A hop of the ARC chain reported a result for the signature. */
    SEEN_BY_HOP,
    /** Another signature passes, and proves that nothing was changed since it was made. */
    UNCHANGED_SINCE,
    /** The hops of the ARC chain between which the message was changed. */
    CHANGED_BETWEEN
  }

  /** Makes the sentence printable. */
  public Fact {
    sentence = Sentences.printable(sentence);
  }
}
