package dev.waxseal.arc;

import dev.waxseal.mime.HeaderField;
import java.util.List;

/**
 * The result of sealing a message.
 *
 * <p>Immutable; share it among threads.
 */
public sealed interface SealResult {

  /**
   * The fields to put on top of the message, in this order: the seal, the message signature and the
   * results, if there are such, then the DKIM signatures that were asked for.
   */
  List<HeaderField> fields();

  /**
   * The message got a new set.
   *
   * @param instance the number of the set
   * @param status what the seal says of the chain before it, {@code cv=}
   * @param fields the fields to put on top of the message
   */
  record Sealed(int instance, ChainStatus status, List<HeaderField> fields) implements SealResult {

    /** Copies the list. */
    public Sealed {
      fields = List.copyOf(fields);
    }
  }

  /**
   * The message got no set.
   *
   * @param reason why not
   * @param about what exactly is wrong, printable ASCII on one line; may be empty
   * @param fields the DKIM signatures, if they were asked for
   */
  record Failure(SealReason reason, String about, List<HeaderField> fields) implements SealResult {

    /** Copies the list. */
    public Failure {
      fields = List.copyOf(fields);
    }

    /** The reason for people, with what exactly is wrong: printable ASCII on one line. */
    public String detail() {
      return reason.detail(about);
    }
  }
}
