package endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import java.util.stream.Collectors;

/** Waxseal as the members' mail server would have it in its program. */
final class WaxsealJudge implements Judge {

  private final InboundAuthenticator authenticator;

  WaxsealJudge(Site site) {
    this.authenticator = InboundAuthenticator.of("mx." + Site.MEMBERS, site.dns());
  }

  @Override
  public String name() {
    return "Waxseal";
  }

  @Override
  public Judgement judge(String message) {
    InboundReport report = authenticator.authenticate(message.getBytes(ISO_8859_1));
    return new Judgement(
        report.arc().result().status().word(),
        report.dkim().passes().stream()
            .flatMap(pass -> pass.signature().stream())
            .map(WaxsealJudge::words)
            .collect(Collectors.toSet()));
  }

  private static String words(DkimSignature signature) {
    return signature.domain() + "/" + signature.selector();
  }
}
