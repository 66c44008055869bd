package dev.waxseal.james;

import dev.waxseal.arc.ArcSealer;
import dev.waxseal.arc.SealResult;
import dev.waxseal.arc.SealingSession;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Optional;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals mail that is sent on by a list or a forwarder (ARC, RFC 8617), and signs it in the name of
 * the list. It has to be the last mailet before the delivery, and takes the place of {@link
 * WaxsealSign} for such mail.
 *
 * <p>The seal records what {@link WaxsealVerify} or {@link WaxsealHook} found when the message
 * arrived; it stands in an attribute of the mail. A mail without it is signed and not sealed: one
 * that was never verified, one whose chain or author domain DNS did not answer for, one that has
 * got another message since (another Message-ID).
 *
 * <p>Parameters: {@code domain}, {@code selector} and {@code keyFile} of one key, {@code
 * authservId} if it is not that of the verification, {@code sign} (true), {@code keyPassphrase}.
 *
 * <p>Memory while it works: the message about four times.
 */
public class WaxsealSeal extends GenericMailet {

  private static final Logger LOG = LoggerFactory.getLogger(WaxsealSeal.class);
  private static final Limits LIMITS = Limits.defaults();

  private final FileSystem files;
  private Optional<Keys> keys = Optional.empty();

  /** The fields for the top of a message, and what was done, for the log. */
  private record Done(List<HeaderField> fields, String sentence) {}

  /** What seals and what signs. */
  private record Keys(
      String domain,
      String selector,
      SigningKey key,
      Optional<String> authservId,
      Optional<DkimSigner> signer) {

    static Keys of(Parameters parameters) {
      String domain = parameters.needed("domain");
      String selector = parameters.needed("selector");
      SigningKey key = parameters.key("keyFile", parameters.needed("keyFile"));
      Optional<String> id = parameters.text("authservId");
      boolean signs = parameters.flag("sign", true);
      ArcSealer.of(domain, selector, key, id.orElse(domain)); // refuses wrong names
      return new Keys(
          domain,
          selector,
          key,
          id,
          signs ? Optional.of(DkimSigner.of(domain, selector, key)) : Optional.empty());
    }

    ArcSealer sealer(String verifiedBy) {
      ArcSealer plain = ArcSealer.of(domain, selector, key, authservId.orElse(verifiedBy));
      return signer.map(plain::signingFirst).orElse(plain);
    }
  }

  /** James makes it, and gives it its files. */
  @Inject
  public WaxsealSeal(FileSystem files) {
    this.files = files;
  }

  /**
   * Reads the parameters and the key.
   *
   * @throws MessagingException if they are wrong
   */
  @Override
  public void init() throws MessagingException {
    keys = Optional.of(Parameters.of(this, files, Keys::of));
  }

  @Override
  public void service(Mail mail) throws MessagingException {
    byte[] octets = MailBytes.sent(mail);
    Done done;
    try {
      done = done(mail, octets);
    } catch (SigningException e) {
      done = new Done(List.of(), "neither sealed nor signed: " + e.getMessage());
    }
    LOG.info("{} is {}", mail.getName(), done.sentence());
    if (!done.fields().isEmpty()) {
      MailBytes.replace(mail, done.fields(), octets);
    }
  }

  private Done done(Mail mail, byte[] octets) throws SigningException {
    Optional<Arrival> arrival = Arrival.of(mail, LIMITS);
    Optional<Headers> headers = MailBytes.headers(octets, LIMITS);
    if (arrival.isEmpty()) {
      return unsealed(octets, Arrival.whyNone(mail));
    }
    if (!headers.map(arrival.get()::isOf).orElse(false)) {
      return unsealed(octets, "its Message-ID is not that of the message that was verified");
    }
    SealingSession session =
        keys.orElseThrow()
            .sealer(arrival.get().authservId())
            .begin(arrival.get().handover(), arrival.get().header());
    session.write(octets);
    SealResult result = session.finish();
    return result instanceof SealResult.Sealed sealed
        ? new Done(
            sealed.fields(), "sealed: i=" + sealed.instance() + " cv=" + sealed.status().word())
        : new Done(result.fields(), "not sealed: " + ((SealResult.Failure) result).detail());
  }

  private Done unsealed(byte[] octets, String why) throws SigningException {
    Optional<DkimSigner> signer = keys.orElseThrow().signer();
    List<HeaderField> signatures = signer.isPresent() ? signer.get().sign(octets) : List.of();
    return new Done(signatures, "not sealed: " + why);
  }

  @Override
  public String getMailetInfo() {
    return "Waxseal: seals by ARC, and signs in the name of a list";
  }
}
