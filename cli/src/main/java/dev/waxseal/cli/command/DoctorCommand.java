package dev.waxseal.cli.command;

import dev.waxseal.cli.input.MessageSource;
import dev.waxseal.cli.lookup.LookupOutput;
import dev.waxseal.cli.option.Arguments;
import dev.waxseal.cli.option.Command;
import dev.waxseal.cli.option.DnsOptions;
import dev.waxseal.cli.option.OutputOptions;
import dev.waxseal.cli.option.Syntax;
import dev.waxseal.cli.report.DoctorReport;
import dev.waxseal.cli.terminal.CommandFailure;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.terminal.Terminal;
import dev.waxseal.dns.Dns;
import dev.waxseal.milter.config.Configuration;
import dev.waxseal.milter.config.ConfigurationException;
import dev.waxseal.milter.doctor.Doctor;
import dev.waxseal.milter.doctor.DoctorFinding;
import dev.waxseal.milter.doctor.LocalMachine;
import dev.waxseal.milter.doctor.Machine;
import dev.waxseal.milter.doctor.MailmanConfiguration;
import dev.waxseal.milter.doctor.PostfixConfiguration;
import dev.waxseal.milter.doctor.SendmailConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code waxseal doctor}: finds what would break signing and sealing on this machine. */
public final class DoctorCommand implements Command {

  private static final String MILTER = "/etc/waxseal/milter.toml";
  private static final String SENDMAIL = "/etc/mail/sendmail.cf";
  private static final String NO_POSTCONF =
      "there is no postconf on this machine (--postconf FILE)";
  private static final String MAILMAN = "/etc/mailman3/mailman.cfg";

  /** The syntax of the command. */
  public static Syntax syntax() {
    Syntax syntax =
        Syntax.of("doctor", new DoctorCommand())
            .about(
                "Checks milter, mail server, Mailman and DNS for what would break signing and sealing.")
            .value("--config", "FILE", "The milter's configuration; the default is " + MILTER + ".")
            .value(
                "--postfix",
                "DIRECTORY",
                "The directory of main.cf; the default is that of postconf.")
            .value(
                "--postconf",
                "FILE",
                "The output of 'postconf; postconf -M', perhaps from another machine.")
            .value(
                "--sendmail",
                "FILE",
                "The sendmail.cf, perhaps of another machine; the default, where there is no"
                    + " Postfix, is "
                    + SENDMAIL
                    + ".")
            .value("--mailman", "FILE", "Mailman's configuration; the default is " + MAILMAN + ".");
    return OutputOptions.addTo(DnsOptions.addTo(syntax))
        .examples(
            "  waxseal doctor",
            "  waxseal doctor --config milter.toml --postfix /etc/postfix-lists",
            "  waxseal doctor --config milter.toml --postconf postconf.txt --mailman mailman.cfg",
            "",
            "What is missing is skipped, with a note. Exit status: 0 nothing breaks (there may be",
            "warnings), 1 something does, 64 usage, 66 no such file, 69 postconf fails, 78 the",
            "milter's configuration or a key cannot be used.");
  }

  @Override
  public ExitStatus run(Arguments arguments, Terminal terminal) {
    if (arguments.has("--postfix") && arguments.has("--postconf")) {
      throw arguments.wrong("--postfix and --postconf exclude each other");
    }
    if (arguments.has("--sendmail")
        && (arguments.has("--postfix") || arguments.has("--postconf"))) {
      throw arguments.wrong("--sendmail is for a mail server without Postfix");
    }
    List<String> seen = new ArrayList<>();
    List<String> unseen = new ArrayList<>();
    Path file = MessageSource.path(arguments.value("--config").orElse(MILTER));
    Configuration milter;
    try {
      milter = Configuration.read(file);
    } catch (ConfigurationException e) {
      e.sentences().forEach(terminal::problem);
      return e.isUnreadable() ? ExitStatus.NO_INPUT : ExitStatus.CONFIGURATION;
    }
    seen.add("the milter's " + file);
    Optional<PostfixConfiguration> postfix =
        arguments.has("--sendmail") ? Optional.empty() : postfix(arguments, seen, unseen);
    Optional<SendmailConfiguration> sendmail =
        postfix.isPresent() ? Optional.empty() : sendmail(arguments, seen, unseen);
    Optional<MailmanConfiguration> mailman = mailman(arguments, seen, unseen);
    seen.add("DNS");
    Dns dns =
        arguments.has("--dns-zone") || arguments.has("--dns-server")
            ? new DnsOptions(arguments).dns()
            : milter.dns();
    List<DoctorFinding> findings =
        new Doctor(milter, postfix, sendmail, mailman, dns, machine(arguments, seen, unseen))
            .examine();
    if (findings.stream().noneMatch(it -> it.id().equals("crypto-provider"))) {
      unseen.addAll(unusedProvider(milter));
    }
    LookupOutput.print(
        arguments,
        terminal,
        json -> DoctorReport.write(findings, seen, unseen, json),
        page -> DoctorReport.write(findings, seen, unseen, page));
    return DoctorReport.breaks(findings) ? ExitStatus.NO : ExitStatus.OK;
  }

  /** A security provider that cannot be tried here may be there for the daemon. */
  private static List<String> unusedProvider(Configuration milter) {
    try {
      milter.crypto();
      return List.of();
    } catch (ConfigurationException e) {
      return e.sentences();
    }
  }

  /** A configuration from another machine says nothing about the daemon on this one. */
  private static Optional<Machine> machine(
      Arguments arguments, List<String> seen, List<String> unseen) {
    for (String option : List.of("--postconf", "--sendmail")) {
      if (arguments.has(option)) {
        unseen.add("the daemon's sockets (" + option + " may come from another machine)");
        return Optional.empty();
      }
    }
    seen.add("the daemon's sockets");
    return Optional.of(LocalMachine.usual());
  }

  private static Optional<PostfixConfiguration> postfix(
      Arguments arguments, List<String> seen, List<String> unseen) {
    Optional<String> file = arguments.value("--postconf");
    if (file.isPresent()) {
      seen.add("Postfix as reported in " + file.get());
      return Optional.of(PostfixConfiguration.read(text(file.get())));
    }
    Optional<String> output = postconf(arguments, unseen);
    output.ifPresent(it -> seen.add("Postfix as reported by postconf"));
    return output.map(PostfixConfiguration::read);
  }

  /** Postfix may be installed but not used; a directory that was given must be right. */
  private static Optional<String> postconf(Arguments arguments, List<String> unseen) {
    Optional<String> directory = arguments.value("--postfix");
    String why = NO_POSTCONF;
    try {
      Optional<String> output = Postconf.output(directory);
      if (output.isPresent()) {
        return output;
      }
    } catch (CommandFailure e) {
      why = e.sentence();
    }
    if (directory.isPresent()) {
      throw new CommandFailure(ExitStatus.UNAVAILABLE, why);
    }
    unseen.add("Postfix: " + why);
    return Optional.empty();
  }

  /** Where sendmail is the mail server, it does not matter that there is no Postfix. */
  private static Optional<SendmailConfiguration> sendmail(
      Arguments arguments, List<String> seen, List<String> unseen) {
    Optional<String> file = arguments.value("--sendmail");
    if (file.isEmpty()
        && !(Files.exists(Path.of(SENDMAIL)) && unseen.remove("Postfix: " + NO_POSTCONF))) {
      return Optional.empty();
    }
    String name = file.orElse(SENDMAIL);
    seen.add("sendmail's " + name);
    return Optional.of(SendmailConfiguration.read(text(name)));
  }

  private static Optional<MailmanConfiguration> mailman(
      Arguments arguments, List<String> seen, List<String> unseen) {
    Optional<String> file = arguments.value("--mailman");
    if (file.isEmpty() && !Files.exists(Path.of(MAILMAN))) {
      unseen.add("Mailman: there is no " + MAILMAN + " (--mailman FILE)");
      return Optional.empty();
    }
    String name = file.orElse(MAILMAN);
    seen.add("Mailman's " + name);
    return Optional.of(MailmanConfiguration.read(text(name)));
  }

  /** Other people's configuration need not be UTF-8. */
  private static String text(String name) {
    try {
      return Files.readString(MessageSource.path(name), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw MessageSource.failure(name, e);
    }
  }
}
