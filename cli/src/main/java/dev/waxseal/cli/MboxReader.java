package dev.waxseal.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Divides an mbox into its messages as it is read (RFC 4155, with the quoting of mboxrd).
 *
 * <p>Small messages are copied, so that others can judge them meanwhile; a large one is read
 * through as it passes by. So memory does not depend on the size of the mbox.
 */
final class MboxReader {

  private static final int COPIED = 256 * 1024;

  private final String name;
  private final MboxStream stream;
  private int count;

  MboxReader(String name, InputStream in) {
    this.name = name;
    this.stream = new MboxStream(in);
  }

  /** Hands over the messages in order. */
  void forEach(Consumer<Message> taker) throws IOException {
    while (stream.nextMessage()) {
      count++;
      byte[] head = stream.readNBytes(COPIED);
      if (head.length < COPIED) {
        taker.accept(message(() -> new ByteArrayInputStream(head), false));
      } else {
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), stream);
        taker.accept(message(() -> whole, true));
        stream.transferTo(OutputStream.nullOutputStream());
      }
    }
    if (count == 0) {
      throw new CommandFailure(
          ExitStatus.BAD_DATA, name + " is no mbox: it does not begin with a line 'From ...'");
    }
  }

  private Message message(Message.Content content, boolean now) {
    return new Message(name, OptionalInt.of(count), content, now);
  }
}
