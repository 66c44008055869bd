package dev.waxseal.jakarta.mail;

import dev.waxseal.arc.SealResult;
import dev.waxseal.arc.SealingSession;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningSession;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.mime.HeaderField;
import jakarta.activation.DataHandler;
import jakarta.mail.Address;
import jakarta.mail.IllegalWriteException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message with its signatures, which is sent as it was signed.
 *
 * <pre>{@code
 * Transport.send(SignedMimeMessage.of(mail, signer));
 * }</pre>
 *
 * <p>An ordinary {@code MimeMessage} changes when it is sent: {@code Transport.send} gives it a new
 * Message-ID, and with {@code mail.smtp.allow8bitmime} the transport encodes its text again. Both
 * break a signature. This one holds the octets that were signed, with the signatures on top, and
 * writes those. All of Jakarta Mail can read it. {@code saveChanges()} does nothing, and whatever
 * would change the message throws {@link IllegalWriteException}; flags, which are not part of it,
 * can be set.
 *
 * <p>The octets have the line ends of mail: a CR or LF that stands alone becomes CRLF, as
 * transports send it. {@code Bcc} and {@code Content-Length}, which transports leave out, are left
 * out before signing; the recipients in {@code Bcc} are still among {@link #getAllRecipients()}, so
 * that they get the message. It is all in memory.
 *
 * <p><b>The message that it is made from.</b> A message that was parsed and has the body that it
 * came with is signed as it stands, octet for octet, changed header fields included. Any other is
 * saved first, as {@code Transport.send} does: afterwards it has a Date and its MIME fields. A
 * Message-ID that it had is kept; if it had none, the one that was made for the signature is taken
 * out again, and the same object can be changed and signed a second time. What is changed in the
 * parts of a parsed message counts once {@code setContent} or {@code saveChanges} was called, as
 * ever; the latter makes a new Message-ID, which a list does not want.
 *
 * <p>It is no {@code SMTPMessage} of Angus Mail: the options of such a message, like its envelope
 * sender, are lost; set them as properties of the session ({@code mail.smtp.from}).
 *
 * <p>Threads may share it if they only read; the message that it is made from must not change
 * meanwhile.
 */
public final class SignedMimeMessage extends MimeMessage {

  private static final String BCC = "Bcc";

  private final byte[] octets;
  private final @Nullable String bcc;
  private final List<SigningSession.Caution> cautions;
  private final Optional<SealResult> seal;

  private SignedMimeMessage(
      MimeMessage source,
      byte[] octets,
      List<SigningSession.Caution> cautions,
      Optional<SealResult> seal)
      throws MessagingException {
    super(source.getSession(), new SharedByteArrayInputStream(octets));
    this.octets = octets;
    this.bcc = source instanceof SignedMimeMessage signed ? signed.bcc : source.getHeader(BCC, ",");
    this.cautions = cautions;
    this.seal = seal;
  }

  /**
   * A message with the signatures of a signer (RFC 6376 section 5).
   *
   * @param message the message to sign; see above for what happens to it
   * @throws SigningException if the message must not be signed, or a key does not sign
   * @throws IOException if the content of the message cannot be read, such as a file
   * @throws MessagingException if the message cannot be saved or written
   */
  public static SignedMimeMessage of(MimeMessage message, DkimSigner signer)
      throws SigningException, IOException, MessagingException {
    byte[] sent = new SourceMessage(message).sent();
    SigningSession session = signer.begin();
    session.write(sent);
    byte[] octets = below(session.finish(), sent);
    return new SignedMimeMessage(message, octets, session.cautions(), Optional.empty());
  }

  /**
   * A message with a new set of ARC, for lists and forwarders (RFC 8617 section 5.1), and with the
   * signatures of DKIM that the sealer makes ({@code ArcSealer.signingFirst}). If there is to be no
   * seal, it has the latter alone, and {@link #seal()} says why.
   *
   * <pre>{@code
   * SignedMimeMessage.of(post, sealer.begin(report.arrival()));
   * }</pre>
   *
   * @param message the message as it goes out, changed and without forged fields; see above for
   *     what happens to it
   * @param session a session that nothing was written to
   * @throws SigningException if the message must not be signed, or a key does not sign
   * @throws IOException if the content of the message cannot be read, such as a file
   * @throws MessagingException if the message cannot be saved or written
   */
  public static SignedMimeMessage of(MimeMessage message, SealingSession session)
      throws SigningException, IOException, MessagingException {
    byte[] sent = new SourceMessage(message).sent();
    session.write(sent);
    SealResult seal = session.finish();
    return new SignedMimeMessage(message, below(seal.fields(), sent), List.of(), Optional.of(seal));
  }

  private static byte[] below(List<HeaderField> fields, byte[] message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(message.length + 2048);
    fields.forEach(field -> out.writeBytes(field.bytes()));
    out.writeBytes(message);
    return out.toByteArray();
  }

  /**
   * What servers on the way will change, so that the signature breaks; empty for a sealed message.
   */
  public List<SigningSession.Caution> cautions() {
    return cautions;
  }

  /** The result of sealing; empty for a message that was signed by a {@code DkimSigner} alone. */
  public Optional<SealResult> seal() {
    return seal;
  }

  /** Writes the octets that were signed, whatever the second parameter names. */
  @Override
  public void writeTo(OutputStream out, String[] ignored) throws IOException {
    out.write(octets);
    out.flush();
  }

  /** The content, parsed again each time: what is changed in it changes nothing here. */
  @Override
  public Object getContent() throws IOException, MessagingException {
    return getDataHandler().getContent();
  }

  /** The recipients of a kind, those of the {@code Bcc} that was left out included. */
  @Override
  public Address[] getRecipients(Message.RecipientType type) throws MessagingException {
    return bcc != null && type.equals(Message.RecipientType.BCC)
        ? InternetAddress.parseHeader(bcc, strict())
        : super.getRecipients(type);
  }

  private boolean strict() {
    Session own = session;
    String strict = own == null ? null : own.getProperty("mail.mime.address.strict");
    return !"false".equalsIgnoreCase(strict);
  }

  /** Does nothing: all is saved. */
  @Override
  public void saveChanges() {}

  @Override
  protected void updateHeaders() {}

  @Override
  protected void updateMessageID() {}

  /**
   * Does nothing if the message has this very field, as when Spring puts back the Message-ID.
   *
   * @throws IllegalWriteException otherwise
   */
  @Override
  public void setHeader(String name, String value) throws MessagingException {
    String[] present = getHeader(name);
    if (present == null || present.length != 1 || !present[0].equals(value)) {
      throw signed("set " + name);
    }
  }

  @Override
  public void addHeader(String name, String value) throws MessagingException {
    throw signed("add " + name);
  }

  @Override
  public void addHeaderLine(String line) throws MessagingException {
    throw signed("add a field");
  }

  /**
   * Does nothing if the message has no such field.
   *
   * @throws IllegalWriteException otherwise
   */
  @Override
  public void removeHeader(String name) throws MessagingException {
    if (getHeader(name) != null) {
      throw signed("remove " + name);
    }
  }

  @Override
  public synchronized void setDataHandler(DataHandler handler) throws MessagingException {
    throw signed("set the content");
  }

  private static IllegalWriteException signed(String change) {
    return new IllegalWriteException(
        "Cannot "
            + change
            + ": the message is signed; change the message that it was made from, and sign again");
  }
}
