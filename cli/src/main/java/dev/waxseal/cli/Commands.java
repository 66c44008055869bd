package dev.waxseal.cli;

import dev.waxseal.cli.command.DoctorCommand;
import dev.waxseal.cli.command.ImportOpendkimCommand;
import dev.waxseal.cli.command.KeygenCommand;
import dev.waxseal.cli.command.LookupDkimCommand;
import dev.waxseal.cli.command.LookupDmarcCommand;
import dev.waxseal.cli.command.LookupSpfCommand;
import dev.waxseal.cli.command.MilterCommand;
import dev.waxseal.cli.command.ReportsReadCommand;
import dev.waxseal.cli.command.ReportsReadyCommand;
import dev.waxseal.cli.command.ReportsSendCommand;
import dev.waxseal.cli.command.ReportsShowCommand;
import dev.waxseal.cli.command.SealCommand;
import dev.waxseal.cli.command.SignCommand;
import dev.waxseal.cli.command.VerifyCommand;
import dev.waxseal.cli.option.Syntax;
import java.util.Optional;
import java.util.Set;

/** The commands of the program. */
final class Commands {

  private Commands() {}

  /** The syntax of a command that runs, found by its name without touching the others. */
  static Optional<Syntax> named(String name) {
    return switch (name) {
      case "verify" -> Optional.of(VerifyCommand.syntax());
      case "sign" -> Optional.of(SignCommand.syntax());
      case "seal" -> Optional.of(SealCommand.syntax());
      case "keygen" -> Optional.of(KeygenCommand.syntax());
      case "milter" -> Optional.of(MilterCommand.syntax());
      case "doctor" -> Optional.of(DoctorCommand.syntax());
      case "lookup dkim" -> Optional.of(LookupDkimCommand.syntax());
      case "lookup spf" -> Optional.of(LookupSpfCommand.syntax());
      case "lookup dmarc" -> Optional.of(LookupDmarcCommand.syntax());
      case "reports read" -> Optional.of(ReportsReadCommand.syntax());
      case "reports show" -> Optional.of(ReportsShowCommand.syntax());
      case "reports ready" -> Optional.of(ReportsReadyCommand.syntax());
      case "reports send" -> Optional.of(ReportsSendCommand.syntax());
      case "import opendkim" -> Optional.of(ImportOpendkimCommand.syntax());
      default -> Optional.empty();
    };
  }

  /** The syntax of the whole program. */
  static Syntax all() {
    return Syntax.group("waxseal")
        .about("Waxseal: who vouches for this mail?")
        .examples("  waxseal verify message.eml")
        .add(VerifyCommand.syntax())
        .add(SignCommand.syntax())
        .add(SealCommand.syntax())
        .add(KeygenCommand.syntax())
        .add(MilterCommand.syntax())
        .add(DoctorCommand.syntax())
        .add(lookup())
        .add(reports())
        .add(imports());
  }

  /** Returns true if the first word of a command line is the name of a group. */
  static boolean isGroup(String[] args) {
    return args.length > 0 && Set.of("lookup", "reports", "import").contains(args[0]);
  }

  private static Syntax reports() {
    return Syntax.group("reports")
        .about("Reports about mail: reads those that come to you, and sends those that you owe.")
        .examples(
            "  waxseal reports read Maildir",
            "  waxseal reports show",
            "  waxseal reports ready --domain example.org",
            "  waxseal reports send --config /etc/waxseal/milter.toml --day yesterday")
        .add(ReportsReadCommand.syntax())
        .add(ReportsShowCommand.syntax())
        .add(ReportsReadyCommand.syntax())
        .add(ReportsSendCommand.syntax());
  }

  private static Syntax imports() {
    return Syntax.group("import")
        .about("Writes a configuration from that of another program.")
        .examples("  waxseal import opendkim KeyTable refile:SigningTable > milter.toml")
        .add(ImportOpendkimCommand.syntax());
  }

  private static Syntax lookup() {
    return Syntax.group("lookup")
        .about("Fetches a record from DNS, explains it and lists what is wrong with it.")
        .examples(
            "  waxseal lookup dkim s1 example.org",
            "  waxseal lookup spf example.org",
            "  waxseal lookup dmarc example.org")
        .add(LookupDkimCommand.syntax())
        .add(LookupSpfCommand.syntax())
        .add(LookupDmarcCommand.syntax());
  }
}
