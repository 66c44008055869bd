package dev.waxseal.milter.role;

import dev.waxseal.milter.config.Action;
import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.milter.protocol.Modification.DeleteHeader;
import java.util.List;

/** Processes the messages of a socket. Immutable; shared among threads. */
interface Role {

  /** Its word in the log. */
  String word();

  /** The action for errors and messages beyond a limit: accept or tempfail. */
  Action onError();

  /**
   * The fields that are deleted if the message is accepted, whatever else happens to it.
   *
   * @param header the complete header; if it is overfull, only its counts
   */
  List<DeleteHeader> deletions(Envelope envelope, MessageHeader header);

  /**
   * Begins a message whose header is complete and not overfull.
   *
   * @param header the header as it came
   * @param deletions the result of {@link #deletions}
   */
  RoleSession begin(Envelope envelope, MessageHeader header, List<DeleteHeader> deletions);
}
