package dev.waxseal.milter.doctor;

import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.Listen;
import dev.waxseal.milter.config.RoleName;
import dev.waxseal.milter.config.VerifySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks that sendmail asks the milter, its reaction if there is no answer, and that it does
 * nothing to addresses which the signing does not know.
 */
final class SendmailChecks {

  private static final Set<String> SUBMISSION =
      Set.of("587", "submission", "465", "smtps", "submissions");
  private static final Set<String> SMTP = Set.of("25", "smtp", "");

  private static final String RIGHT = "F=T, T=C:1m;S:5m;R:5m;E:10m')";

  /** The interval of the daemon's progress packets. */
  private static final long PROGRESS_SECONDS = 5;

  /** The time to read an answer, where nothing else is said it is 10 seconds. */
  private static final Pattern READING = Pattern.compile("(?:.*;)?\\s*R:([0-9]{1,9})([smhdw]?).*");

  private static final Pattern INET = Pattern.compile("inet6?:([0-9]+)@(.+)");

  private final SendmailConfiguration sendmail;
  private final Configuration milter;
  private final FindingList findings = new FindingList(DoctorFinding.Place.SENDMAIL);

  SendmailChecks(SendmailConfiguration sendmail, Configuration milter) {
    this.sendmail = sendmail;
    this.milter = milter;
  }

  List<DoctorFinding> findings() {
    List<MilterUse> all = new ArrayList<>();
    for (SendmailConfiguration.Port port : sendmail.ports()) {
      List<MilterUse> uses = uses(port);
      all.addAll(uses);
      uses.stream().filter(it -> it.listen().isPresent()).forEach(use -> ours(port, use));
    }
    milter.listens().forEach(listen -> asked(listen, all));
    if (signs()) {
      addresses();
    }
    return findings.all();
  }

  /** True if something is signed or sealed behind sendmail. */
  private boolean signs() {
    return milter.sign().isPresent()
        || milter.seal().isPresent()
        || milter.verify().flatMap(VerifySettings::seal).isPresent();
  }

  /** The milters of a port. */
  private List<MilterUse> uses(SendmailConfiguration.Port port) {
    List<MilterUse> uses = new ArrayList<>();
    for (Map<Character, String> filter : sendmail.filters(port).values()) {
      String socket = filter.getOrDefault('S', "");
      Map<String, String> settings =
          Map.of("F", filter.getOrDefault('F', ""), "T", filter.getOrDefault('T', ""));
      uses.add(MilterUse.at(socket, plain(socket), settings, port.name(), milter.listens()));
    }
    return uses;
  }

  /** The socket as Postfix writes it. */
  private static String plain(String socket) {
    Matcher inet = INET.matcher(socket);
    return inet.matches() ? "inet:" + inet.group(2) + ":" + inet.group(1) : socket;
  }

  private void asked(Listen listen, List<MilterUse> uses) {
    if (uses.stream().noneMatch(use -> use.listen().equals(Optional.of(listen)))) {
      List<String> sockets = uses.stream().map(MilterUse::socket).distinct().toList();
      findings.error(
          "sendmail-asks-nobody",
          "sendmail does not ask the milter at "
              + listen.name()
              + ", so nothing is done there"
              + (sockets.isEmpty() ? "" : " (asked: " + String.join(", ", sockets) + ")"),
          "in sendmail.mc: INPUT_MAIL_FILTER(`waxseal', `S="
              + listen.name().replaceFirst("^inet:(.+):([0-9]+)$", "inet:$2@$1")
              + ", "
              + RIGHT);
    }
  }

  private void ours(SendmailConfiguration.Port port, MilterUse use) {
    if (use.role().isEmpty()) {
      findings.error(
          "sendmail-no-role",
          "sendmail asks "
              + use.socket()
              + " under the name \""
              + port.name()
              + "\", for which no role is configured there, so nothing is done",
          "in milter.toml: role = { " + port.name() + " = \"…\" }");
    }
    use.role().ifPresent(role -> place(port, role));
    use.role().ifPresent(role -> outage(use, role));
    patience(use);
  }

  private void place(SendmailConfiguration.Port port, RoleName role) {
    String number = port.setting('P').orElse("");
    if (role == RoleName.HANDOVER) {
      findings.warn(
          "sendmail-handover",
          "the role handover has not been tested behind sendmail",
          "a list server with Postfix");
    } else if (port.isLocal()) {
      return;
    } else if (SUBMISSION.contains(number) && role == RoleName.VERIFY) {
      wrong(
          "mail that your own users submit at "
              + port.name()
              + " is judged like mail from strangers, and fails");
    } else if (SMTP.contains(number) && role == RoleName.SIGN) {
      wrong(
          port.name()
              + " accepts mail from strangers and asks the milter that signs, which deletes the results of verify");
    } else if (role == RoleName.SEAL) {
      wrong("anybody can have mail sealed at " + port.name());
    }
  }

  private void wrong(String problem) {
    findings.error(
        "sendmail-wrong-role",
        problem,
        "in milter.toml, roles by the Name= of DAEMON_OPTIONS: role = { submission = \"sign\", \"*\" ="
            + " \"verify\" }; the port that seals with Addr=127.0.0.1");
  }

  /** Checks what sendmail does while the daemon is down. */
  private void outage(MilterUse use, RoleName role) {
    String flag = Optional.ofNullable(use.settings().get("F")).orElse("");
    String remedy =
        "in sendmail.mc: INPUT_MAIL_FILTER(`waxseal', `S=" + use.socket() + ", " + RIGHT;
    if (flag.equals("T") || flag.equals("4")) {
      return;
    }
    String id = "sendmail-without-f";
    String down = "while the daemon is down, ";
    if (flag.equals("R")) {
      findings.warn(id, down + "sendmail rejects mail permanently (F=R)", remedy);
    } else if (role == RoleName.SIGN) {
      findings.warn(id, down + "mail goes out unsigned (without F=T)", remedy);
    } else if (role == RoleName.SEAL) {
      findings.warn(id, down + "mail goes out without a seal (without F=T)", remedy);
    } else if (milter.seal().isPresent()) {
      findings.error(
          id, down + "forged Authentication-Results get in and are sealed (without F=T)", remedy);
    } else {
      findings.warn(
          id,
          down
              + "forged Authentication-Results get in, and a list server behind it seals them"
              + " (without F=T)",
          remedy);
    }
  }

  private void patience(MilterUse use) {
    String times = Optional.ofNullable(use.settings().get("T")).orElse("");
    Matcher reading = READING.matcher(times);
    if (reading.matches()
        && Set.of("s", "").contains(reading.group(2))
        && Long.parseLong(reading.group(1)) <= PROGRESS_SECONDS) {
      findings.warn(
          "sendmail-timeout",
          "T="
              + times
              + " gives up on a daemon that waits for DNS: the daemon reports progress only every "
              + PROGRESS_SECONDS
              + " seconds",
          "T=C:1m;S:5m;R:5m;E:10m");
    }
  }

  /** Checks what else sendmail does to addresses after its milters were asked. */
  private void addresses() {
    sendmail
        .masquerade()
        .ifPresent(domain -> rewrites("MASQUERADE_AS(`" + domain + "')", "replaces domains"));
    if (sendmail.hasMap("generics")) {
      rewrites("FEATURE(`genericstable')", "replaces senders");
    }
    if (sendmail.hasMap("domaintable")) {
      rewrites("FEATURE(`domaintable')", "replaces domains");
    }
    if (sendmail.canonifies()) {
      rewrites("sendmail.mc without FEATURE(`nocanonify')", "replaces aliases in DNS");
    }
    sendmail
        .option("MustQuoteChars")
        .filter(chars -> !chars.equals(".'"))
        .ifPresent(
            chars -> rewrites("confMUST_QUOTE_CHARS = " + chars, "puts quotes around other names"));
    sendmail
        .option("NoRecipientAction")
        .filter(action -> action.startsWith("add-"))
        .ifPresent(
            action ->
                rewrites("confNO_RCPT_ACTION = " + action, "adds a field where To is missing"));
  }

  private void rewrites(String what, String how) {
    findings.warn(
        "sendmail-addresses",
        what + " " + how + " after mail is signed or sealed, and breaks signature and seal",
        "FEATURE(`nocanonify'), and the others done before mail comes to this machine");
  }
}
