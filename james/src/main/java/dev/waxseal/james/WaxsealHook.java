package dev.waxseal.james;

import dev.waxseal.inbound.InboundReport;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.util.Optional;
import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.apache.james.smtpserver.JamesMessageHook;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what {@link WaxsealVerify} does, while the client still waits for the reply to its message,
 * so that the message can be refused: {@code 550} for the disposition reject, {@code 451} for
 * defer. Put it into the {@code handlerchain} of {@code smtpserver.xml}, before the core handlers,
 * and leave {@code WaxsealVerify} out for the same mail.
 *
 * <p>The parameters are those of {@link WaxsealVerify}; without {@code rejectByPolicy} only a
 * message whose header is too large is refused, and one that DNS does not answer for is deferred.
 *
 * <p>It is compiled for the interfaces of James 3.8.1, which have the same names in 3.9.
 */
public class WaxsealHook implements JamesMessageHook {

  private static final Logger LOG = LoggerFactory.getLogger(WaxsealHook.class);

  private final FileSystem files;
  private Optional<Verification> verification = Optional.empty();

  /** James makes it, and gives it its files. */
  @Inject
  public WaxsealHook(FileSystem files) {
    this.files = files;
  }

  /**
   * Reads the parameters.
   *
   * @throws ConfigurationException if they are wrong
   */
  @Override
  public void init(Configuration configuration) throws ConfigurationException {
    verification = Optional.of(Parameters.of(this, configuration, files, Verification::of));
  }

  @Override
  public HookResult onMessage(SMTPSession session, Mail mail) {
    Optional<InboundReport> report;
    try {
      report = verification.orElseThrow().verify(mail, Client.of(session, mail));
    } catch (MessagingException e) {
      LOG.error("{} cannot be verified", mail.getName(), e);
      return refusal(HookReturnCode.denySoft(), "451", "4.3.0 the message cannot be verified now");
    }
    return report.map(WaxsealHook::reply).orElse(HookResult.DECLINED);
  }

  private static HookResult reply(InboundReport report) {
    return switch (report.dmarc().disposition()) {
      case ACCEPT, QUARANTINE -> HookResult.DECLINED;
      case DEFER ->
          refusal(HookReturnCode.denySoft(), "451", "4.7.5 " + report.dmarc().explanation());
      case REJECT -> refusal(HookReturnCode.deny(), "550", "5.7.1 " + report.dmarc().explanation());
    };
  }

  private static HookResult refusal(HookReturnCode code, String reply, String text) {
    return HookResult.builder()
        .hookReturnCode(code)
        .smtpReturnCode(reply)
        .smtpDescription(text)
        .build();
  }

  /** Releases the sockets of DNS. */
  @Override
  public void destroy() {
    verification.ifPresent(Verification::close);
  }
}
