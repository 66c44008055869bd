package dev.waxseal.pass;

import dev.waxseal.mime.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * One pass over the octets of one message.
 *
 * <p>When the header ends, all DNS queries are sent; DNS answers while the body arrives and is
 * hashed. At the end of the message, or at the deadline, the report is made. Memory is the header
 * and small buffers, whatever the size of the body.
 *
 * <p>Write the message with {@code write}, through {@link #asOutputStream()}, or let the session
 * read it with {@code read}; then call {@link #finish()} or {@link #finishAsync}. For one message
 * and one thread, used once. A session of a message that broke off may simply be dropped: it holds
 * no file, socket or thread.
 *
 * @param <R> the report of one message
 */
public interface MessageSession<R> {

  /**
   * Takes the next octets of the message, as they came over SMTP with the dots unstuffed.
   *
   * @throws IllegalStateException if the session is finished
   */
  void write(byte[] bytes);

  /**
   * Takes the next octets of the message, as they came over SMTP with the dots unstuffed. A lone CR
   * or LF is an ordinary octet.
   *
   * @throws IllegalStateException if the session is finished
   */
  void write(byte[] bytes, int offset, int length);

  /**
   * A stream that writes to this session, for producers such as a mail API's {@code writeTo}.
   * Closing it does nothing; it throws {@code IllegalStateException} if the session is finished.
   */
  OutputStream asOutputStream();

  /**
   * Reads a whole message from memory. If its first 65,536 octets hold LF and no CRLF, as a file on
   * Unix does, every bare LF is read as CRLF, and the report says so.
   *
   * @return what was done with the line ends
   * @throws IllegalStateException if the session is finished
   */
  LineEnds read(byte[] message);

  /**
   * Reads a message to the end of the stream, which is not closed; line ends as in {@link
   * #read(byte[])}.
   *
   * @return what was done with the line ends
   * @throws IOException if the stream cannot be read
   * @throws IllegalStateException if the session is finished
   */
  LineEnds read(InputStream message) throws IOException;

  /**
   * Reads a message from a file, line ends as in {@link #read(byte[])}.
   *
   * @return what was done with the line ends
   * @throws IOException if the file cannot be read
   * @throws IllegalStateException if the session is finished
   */
  LineEnds read(Path message) throws IOException;

  /**
   * Ends the message and makes the report. Blocks until DNS has answered, at most {@link
   * Limits#dnsDeadline()}; an answer that has not arrived by then, or when the thread is
   * interrupted, is unavailable.
   *
   * @throws IllegalStateException if the session is finished
   */
  R finish();

  /**
   * Ends the message and makes the report without blocking. The stage completes at the deadline at
   * the latest, and never exceptionally unless the executor refuses.
   *
   * @param executor where the signatures are verified, so that no thread of DNS is held up
   * @throws IllegalStateException if the session is finished
   */
  CompletionStage<R> finishAsync(Executor executor);
}
