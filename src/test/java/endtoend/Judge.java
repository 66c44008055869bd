package endtoend;

import java.io.IOException;

/** Someone who says what the signatures and the chain of a message are worth. */
interface Judge {

  String name();

  /**
   * Judges a message.
   *
   * @param message its octets, one a character (ISO-8859-1)
   */
  Judgement judge(String message) throws IOException;
}
