package endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.dkim.signature.SigningException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Mail of many domains to one receiver, and what the domains' reports have to say of it. */
final class ReportedMail {

  /** The receiver, which sends the reports. */
  static final String RECEIVER = "mx.example";

  /** Where the receiver's users are. */
  static final String USERS = "users.example";

  /** Takes reports for others, which say so in DNS. */
  private static final String COLLECTOR = "reports.example";

  private static final String SELECTOR = "s1";
  private static final int COLLECTED = 5;

  /** How a message came. Another client than that of the domain fails SPF. */
  private enum Way {
    /** From the domain's own server. */
    DIRECT(true, true, true),
    /** Sent on as it was. */
    FORWARDED(true, true, false),
    /** From the domain's own server, which did not sign. */
    UNSIGNED(false, false, true),
    /** Changed by a list after it was signed. */
    LIST(true, false, false),
    /** From somebody else. */
    FORGED(false, false, false);

    private final boolean signed;
    private final boolean dkim;
    private final boolean spf;

    Way(boolean signed, boolean dkim, boolean spf) {
      this.signed = signed;
      this.dkim = dkim;
      this.spf = spf;
    }
  }

  /**
   * What a record says besides its count.
   *
   * @param domain the policy domain, which is that of From
   * @param source the address of the client
   */
  record Row(String domain, String source, String dkim, String spf, String disposition) {}

  /**
   * A message.
   *
   * @param client who brings it, in the words of Postfix's XCLIENT
   * @param reported where it is counted
   */
  record Sent(String client, String sender, String text, Row reported) {

    /** True if the receiver has to refuse it. */
    boolean isRefused() {
      return reported.disposition().equals("reject");
    }
  }

  private final int domains;
  private final Random random = new Random(20);
  private final SigningKey.Generated key = SigningKey.generate(SigningAlgorithm.RSA_SHA256);

  ReportedMail(int domains) {
    this.domains = domains;
  }

  /** The key of all domains. */
  String pem() {
    return key.pem();
  }

  /** The master file with all of DNS. */
  String zone() {
    StringBuilder zone = new StringBuilder("$TTL 3600\n");
    record(zone, "_dmarc." + RECEIVER, "v=DMARC1; p=reject");
    key(zone, RECEIVER);
    for (int i = 0; i < domains; i++) {
      String domain = domain(i);
      String more = isCollected(i) ? ",mailto:" + domain + "@" + COLLECTOR : "";
      record(
          zone,
          "_dmarc." + domain,
          "v=DMARC1; p=" + policy(i) + "; rua=mailto:dmarc@" + domain + more);
      record(zone, domain, "v=spf1 ip4:" + address(i) + " -all");
      record(zone, domain + "._report._dmarc." + COLLECTOR, "v=DMARC1");
      key(zone, domain);
    }
    return zone.toString();
  }

  /** Messages, each domain's in turn; how they come is drawn by lot, always the same. */
  List<Sent> messages(int count) throws SigningException {
    List<Sent> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Way way = Way.values()[random.nextInt(Way.values().length)];
      messages.add(message(i % domains, way));
    }
    return messages;
  }

  /** The mails that the reports about these domains are: one for each destination. */
  static long mails(Set<String> reported) {
    return reported.stream().mapToLong(domain -> isCollected(number(domain)) ? 2 : 1).sum();
  }

  private Sent message(int i, Way way) throws SigningException {
    String domain = domain(i);
    String text = Letter.to("bob@" + USERS).with("From", "Ann <ann@" + domain + ">").text();
    if (way.signed) {
      DkimSigner signer = DkimSigner.of(domain, SELECTOR, key.key());
      StringBuilder fields = new StringBuilder();
      signer
          .sign(text.getBytes(ISO_8859_1))
          .forEach(field -> fields.append(new String(field.bytes(), ISO_8859_1)));
      text = fields + text;
    }
    if (way == Way.LIST) {
      text += "_______\r\nThe list\r\n";
    }
    String source =
        switch (way) {
          case DIRECT, UNSIGNED -> address(i);
          case FORWARDED -> "198.51.100." + (1 + random.nextInt(3));
          case LIST -> "203.0.113.25";
          case FORGED -> "203.0.113." + (101 + random.nextInt(4));
        };
    String sender = way == Way.LIST ? "bounces@lists.example" : "ann@" + domain;
    return new Sent("ADDR=" + source, sender, text, row(i, source, way));
  }

  /** Mail that passes has "pass" where the policy asks for something (RFC 9990 appendix A). */
  private static Row row(int i, String source, Way way) {
    boolean passes = way.dkim || way.spf;
    String policy = policy(i);
    return new Row(
        domain(i),
        source,
        way.dkim ? "pass" : "fail",
        way.spf ? "pass" : "fail",
        passes && !policy.equals("none") ? "pass" : policy);
  }

  private static String domain(int i) {
    return "d" + i + ".example";
  }

  private static int number(String domain) {
    return Integer.parseInt(domain.substring(1, domain.indexOf('.')));
  }

  private static String address(int i) {
    return "192.0.2." + (i + 1);
  }

  private static String policy(int i) {
    return List.of("none", "quarantine", "reject").get(i % 3);
  }

  private static boolean isCollected(int i) {
    return i % COLLECTED == 0;
  }

  private void key(StringBuilder zone, String domain) {
    record(zone, SELECTOR + "._domainkey." + domain, key.key().keyRecord().orElseThrow());
  }

  private static void record(StringBuilder zone, String name, String text) {
    String strings = text.replaceAll("(.{1,200})", "\"$1\" ");
    zone.append(name).append(". IN TXT ").append(strings).append('\n');
  }
}
