package differential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.ZoneDns;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.spf.SpfClient;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** A message that Waxseal has judged, as it stands before programs that read the results. */
final class Judged {

  static final String SERVICE = "mx.example.net";

  /** The client that SPF of the author's domain allows. */
  static final String CLIENT = "192.0.2.1";

  private static final String MESSAGE =
      String.join(
          "\r\n",
          "From: Alice <alice@" + Keys.DOMAIN + ">",
          "To: bob@example.net",
          "Subject: Dinner",
          "Date: Sun, 29 Nov 2026 12:00:00 +0000",
          "Message-ID: <1@" + Keys.DOMAIN + ">",
          "",
          "Are you hungry yet?",
          "");

  private Judged() {}

  /**
   * A judgement of a message whose lowest signature passes, as SPF does.
   *
   * @param broken how many signatures above it do not count, each with an identity whose local part
   *     is quoted
   */
  static InboundReport message(int broken) throws SigningException {
    StringBuilder message = new StringBuilder();
    for (int i = 0; i < broken; i++) {
      message.append(
          "DKIM-Signature: v=1; a=rsa-sha256; d=" + Keys.DOMAIN + "; s=none" + i + "; h=from;\r\n");
      message.append(" i=\"ab\"@" + Keys.DOMAIN + "; bh=AAAA; b=AAAABBBB\r\n");
    }
    SigningAlgorithm rsa = SigningAlgorithm.RSA_SHA256;
    DkimSigner signer = DkimSigner.of(Keys.DOMAIN, Keys.selector(rsa), Keys.key(rsa));
    for (HeaderField field : signer.sign(MESSAGE.getBytes(ISO_8859_1))) {
      message.append(new String(field.bytes(), ISO_8859_1));
    }
    message.append(MESSAGE);
    ZoneDns dns =
        ZoneDns.of(
            key(rsa),
            Keys.DOMAIN + ". TXT \"v=spf1 ip4:" + CLIENT + " -all\"",
            "_dmarc." + Keys.DOMAIN + ". TXT \"v=DMARC1; p=reject\"");
    return InboundAuthenticator.of(SERVICE, dns)
        .authenticate(message.toString().getBytes(ISO_8859_1), client());
  }

  /** The message as others get it, without its signatures. */
  static String delivered(List<HeaderField> fields) {
    StringBuilder message = new StringBuilder();
    fields.forEach(field -> message.append(new String(field.bytes(), ISO_8859_1)));
    return message.append(MESSAGE).toString();
  }

  private static String key(SigningAlgorithm algorithm) {
    String record = Keys.record(algorithm);
    return Keys.recordName(algorithm)
        + ". TXT \""
        + record.substring(0, 200)
        + "\" \""
        + record.substring(200)
        + "\"";
  }

  private static SpfClient client() {
    try {
      return SpfClient.of(InetAddress.getByName(CLIENT), "client.example", "alice@" + Keys.DOMAIN);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
