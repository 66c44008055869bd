package dev.waxseal.milter.protocol;

import java.util.Objects;

/**
 * A modification of an accepted message. Switch on {@link #kind()}. Immutable.
 *
 * <p>A mail server that does not allow header fields to be inserted and deleted is not served. If
 * it does not allow messages to be held, a quarantine is skipped with a warning.
 */
public sealed interface Modification {

  /** The kinds of modification, one for each record of this interface. */
  enum Kind {
    /** {@link InsertHeader}. */
    INSERT_HEADER,
    /** {@link DeleteHeader}. */
    DELETE_HEADER,
    /** {@link Quarantine}. */
    QUARANTINE
  }

  /** {@return which of the records of this interface this is} */
  Kind kind();

  /**
   * A header field is inserted.
   *
   * <p>Whatever the value contains, exactly one field results: the server adds the leading space
   * and writes folds as the mail server expects them, and removes CR, NUL and line ends that are
   * not folds.
   *
   * @param index the number of fields above it, after earlier deletions and insertions. 0 is the
   *     top, above fields that the mail server itself adds (in Postfix its own Received field is
   *     1); an index beyond the last means after the last. Of several fields that are inserted at 0
   *     the last is on top
   * @param name the name without the colon
   * @param value the text after the colon, ISO-8859-1, with or without leading space; folds are
   *     CRLF or LF, followed by white space
   */
  record InsertHeader(int index, String name, String value) implements Modification {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the index is negative, or the name is not one (RFC 5322
     *     section 2.2)
     */
    public InsertHeader {
      if (index < 0) {
        throw new IllegalArgumentException("The index must not be negative: " + index);
      }
      requireName(name);
      Objects.requireNonNull(value, "value");
    }

    @Override
    public Kind kind() {
      return Kind.INSERT_HEADER;
    }
  }

  /**
   * A header field is deleted.
   *
   * @param name the name as the mail server sent it, in any case; it may be a name that RFC 5322
   *     section 2.2 does not allow, since such fields of strangers must be deletable as well
   * @param occurrence which field of that name, as the filter saw them: 1 is the topmost
   */
  record DeleteHeader(String name, int occurrence) implements Modification {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the occurrence is not positive, or the name is empty or
     *     has NUL or a character above U+00FF, which cannot be sent
     */
    public DeleteHeader {
      if (name.isEmpty() || name.chars().anyMatch(c -> c == 0 || c > 0xFF)) {
        throw new IllegalArgumentException(
            "The name of a header field is empty or has NUL or a character above U+00FF");
      }
      if (occurrence < 1) {
        throw new IllegalArgumentException("The occurrence must be 1 or more: " + occurrence);
      }
    }

    @Override
    public Kind kind() {
      return Kind.DELETE_HEADER;
    }
  }

  /**
   * The message is accepted and held for a person to look at.
   *
   * @param reason the reason, for the operator; characters outside printable ASCII become question
   *     marks
   */
  record Quarantine(String reason) implements Modification {

    /** Checks the parts. */
    public Quarantine {
      Objects.requireNonNull(reason, "reason");
    }

    @Override
    public Kind kind() {
      return Kind.QUARANTINE;
    }
  }

  private static void requireName(String name) {
    if (name.isEmpty() || !name.chars().allMatch(c -> c > ' ' && c < 0x7F && c != ':')) {
      throw new IllegalArgumentException("Not the name of a header field: '" + name + "'");
    }
  }
}
