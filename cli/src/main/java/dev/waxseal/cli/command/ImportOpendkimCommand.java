package dev.waxseal.cli.command;

import dev.waxseal.cli.migration.OpendkimImport;
import dev.waxseal.cli.migration.Refusals;
import dev.waxseal.cli.option.Arguments;
import dev.waxseal.cli.option.AuthservIdOption;
import dev.waxseal.cli.option.Command;
import dev.waxseal.cli.option.NewFile;
import dev.waxseal.cli.option.Syntax;
import dev.waxseal.cli.terminal.ExitStatus;
import dev.waxseal.cli.terminal.Terminal;
import java.util.List;
import java.util.Optional;

/** {@code waxseal import opendkim}: a configuration of the milter from the files of OpenDKIM. */
public final class ImportOpendkimCommand implements Command {

  /** The syntax of the command. */
  public static Syntax syntax() {
    return Syntax.of("opendkim", new ImportOpendkimCommand())
        .about("Writes a milter.toml that signs as OpenDKIM does by its tables.")
        .positionals(
            2,
            3,
            "KEYTABLE SIGNINGTABLE [OPENDKIM.CONF]",
            "The files of OpenDKIM; refile:FILE is a SigningTable of patterns.")
        .value("--out", "FILE", "The file to write, never overwritten; else standard output.")
        .examples(
            "  waxseal import opendkim KeyTable refile:SigningTable > milter.toml",
            "  waxseal import opendkim --out milter.toml KeyTable SigningTable /etc/opendkim.conf",
            "",
            "No key is read or written: the new file names the old key files. What cannot be said",
            "in it is refused, by line, and nothing is written.",
            "",
            "Exit status: 0 written, 64 usage, 65 a line cannot be taken over, 66 no such file,",
            "73 the file is there or cannot be created.");
  }

  @Override
  public ExitStatus run(Arguments arguments, Terminal terminal) {
    List<String> files = arguments.positionals(3);
    Optional<NewFile> out = arguments.value("--out").map(NewFile::open);
    Refusals refusals = new Refusals();
    OpendkimImport made =
        OpendkimImport.read(
            files.get(0),
            files.get(1),
            files.stream().skip(2).findFirst(),
            AuthservIdOption.hostName(),
            refusals);
    refusals.sentences().forEach(terminal::problem);
    if (!refusals.sentences().isEmpty()) {
      return ExitStatus.BAD_DATA;
    }
    if (out.isPresent()) {
      out.get().create(made.toml());
    } else {
      terminal.out().print(made.toml());
      terminal.flush();
    }
    made.notes().forEach(note -> terminal.problem("note: " + note));
    return ExitStatus.OK;
  }
}
