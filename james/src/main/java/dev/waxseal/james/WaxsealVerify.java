package dev.waxseal.james;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.util.Optional;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/**
 * Verifies mail that comes in: DKIM, SPF, ARC and DMARC. The results become attributes of the mail,
 * {@code dev.waxseal.disposition} among them, for {@link DmarcDispositionIs}, and an
 * Authentication-Results field on top of the message; fields that claim our id are deleted (RFC
 * 8601 section 5). It has to be the first mailet of {@code root}.
 *
 * <p>Parameters: {@code authservId} (needed), {@code trustedSealers}, {@code resolver}, {@code
 * rejectByPolicy}, {@code addHeader}.
 *
 * <p>Memory while it works: the message about four times.
 */
public class WaxsealVerify extends GenericMailet {

  private final FileSystem files;
  private Optional<Verification> verification = Optional.empty();

  /** James makes it, and gives it its files. */
  @Inject
  public WaxsealVerify(FileSystem files) {
    this.files = files;
  }

  /**
   * Reads the parameters.
   *
   * @throws MessagingException if they are wrong
   */
  @Override
  public void init() throws MessagingException {
    verification = Optional.of(Parameters.of(this, files, Verification::of));
  }

  @Override
  public void service(Mail mail) throws MessagingException {
    verification.orElseThrow().verify(mail, Client.of(mail));
  }

  /** Releases the sockets of DNS. */
  @Override
  public void destroy() {
    verification.ifPresent(Verification::close);
  }

  @Override
  public String getMailetInfo() {
    return "Waxseal: verifies DKIM, SPF, ARC and DMARC";
  }
}
