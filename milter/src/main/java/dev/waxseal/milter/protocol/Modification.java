package dev.waxseal.milter.protocol;

import java.util.Objects;

/**
 * A change to a message that is taken. {@link #kind()} is there to switch on. Immutable.
 *
 * <p>A mail server that does not let header fields be inserted and deleted is not served. To one
 * that does not let messages be held none is said to be; the operator is warned.
 */
public sealed interface Modification {

  /** The kinds of change, one for each record of this interface. */
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
   * <p>However the value is written, one field comes of it and no more: the server gives it the
   * leading space that the mail server wants, writes folds as the mail server wants them, and lets
   * no CR, no NUL and no line end at the end out.
   *
   * @param index how many fields stand above it, counted after deletions and insertions that came
   *     before. 0 is the top, above what the mail server itself adds (in Postfix its own Received
   *     field is 1); beyond the last means after the last. Of several fields that are inserted at 0
   *     the last stands on top
   * @param name the name without the colon
   * @param value what stands after the colon, ISO-8859-1, with or without leading space; folds are
   *     CRLF or LF, followed by white space
   */
  record InsertHeader(int index, String name, String value) implements Modification {

    /**
     * A change of these parts.
     *
     * @throws IllegalArgumentException if the index is negative, or the name is not one (RFC 5322
     *     section 2.2)
     */
    public InsertHeader {
      if (index < 0) {
        throw new IllegalArgumentException("An index is 0 or more, not " + index);
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
   * @param name the name as the mail server told it, of which case does not matter; it need not be
   *     one that a field may have (RFC 5322 section 2.2), since what a stranger wrote has to go,
   *     too
   * @param occurrence which field of that name, as the filter saw them: 1 is the topmost
   */
  record DeleteHeader(String name, int occurrence) implements Modification {

    /**
     * A change of these parts.
     *
     * @throws IllegalArgumentException if the occurrence is not positive, or the name is empty or
     *     holds what does not go over the wire: a NUL, a character beyond U+00FF
     */
    public DeleteHeader {
      if (name.isEmpty() || name.chars().anyMatch(c -> c == 0 || c > 0xFF)) {
        throw new IllegalArgumentException("The name of a header field is wanted");
      }
      if (occurrence < 1) {
        throw new IllegalArgumentException("An occurrence is 1 or more, not " + occurrence);
      }
    }

    @Override
    public Kind kind() {
      return Kind.DELETE_HEADER;
    }
  }

  /**
   * The message is taken and held for a person to look at.
   *
   * @param reason why, for the operator; what is not printable ASCII becomes a question mark
   */
  record Quarantine(String reason) implements Modification {

    /** A change of these parts. */
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
      throw new IllegalArgumentException(
          "The name of a header field is wanted, not '" + name + "'");
    }
  }
}
