package dev.waxseal.dkim;

import dev.waxseal.mime.BodyHashes;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.HeaderOverflow;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.LineEndScanner;
import dev.waxseal.mime.MessageHandler;
import dev.waxseal.mime.MessageScanner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The signing of one message, in one pass over its bytes, whatever the number of keys.
 *
 * <p>For one message, one thread, used once.
 */
public final class SigningSession {

  private final DkimSigner signer;
  private final MessageScanner scanner;
  private final LineEndScanner lineEnds = new LineEndScanner();
  private final BodyHashes.Need need;
  private final BodyHashes bodyHashes;

  private Headers headers = Headers.of(List.of());
  private boolean overflow;
  private boolean finished;

  SigningSession(DkimSigner signer) {
    this.signer = signer;
    this.scanner = new MessageScanner(signer.limits(), new Intake());
    this.need = BodyHashes.Need.whole(signer.bodyForm());
    this.bodyHashes = new BodyHashes(List.of(need));
  }

  /** Takes the next bytes of the message. */
  public void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  /**
   * Takes the next bytes of the message, as they will be sent, without dot-stuffing.
   *
   * @throws IllegalStateException if the message has ended already
   */
  public void write(byte[] bytes, int offset, int length) {
    requireOpen();
    scanner.write(bytes, offset, length);
    lineEnds.write(bytes, offset, length);
  }

  /**
   * Ends the message and signs it.
   *
   * @return the fields to put on top of the message, in this order (RFC 6376 section 5.6)
   * @throws SigningException if the message must not be signed, or a key does not sign
   * @throws IllegalStateException if the message has ended already
   */
  public List<HeaderField> finish() throws SigningException {
    requireOpen();
    finished = true;
    scanner.finish();
    bodyHashes.finish();
    checkMessage();
    Instant now = signer.clock().instant();
    List<String> names = signer.signedHeaders().names(headers);
    if (names.size() > signer.limits().signedHeaders()) {
      throw new SigningException(SigningProblem.TOO_MANY_FIELDS, names.size() + " fields");
    }
    List<HeaderField> fields = new ArrayList<>();
    for (DkimSigner.Signatory signatory : signer.signatories()) {
      SignatureField field = new SignatureField(signer, signatory, names, now);
      fields.add(field.sign(headers, bodyHashes.hash(need)));
    }
    return List.copyOf(fields);
  }

  private void checkMessage() throws SigningException {
    if (overflow) {
      throw new SigningException(SigningProblem.HEADER_TOO_LARGE, "");
    }
    if (lineEnds.bareLf() > 0 || lineEnds.bareCr() > 0) {
      throw new SigningException(
          SigningProblem.BARE_LINE_END,
          lineEnds.bareCr() + " CR and " + lineEnds.bareLf() + " LF; convert them to CRLF first");
    }
    for (HeaderField field : headers) {
      if (!field.isWellFormed()) {
        throw new SigningException(SigningProblem.MALFORMED_HEADER, "");
      }
    }
    int from = headers.named("From").size();
    if (from != 1) {
      throw new SigningException(
          from == 0 ? SigningProblem.NO_FROM : SigningProblem.SEVERAL_FROM, "");
    }
  }

  private void requireOpen() {
    if (finished) {
      throw new IllegalStateException("The message has ended; begin a new session for the next");
    }
  }

  private final class Intake implements MessageHandler {

    @Override
    public void headers(Headers complete) {
      headers = complete;
    }

    @Override
    public void headerOverflow(HeaderOverflow which) {
      overflow = true;
    }

    @Override
    public void body(byte[] bytes, int offset, int length) {
      bodyHashes.write(bytes, offset, length);
    }
  }
}
