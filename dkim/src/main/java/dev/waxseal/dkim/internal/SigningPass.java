package dev.waxseal.dkim.internal;

import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.mime.HeaderFault;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import dev.waxseal.mime.MessageScanner;
import dev.waxseal.mime.internal.BodyHashes;
import dev.waxseal.mime.internal.LineEndScanner;
import dev.waxseal.mime.internal.LongestLine;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * The one pass over a message that is to be signed, whatever the number of keys and of seals.
 *
 * <p>For one message, one thread, used once.
 */
public final class SigningPass {

  private final MessageScanner scanner;
  private final LineEndScanner lineEnds = new LineEndScanner();
  private final LongestLine bodyLines = new LongestLine();
  private final BodyHashes bodyHashes;
  private final Consumer<Headers> onHeaders;

  private Headers headers = Headers.of(List.of());
  private boolean overflow;
  private boolean finished;

  /**
   * A pass that has seen nothing yet.
   *
   * @param needs the hashes of the body that will be signed
   * @param onHeaders what happens when the header is complete
   */
  public SigningPass(
      Limits limits, Collection<BodyHashes.Need> needs, Consumer<Headers> onHeaders) {
    this.scanner = new MessageScanner(limits, new Intake());
    this.bodyHashes = new BodyHashes(needs);
    this.onHeaders = onHeaders;
  }

  /**
   * Takes the next bytes of the message.
   *
   * @throws IllegalStateException if the message has ended already
   */
  public void write(byte[] bytes, int offset, int length) {
    requireOpen();
    scanner.write(bytes, offset, length);
    lineEnds.write(bytes, offset, length);
  }

  /**
   * Ends the message.
   *
   * @return its header
   * @throws SigningException if the message must not be signed
   * @throws IllegalStateException if the message has ended already
   */
  public Headers finish() throws SigningException {
    requireOpen();
    finished = true;
    scanner.finish();
    bodyHashes.finish();
    if (overflow) {
      throw new SigningException(SigningException.Problem.HEADER_TOO_LARGE, "");
    }
    check(headers, lineEnds.bareCr(), lineEnds.bareLf());
    return headers;
  }

  /** The hashes of the body, after {@link #finish()}. */
  public BodyHashes bodyHashes() {
    return bodyHashes;
  }

  /** The octets of the longest line of the body, without its end, after {@link #finish()}. */
  public long longestBodyLine() {
    return bodyLines.octets();
  }

  /**
   * Checks a message that is to be signed.
   *
   * @param bareCr the number of CR in it that stand alone
   * @param bareLf the number of LF in it that stand alone
   * @throws SigningException if it must not be signed
   */
  public static void check(Headers headers, long bareCr, long bareLf) throws SigningException {
    if (bareLf > 0 || bareCr > 0) {
      throw new SigningException(
          SigningException.Problem.BARE_LINE_END,
          bareCr + " CR and " + bareLf + " LF; convert them to CRLF first");
    }
    checkHeader(headers);
    int from = headers.named("From").size();
    if (from != 1) {
      throw new SigningException(
          from == 0 ? SigningException.Problem.NO_FROM : SigningException.Problem.SEVERAL_FROM, "");
    }
  }

  private static void checkHeader(Headers headers) throws SigningException {
    List<HeaderFault> faults = HeaderFault.in(headers);
    if (!faults.isEmpty()) {
      throw faults.get(0).kind() == HeaderFault.Kind.NUL
          ? new SigningException(SigningException.Problem.NUL_IN_HEADER, "")
          : new SigningException(
              SigningException.Problem.MALFORMED_HEADER, faults.get(0).kind().summary());
    }
  }

  private void requireOpen() {
    if (finished) {
      throw new IllegalStateException("The message has ended; begin a new session for the next");
    }
  }

  private final class Intake implements MessageScanner.Handler {

    @Override
    public void headers(Headers complete) {
      headers = complete;
      onHeaders.accept(complete);
    }

    @Override
    public void headerOverflow(Headers.Overflow which) {
      overflow = true;
    }

    @Override
    public void body(byte[] bytes, int offset, int length) {
      bodyHashes.write(bytes, offset, length);
      bodyLines.write(bytes, offset, length);
    }
  }
}
