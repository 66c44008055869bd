package dev.waxseal.milter.role;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waxseal.dkim.Crypto;
import dev.waxseal.dkim.DkimSigner;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.ZoneDns;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import dev.waxseal.milter.config.Action;
import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.Exemptions;
import dev.waxseal.milter.config.FieldChoice;
import dev.waxseal.milter.config.HandoverSettings;
import dev.waxseal.milter.config.HistorySettings;
import dev.waxseal.milter.config.ListPolicy;
import dev.waxseal.milter.config.MessageLimits;
import dev.waxseal.milter.config.OwnSealer;
import dev.waxseal.milter.config.RoleName;
import dev.waxseal.milter.config.SealSettings;
import dev.waxseal.milter.config.SelectedKey;
import dev.waxseal.milter.config.SignSettings;
import dev.waxseal.milter.config.SigningForm;
import dev.waxseal.milter.config.VerifySettings;
import dev.waxseal.milter.protocol.Envelope;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.reports.history.HistoryEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Authors, an MX, a list server and a receiver; each domain has the key that it is named after. */
final class Site {

  static final String LIST = "lists.example.org";
  static final String MX = "mx.example.org";
  static final String SUBMISSION = "submission.example.org";
  static final String CLIENT = "192.0.2.1";

  static final String MESSAGE =
      """
      From: Ann <ann@author.example>
      To: list@lists.example.org
      Subject: Boats
      Date: Wed, 25 Nov 2026 11:59:00 +0000
      Message-ID: <1@author.example>

      The boat is back.
      """
          .replace("\n", "\r\n");

  /** The author says p=reject, and mail comes from 192.0.2.1. */
  static final ZoneDns DNS =
      ZoneDns.of(
          record(LIST),
          record(MX),
          record("author.example"),
          record("other.example"),
          record("example.org"),
          "_dmarc.author.example. TXT \"v=DMARC1; p=reject\"",
          "_dmarc.soft.example. TXT \"v=DMARC1; p=quarantine\"",
          "author.example. TXT \"v=spf1 ip4:192.0.2.1 -all\"");

  static final VerifySettings VERIFY =
      new VerifySettings(
          MX,
          List.of("example.org"),
          List.of(SUBMISSION),
          List.of(),
          List.of(LIST),
          Optional.empty(),
          Action.ACCEPT,
          Action.ACCEPT,
          Action.ACCEPT,
          Action.ACCEPT,
          1024,
          Exemptions.NONE);

  /** Not the recommended form in any part. */
  static final SigningForm OTHER_FORM =
      new SigningForm(
          new FieldChoice(List.of("Cc", "X-Mailer"), List.of("Sender"), List.of("Date")),
          Canonicalization.RELAXED,
          Canonicalization.SIMPLE,
          Optional.of(Duration.ofDays(7)));

  static final SealSettings SEAL = sealing(List.of(MX, SUBMISSION));

  /** How long is waited for DNS where it is {@link #hurried}. */
  static final Duration HURRY = Duration.ofMillis(300);

  private static final MessageLimits LIMITS = limits(Duration.ofMinutes(10));

  final List<MessageRecord> log = new ArrayList<>();

  /** What was recorded for reports. */
  final List<HistoryEntry> recorded = new ArrayList<>();

  private Optional<VerifySettings> verify = Optional.of(VERIFY);
  private Optional<SignSettings> sign = Optional.empty();
  private Optional<SealSettings> seal = Optional.of(SEAL);
  private Optional<HandoverSettings> handover = Optional.empty();
  private Dns dns = DNS;
  private MessageLimits limits = LIMITS;
  private boolean dryRun;
  private Optional<HistorySettings> history = Optional.empty();

  Site recording() {
    history =
        Optional.of(new HistorySettings(Optional.of(Path.of("history")), Optional.empty(), 14));
    return this;
  }

  Site with(VerifySettings other) {
    verify = Optional.of(other);
    return this;
  }

  Site with(SignSettings other) {
    sign = Optional.of(other);
    return this;
  }

  Site with(SealSettings other) {
    seal = Optional.of(other);
    return this;
  }

  Site with(HandoverSettings other) {
    handover = Optional.of(other);
    return this;
  }

  Site with(Dns other) {
    dns = other;
    return this;
  }

  /** Lets it wait for DNS no longer than {@link #HURRY}. */
  Site hurried() {
    limits = limits(HURRY);
    return this;
  }

  Site dry() {
    dryRun = true;
    return this;
  }

  /** How lists are sealed if no other sealer of ours is named. */
  static SealSettings sealingAlone() {
    return sealing(List.of(MX), SigningForm.RECOMMENDED, List.of());
  }

  /** How lists are sealed that carry the results of these ids. */
  static SealSettings sealing(List<String> trustedIds) {
    return sealing(trustedIds, SigningForm.RECOMMENDED);
  }

  /** The same, in another form. */
  static SealSettings sealing(List<String> trustedIds, SigningForm form) {
    OwnSealer mx = new OwnSealer(DomainName.of(MX), DomainName.of("s"), keyRecord(MX));
    return sealing(trustedIds, form, List.of(mx));
  }

  private static SealSettings sealing(
      List<String> trustedIds, SigningForm form, List<OwnSealer> ownSealers) {
    return new SealSettings(
        LIST,
        DomainName.of(LIST),
        List.of(new SelectedKey("s", key(LIST))),
        form,
        trustedIds,
        ownSealers,
        ListPolicy.ARC,
        Map.of(
            "off.lists.example.org", ListPolicy.OFF,
            "dkim.lists.example.org", ListPolicy.DKIM,
            "anon.lists.example.org", ListPolicy.ANONYMOUS),
        Action.TEMPFAIL);
  }

  /** Passes a message through a role. */
  Mta.Delivery pass(RoleName role, String client, String mailFrom, String message) {
    return pass(role, Mta.envelope("smtpd", client, mailFrom), message);
  }

  /** Passes a message through a role. */
  Mta.Delivery pass(RoleName role, Envelope envelope, String message) {
    Configuration configuration =
        new Configuration(
            List.of(),
            verify,
            sign,
            seal,
            handover,
            history,
            Optional.empty(),
            dns,
            limits,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of());
    Roles roles =
        Roles.of(
            configuration,
            Crypto.standard(),
            dryRun,
            log::add,
            (settings, entry) -> recorded.add(entry));
    return Mta.pass(roles.begin(Map.of("*", role), envelope), message);
  }

  /** Passes a message of Ann's from her server through the role of the MX. */
  Mta.Delivery verify(String message) {
    return pass(RoleName.VERIFY, CLIENT, "ann@author.example", message);
  }

  /** Passes a message from the list server on this machine through the role behind it. */
  Mta.Delivery seal(String message) {
    return pass(RoleName.SEAL, "127.0.0.1", "list-bounces@lists.example.org", message);
  }

  /** Passes a message of Ann's, who has authenticated, through the role of submission. */
  Mta.Delivery sign(String message) {
    return pass(RoleName.SIGN, Mta.authenticated("ann@author.example"), message);
  }

  /** Passes a message of somebody who has not authenticated through the role of submission. */
  Mta.Delivery signFor(String client, String message) {
    return pass(RoleName.SIGN, client, "ann@author.example", message);
  }

  private static MessageLimits limits(Duration dns) {
    return new MessageLimits(1 << 20, dns, 10);
  }

  MessageRecord logged() {
    return log.get(log.size() - 1);
  }

  /** The message with the signature of a domain. */
  static String signedBy(String domain, String message) {
    try {
      return text(DkimSigner.of(domain, "s", key(domain)).sign(message.getBytes(ISO_8859_1)))
          + message;
    } catch (SigningException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The octets of fields, one a character. */
  static String text(List<HeaderField> fields) {
    StringBuilder text = new StringBuilder();
    fields.forEach(field -> text.append(new String(field.bytes(), ISO_8859_1)));
    return text.toString();
  }

  /** What a list does to a post. */
  static String listed(String list, String message) {
    return "List-Id: The list <"
        + list
        + ".lists.example.org>\r\n"
        + message.replace("Subject: ", "Subject: [" + list + "] ")
        + "-- \r\nthe list\r\n";
  }

  /** What somebody finds who trusts the list, and to whom the list's server speaks. */
  static InboundReport received(String message) {
    return InboundAuthenticator.of("receiver.example", DNS)
        .trustingSealers(LIST)
        .authenticate(message.getBytes(ISO_8859_1));
  }

  static SigningKey key(String domain) {
    byte[] seed = new byte[32];
    byte[] name = domain.getBytes(ISO_8859_1);
    System.arraycopy(name, 0, seed, 0, name.length);
    try {
      return SigningKey.fromPem(Base64.getEncoder().encodeToString(seed));
    } catch (SigningException e) {
      throw new IllegalStateException(e);
    }
  }

  static String keyRecord(String domain) {
    return key(domain).keyRecord().orElseThrow();
  }

  private static String record(String domain) {
    return "s._domainkey." + domain + ". TXT \"" + keyRecord(domain) + '"';
  }
}
