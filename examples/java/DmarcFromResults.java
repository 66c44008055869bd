import dev.waxseal.dmarc.DkimCheck;
import dev.waxseal.dmarc.DmarcResult;
import dev.waxseal.dmarc.DmarcVerifier;
import dev.waxseal.dmarc.MailFromCheck;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** DMARC where another filter did DKIM and SPF: {@code FROM DKIM-DOMAIN SPF-DOMAIN [ZONE]}. */
public final class DmarcFromResults {
  public static void main(String[] args) throws IOException {
    Dns dns = args.length > 3 ? Dns.zone(Files.readString(Path.of(args[3]))) : Dns.system();
    Headers headers = Headers.of(List.of(HeaderField.of("From", args[0])));
    DkimCheck dkim = new DkimCheck.Pass(DomainName.of(args[1]));
    MailFromCheck spf = new MailFromCheck.Pass(DomainName.of(args[2]));

    DmarcResult result =
        DmarcVerifier.of(dns).evaluate(headers, List.of(dkim), spf);

    System.out.println(result);
    result.policy().ifPresent(policy -> System.out.println("policy: " + policy.word()));
  }
}
