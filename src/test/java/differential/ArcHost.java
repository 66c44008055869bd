package differential;

import java.io.Closeable;
import java.io.IOException;

/** A host on the way of a message that seals it and judges its chain. */
interface ArcHost extends Closeable {

  /** Its name. */
  String name();

  /**
   * Seals a message.
   *
   * @param arrived the message as it came, whose chain holds or which has none
   * @param outgoing the message as it goes out
   * @return the fields of the new set, one after another with their CRLF
   */
  String seal(String arrived, String outgoing) throws IOException;

  /** The status of the chain and what else is to be said of it. */
  String judge(String message) throws IOException;

  /** Whether the chain holds. */
  default boolean passes(String message) throws IOException {
    return judge(message).startsWith("pass");
  }
}
