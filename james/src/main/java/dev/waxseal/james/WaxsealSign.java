package dev.waxseal.james;

import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.Limits;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.util.Optional;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs mail that goes out (DKIM, RFC 6376), with one key or several. It has to be the last mailet
 * before the delivery: a signature ends with the next change of the message.
 *
 * <p>Parameters: either {@code domain}, {@code selector} and {@code keyFile}, with several
 * selectors and as many files for several signatures, and every message is signed; or {@code key},
 * once for each key, with a domain, a selector and a file, and a message is signed by the keys of
 * its author's domain, or of the nearest domain above it. {@code keyPassphrase} opens encrypted
 * files.
 *
 * <p>A message that must not be signed goes on as it is, and the log says why. Memory while it
 * works: the message about four times.
 */
public class WaxsealSign extends GenericMailet {

  private static final Logger LOG = LoggerFactory.getLogger(WaxsealSign.class);
  private static final Limits LIMITS = Limits.defaults();

  private final FileSystem files;
  private Optional<SigningTable> table = Optional.empty();

  /** James makes it, and gives it its files. */
  @Inject
  public WaxsealSign(FileSystem files) {
    this.files = files;
  }

  /**
   * Reads the parameters and the keys.
   *
   * @throws MessagingException if they are wrong
   */
  @Override
  public void init() throws MessagingException {
    table = Optional.of(Parameters.of(this, files, SigningTable::of));
  }

  @Override
  public void service(Mail mail) throws MessagingException {
    byte[] octets = MailBytes.sent(mail);
    Optional<Headers> headers = MailBytes.headers(octets, LIMITS);
    if (headers.isEmpty()) {
      LOG.warn("{} is not signed: its header is larger than can be signed", mail.getName());
      return;
    }
    Optional<DkimSigner> signer = table.orElseThrow().signer(headers.get(), LIMITS);
    if (signer.isEmpty()) {
      LOG.info("{} is not signed: there is no key for the domain of its author", mail.getName());
      return;
    }
    try {
      MailBytes.replace(mail, signer.get().sign(octets), octets);
    } catch (SigningException e) {
      LOG.warn("{} is not signed: {}", mail.getName(), e.getMessage());
    }
  }

  @Override
  public String getMailetInfo() {
    return "Waxseal: signs by DKIM";
  }
}
