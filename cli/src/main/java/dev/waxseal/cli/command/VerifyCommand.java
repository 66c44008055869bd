package dev.waxseal.cli.command;

import dev.waxseal.checklist.Checklist;
import dev.waxseal.cli.input.MessageSource;
import dev.waxseal.cli.option.Arguments;
import dev.waxseal.cli.option.AuthservIdOption;
import dev.waxseal.cli.option.ClientOptions;
import dev.waxseal.cli.option.ClockOption;
import dev.waxseal.cli.option.Command;
import dev.waxseal.cli.option.CryptoOption;
import dev.waxseal.cli.option.DnsOptions;
import dev.waxseal.cli.option.OutputOptions;
import dev.waxseal.cli.option.Syntax;
import dev.waxseal.cli.page.MessagePage;
import dev.waxseal.cli.report.Analyzer;
import dev.waxseal.cli.report.CanonicalFiles;
import dev.waxseal.cli.report.MessageVerifier;
import dev.waxseal.cli.report.OutcomePrinter;
import dev.waxseal.cli.report.PageFile;
import dev.waxseal.cli.report.VerifyOutcome;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.terminal.OrderedJobs;
import dev.waxseal.cli.terminal.Terminal;
import dev.waxseal.diagnosis.Diagnostician;
import dev.waxseal.dns.Dns;
import dev.waxseal.inbound.InboundAuthenticator;
import java.util.List;
import java.util.Optional;

/** {@code waxseal verify}: verifies messages and explains the results. */
public final class VerifyCommand implements Command {

  private static final int MOST_JOBS = 1024;

  /** The syntax of the command. */
  public static Syntax syntax() {
    Syntax syntax =
        Syntax.of("verify", new VerifyCommand())
            .about("Verifies messages: who vouches for them, and if nobody does, why.")
            .positionals(0, Integer.MAX_VALUE, "FILE", "Messages; - or nothing is standard input.");
    OutputOptions.addTo(AuthservIdOption.addTo(ClockOption.addTo(DnsOptions.addTo(syntax))));
    CryptoOption.addTo(syntax);
    return ClientOptions.addTo(syntax)
        .values(
            "--spf-from",
            "ID",
            "Take SPF from the Authentication-Results of this service. Repeatable.")
        .values(
            "--trust-sealer",
            "DOMAIN",
            "Believe this sealer of chains (ARC) when it saw DMARC pass. Repeatable.")
        .flag(
            "--reject-by-policy",
            "Where DMARC fails under p=reject, say reject; without it, quarantine.")
        .value(
            "--html",
            "FILE",
            "Write a page about one message: its path, what is signed, what was changed.")
        .flag("--checklist", "Say what large receivers ask of senders, and what is missing.")
        .flag(
            "--canonical",
            "Show the octets that were hashed for each signature, header and body, and the hashes.")
        .value(
            "--canonical-to",
            "DIR",
            "Write these octets of one message into files: 1.header, 1.body, 2.header and so on.")
        .flag("--inner", "Verify the signed message inside: attached, wrapped or marked as spam.")
        .flag("--no-diagnosis", "Do not search for the cause where a signature fails.")
        .flag("--mbox", "Each FILE is an mbox.")
        .flag("--maildir", "Each FILE is a Maildir.")
        .value("--jobs", "N", "Verify N messages at once; the default is one per processor.")
        .flag(
            "--allow-body-length-limit",
            "Dangerous: let signatures pass that leave the end of the body open (l=).")
        .flag(
            "--test-keys-as-unsigned",
            "Ignore signatures whose key is in testing (t=y), as RFC 6376 3.6.1 says.")
        .value(
            "--minimum-key-bits",
            "N",
            "Ignore signatures by RSA keys of fewer bits; 1024 to 4096, the default is 1024.")
        .examples(
            "  waxseal verify message.eml",
            "  waxseal verify --json - < message.eml",
            "  waxseal verify --dns-zone keys.zone --now 2026-01-31T12:00:00Z message.eml",
            "  waxseal verify --html report.html message.eml",
            "  waxseal verify --canonical message.eml",
            "  waxseal verify --mbox --jobs 8 archive.mbox",
            "",
            "  waxseal verify --client-ip 192.0.2.1 --helo mail.example.org \\",
            "                 --mail-from joe@example.org message.eml",
            "  waxseal verify --trust-sealer lists.example.org list-post.eml",
            "",
            "Exit status: 0 DMARC passes, or a trusted sealer saw it pass, or there is no DMARC",
            "record and a DKIM signature passes; 1 otherwise, or if a finding is an error;",
            "64 usage, 65 not a message, 66 no such file, 75 DNS did not answer. Of several",
            "messages, the worst.");
  }

  @Override
  public ExitStatus run(Arguments arguments, Terminal terminal) {
    MessageSource.Kind kind = kind(arguments);
    List<String> files = files(arguments, terminal);
    int jobs = jobs(arguments);
    Dns dns = new DnsOptions(arguments).dns();
    boolean alone = kind == MessageSource.Kind.MESSAGE && files.size() == 1;
    MessageVerifier verifier =
        new MessageVerifier(
            authenticator(arguments, dns),
            ClientOptions.client(arguments),
            analyzer(arguments, dns, alone),
            arguments.has("--inner"));
    OutcomePrinter printer =
        new OutcomePrinter(
            terminal,
            OutputOptions.json(arguments),
            terminal.palette(OutputOptions.color(arguments)),
            alone);
    Optional<PageFile> page = page(arguments, alone);
    Optional<CanonicalFiles> octets = octets(arguments, alone);
    try (MessageSource source = new MessageSource(terminal);
        OrderedJobs<VerifyOutcome> work = new OrderedJobs<>(jobs, printer::print)) {
      if (alone) {
        VerifyOutcome outcome = verifier.verify(source.message(files.get(0)));
        printer.print(outcome);
        page.ifPresent(file -> write(outcome, file));
        octets.ifPresent(directory -> write(outcome, directory));
      } else {
        source.forEach(files, kind, message -> work.later(() -> verifier.verify(message)));
        work.finish();
      }
    }
    return printer.worst();
  }

  private static Optional<PageFile> page(Arguments arguments, boolean alone) {
    if (arguments.has("--html") && !alone) {
      throw arguments.wrong("--html is for one message");
    }
    return arguments.value("--html").map(PageFile::of);
  }

  private static Optional<CanonicalFiles> octets(Arguments arguments, boolean alone) {
    if (arguments.has("--canonical-to") && !alone) {
      throw arguments.wrong("--canonical-to is for one message");
    }
    return arguments.value("--canonical-to").map(CanonicalFiles::in);
  }

  private static void write(VerifyOutcome outcome, CanonicalFiles files) {
    if (outcome instanceof VerifyOutcome.Checked checked) {
      checked.analysis().canonical().ifPresent(files::write);
    }
  }

  private static void write(VerifyOutcome outcome, PageFile file) {
    if (outcome instanceof VerifyOutcome.Checked checked) {
      file.write(MessagePage.of(checked.page()));
    }
  }

  private static Analyzer analyzer(Arguments arguments, Dns dns, boolean alone) {
    Diagnostician diagnostician = Diagnostician.of(dns).withClock(ClockOption.clock(arguments));
    return new Analyzer(
        arguments.has("--no-diagnosis") ? Optional.empty() : Optional.of(diagnostician),
        arguments.has("--checklist") ? Optional.of(Checklist.of(dns)) : Optional.empty(),
        arguments.has("--canonical") || arguments.has("--canonical-to")
            ? Optional.of(diagnostician)
            : Optional.empty(),
        alone && !arguments.has("--no-diagnosis") ? Optional.of(dns) : Optional.empty());
  }

  private static InboundAuthenticator authenticator(Arguments arguments, Dns dns) {
    InboundAuthenticator authenticator =
        InboundAuthenticator.of(AuthservIdOption.id(arguments), dns)
            .withClock(ClockOption.clock(arguments))
            .withCrypto(CryptoOption.crypto(arguments));
    try {
      authenticator = authenticator.trustingSealers(arguments.values("--trust-sealer"));
      if (arguments.has("--spf-from")) {
        authenticator =
            authenticator.takingSpfFrom(arguments.values("--spf-from").toArray(String[]::new));
      }
    } catch (IllegalArgumentException e) {
      throw arguments.wrong(String.valueOf(e.getMessage()));
    }
    if (arguments.has("--reject-by-policy")) {
      authenticator = authenticator.rejectingByPolicy();
    }
    if (arguments.has("--test-keys-as-unsigned")) {
      authenticator = authenticator.treatingTestKeysAsUnsigned();
    }
    authenticator = required(authenticator, arguments);
    return arguments.has("--allow-body-length-limit")
        ? authenticator.allowBodyLengthLimit()
        : authenticator;
  }

  private static InboundAuthenticator required(
      InboundAuthenticator authenticator, Arguments arguments) {
    Optional<String> text = arguments.value("--minimum-key-bits");
    if (text.isEmpty()) {
      return authenticator;
    }
    if (!text.get().matches("[0-9]{1,5}")) {
      throw arguments.wrong("--minimum-key-bits takes a number, such as 2048");
    }
    try {
      return authenticator.requiringRsaKeyBits(Integer.parseInt(text.get()));
    } catch (IllegalArgumentException e) {
      throw arguments.wrong("--minimum-key-bits: " + e.getMessage());
    }
  }

  private static MessageSource.Kind kind(Arguments arguments) {
    boolean mbox = arguments.has("--mbox");
    if (arguments.has("--maildir")) {
      if (mbox) {
        throw arguments.wrong("--mbox and --maildir exclude each other");
      }
      return MessageSource.Kind.MAILDIR;
    }
    return mbox ? MessageSource.Kind.MBOX : MessageSource.Kind.MESSAGE;
  }

  private static List<String> files(Arguments arguments, Terminal terminal) {
    List<String> files = arguments.positionals();
    boolean fromInput = files.isEmpty() || files.stream().anyMatch(MessageSource::isStandardInput);
    if (fromInput && arguments.has("--maildir")) {
      throw arguments.wrong("--maildir needs a directory");
    }
    if (files.stream().filter(MessageSource::isStandardInput).count() > 1) {
      throw arguments.wrong("standard input (-) can be read only once");
    }
    if (fromInput && terminal.screen().input()) {
      terminal.problem("reading from the keyboard; end with Ctrl-D");
    }
    return files.isEmpty() ? List.of(MessageSource.STANDARD_INPUT) : files;
  }

  private static int jobs(Arguments arguments) {
    String text =
        arguments
            .value("--jobs")
            .orElse(Integer.toString(Runtime.getRuntime().availableProcessors()));
    int jobs = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    if (jobs < 1 || jobs > MOST_JOBS) {
      throw arguments.wrong("--jobs takes a number from 1 to 1024, not '" + text + "'");
    }
    return jobs;
  }
}
