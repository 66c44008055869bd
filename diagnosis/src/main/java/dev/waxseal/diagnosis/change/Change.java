package dev.waxseal.diagnosis.change;

import dev.waxseal.diagnosis.internal.Sentences;
import java.util.List;

/**
 * One change that was made to a message after it was signed. Undoing all changes of a diagnosis
 * gives exactly what was signed.
 *
 * <p>Immutable; share it among threads.
 *
 * @param kind the kind of change
 * @param sentence the change in words: printable ASCII on one line, without a capital at the start
 *     and a full stop at the end
 * @param signed the lines concerned, as they were signed, without line ends; empty if something was
 *     added. Untrusted octets, one character each (ISO-8859-1)
 * @param arrived the same lines as they arrived; empty if something was removed
 * @param shown what a reader sees of the arrived lines: of added text only the words, without
 *     boundary lines, headers of parts, transfer encodings and HTML tags, in UTF-8; otherwise the
 *     arrived lines. Untrusted octets, too
 */
public record Change(
    Kind kind, String sentence, List<String> signed, List<String> arrived, List<String> shown) {

  /** The kinds of changes that a diagnosis can undo. */
  public enum Kind {
    /** Text was added at the end of the body or of one of its parts: a footer, a disclaimer. */
    TEXT_APPENDED,
    /** Text was added at the beginning of the body or of one of its parts. */
    TEXT_PREPENDED,
    /** Lines were added in the middle. */
    TEXT_INSERTED,
    /** Parts were added to a multipart. */
    PART_ADDED,
    /** The body became a part of a multipart. */
    BODY_WRAPPED,
    /** The signed body was empty: all of the body was added. */
    BODY_ADDED,
    /** A ">" was put before lines that begin with "From ". */
    FROM_LINES_QUOTED,
    /** Lines that begin with a dot gained or lost one. */
    DOTS_CHANGED,
    /** Line ends were changed. */
    LINE_ENDS_CHANGED,
    /** Long lines were broken (RFC 5322 section 2.1.1 allows 998 octets). */
    LINES_WRAPPED,
    /** Text was re-encoded: 8bit, quoted-printable or base64 (RFC 2045 section 6). */
    TRANSFER_ENCODING_CHANGED,
    /** Text was converted to another character set. */
    CHARSET_CHANGED,
    /** Tabs became spaces. */
    TABS_EXPANDED,
    /** White space at the ends of lines was removed. */
    TRAILING_SPACE_REMOVED,
    /** White space was added at the ends of lines. */
    TRAILING_SPACE_ADDED,
    /** White space within lines was added or changed. */
    SPACE_CHANGED,
    /** Empty lines were added or removed. */
    BLANK_LINES_CHANGED,
    /** The text before the first part of a multipart was changed. */
    PREAMBLE_CHANGED,
    /** The boundary between the parts of a multipart was changed. */
    BOUNDARY_CHANGED,
    /** The header of a part was rewritten. */
    PART_HEADER_REWRITTEN,
    /** Links were redirected through a service that checks them. */
    LINKS_REWRITTEN,
    /** There is more body than {@code l=} covers. */
    BODY_BEYOND_LENGTH,
    /** The signer hashed another form of the body or the header than it should. */
    SIGNED_IN_ANOTHER_FORM,
    /**
     * Fields were added, removed or moved, or the signer hashed another form: the hash is the same.
     */
    CHANGED_OR_SIGNED_OTHERWISE,

    /** A prefix was added to the subject. */
    SUBJECT_PREFIXED,
    /** Text was put at the end of the subject. */
    SUBJECT_SUFFIXED,
    /** The author in From was replaced. */
    FROM_REPLACED,
    /** A field was added, or another one of the same name. */
    FIELD_ADDED,
    /** A field was removed. */
    FIELD_REMOVED,
    /** Fields of one name changed places. */
    FIELDS_MOVED,
    /** The value of a field was replaced. */
    FIELD_REPLACED,
    /** Addresses were rewritten in another form. */
    ADDRESSES_REWRITTEN,
    /** An address was removed from a list of addresses. */
    RECIPIENT_REMOVED,
    /** An address was added to a list of addresses. */
    RECIPIENT_ADDED,
    /** A field was folded differently. */
    FIELD_REFOLDED,
    /** A field was broken within a word, because its line was too long. */
    FIELD_BROKEN,
    /** The signature field itself was folded or spaced differently. */
    SIGNATURE_FIELD_REFOLDED,
    /** The signature field itself was rewritten in encoded words (RFC 2047). */
    SIGNATURE_FIELD_ENCODED,
    /** {@code b=} or {@code bh=} in the signature field was damaged, or has another alphabet. */
    SIGNATURE_TAG_REWRITTEN,
    /** The capitals in the name of a field were changed. */
    FIELD_NAME_REWRITTEN,
    /** Encoded words were rewritten (RFC 2047). */
    ENCODED_WORDS_REWRITTEN,
    /** A field that describes the body was rewritten, as the body was. */
    CONTENT_FIELD_REWRITTEN
  }

  /** Copies the lists, and makes the sentence printable. */
  public Change {
    sentence = Sentences.printable(sentence);
    signed = List.copyOf(signed);
    arrived = List.copyOf(arrived);
    shown = List.copyOf(shown);
  }

  /** A change whose arrived lines are shown as they are. */
  public Change(Kind kind, String sentence, List<String> signed, List<String> arrived) {
    this(kind, sentence, signed, arrived, arrived);
  }

  /** A change without lines to show. */
  public static Change of(Kind kind, String sentence) {
    return new Change(kind, sentence, List.of(), List.of());
  }
}
