package dev.waxseal.dkim;

import dev.waxseal.dkim.internal.Cautions;
import dev.waxseal.dkim.internal.SigningPass;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.List;

/**
 * The signing of one message, in one pass over its bytes, whatever the number of keys.
 *
 * <p>For one message, one thread, used once.
 */
public final class SigningSession {

  private final DkimSigner signer;
  private final SigningPass pass;
  private List<SigningCaution> cautions = List.of();

  SigningSession(DkimSigner signer) {
    this.signer = signer;
    this.pass = new SigningPass(signer.limits(), List.of(signer.bodyNeed()), headers -> {});
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
    pass.write(bytes, offset, length);
  }

  /**
   * Ends the message and signs it.
   *
   * @return the fields to put on top of the message, in this order (RFC 6376 section 5.6)
   * @throws SigningException if the message must not be signed, or a key does not sign
   * @throws IllegalStateException if the message has ended already
   */
  public List<HeaderField> finish() throws SigningException {
    Headers headers = pass.finish();
    List<HeaderField> fields = signer.sign(headers, pass.bodyHashes());
    cautions = Cautions.of(headers, signer.names(headers), pass.longestBodyLine());
    return fields;
  }

  /**
   * What in the message will be changed on its way and break the signature, after {@link
   * #finish()}; none before.
   */
  public List<SigningCaution> cautions() {
    return cautions;
  }
}
