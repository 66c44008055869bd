package dev.waxseal.cli.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The manual page of the program, in roff with the macros of man(7), from the syntax of all
 * commands.
 */
public final class ManualPage {

  private static final String FILES =
      """
      .SH FILES
      .TP
      .I /etc/waxseal/milter.toml
      The configuration of the daemon.
      .TP
      .I /usr/share/doc/waxseal/examples/milter.toml
      Each key of it, explained.
      .TP
      .I /usr/share/doc/waxseal/milter.md
      The guide to the daemon and the mail server.
      """;

  private final StringBuilder page = new StringBuilder();

  private ManualPage() {}

  /** Writes it. */
  public static String of(Syntax program, String version) {
    ManualPage manual = new ManualPage();
    manual.line(
        ".TH " + program.name().toUpperCase(Locale.ROOT) + " 1 \"\" \"" + escaped(version) + "\"");
    manual.begin(program);
    for (Syntax command : program.subcommands()) {
      manual.command(program.name(), command);
    }
    manual.page.append(FILES);
    return manual.page.toString();
  }

  private void begin(Syntax program) {
    line(".SH NAME");
    line(program.name() + " \\- verify, sign and seal mail with DKIM, ARC and DMARC");
    line(".SH SYNOPSIS");
    line(".B " + program.name());
    line(".I COMMAND");
    line("[\\fIOPTION\\fR]... [\\fIARGUMENT\\fR]...");
    line(".SH COMMANDS");
    line("Each command has the options");
    line(".B \\-\\-help");
    line("and");
    line(".BR \\-\\-version .");
  }

  private void command(String above, Syntax command) {
    String name = above + " " + command.name();
    for (Syntax subcommand : command.subcommands()) {
      command(name, subcommand);
    }
    if (command.command().isEmpty()) {
      return;
    }
    line(".SS " + escaped(name));
    line(".PP");
    line("\\fB" + escaped(name) + "\\fR " + synopsis(command));
    line(".PP");
    line(escaped(command.about()));
    for (Syntax.Positional positional : command.positionals()) {
      line(".TP");
      line("\\fI" + escaped(positional.label()) + "\\fR");
      line(escaped(positional.sentence()));
    }
    for (Syntax.Option option : command.options()) {
      line(".TP");
      line(term(option));
      line(escaped(option.sentence()));
    }
    examples(command.examples());
  }

  private void examples(List<String> lines) {
    line(".PP");
    line(".nf");
    lines.forEach(line -> line(escaped(line)));
    line(".fi");
  }

  private static String synopsis(Syntax command) {
    List<String> words = new ArrayList<>();
    Stream<Syntax.Option> needed = command.options().stream().filter(Syntax.Option::needed);
    words.addAll(needed.map(ManualPage::term).toList());
    if (command.options().stream().anyMatch(option -> !option.needed())) {
      words.add("[\\fIOPTION\\fR]...");
    }
    for (Syntax.Positional positional : command.positionals()) {
      String label = "\\fI" + escaped(positional.label()) + "\\fR";
      String word = positional.most() > 1 ? label + "..." : label;
      words.add(positional.least() == 0 ? "[" + word + "]" : word);
    }
    return words.stream().collect(Collectors.joining(" "));
  }

  private static String term(Syntax.Option option) {
    String name = "\\fB" + escaped(option.name()) + "\\fR";
    return option.label().isEmpty() ? name : name + " \\fI" + escaped(option.label()) + "\\fR";
  }

  /** Text that roff takes as it stands. */
  private static String escaped(String text) {
    String plain = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq");
    return plain.startsWith(".") ? "\\&" + plain : plain;
  }

  private void line(String line) {
    page.append(line).append('\n');
  }
}
