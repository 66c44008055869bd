package dev.waxseal.milter.role;

import dev.waxseal.milter.config.Action;
import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.milter.protocol.Modification.DeleteHeader;
import java.util.List;

/** What is done with the messages of a socket. Immutable; shared among threads. */
interface Role {

  /** Its word in the log. */
  String word();

  /** What is done if something goes wrong, or the message is beyond a limit: accept or tempfail. */
  Action onError();

  /**
   * The fields that are deleted if the message is taken, whatever else becomes of it.
   *
   * @param header the complete header; only its counts if it is overfull
   */
  List<DeleteHeader> deletions(Envelope envelope, MessageHeader header);

  /**
   * Begins a message whose header is complete and not overfull.
   *
   * @param header the header as it came
   * @param deletions what {@link #deletions} has said of it
   */
  RoleSession begin(Envelope envelope, MessageHeader header, List<DeleteHeader> deletions);
}
