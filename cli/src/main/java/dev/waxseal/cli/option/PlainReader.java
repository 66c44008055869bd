package dev.waxseal.cli.option;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the usual command lines of a command: those without errors, without a call for help, and
 * without anything that could be meant in two ways. The model of all commands, which reads the
 * others, takes longer to set up than verifying a message.
 */
public final class PlainReader {

  private final Map<String, Syntax.Option> known = new HashMap<>();
  private final Map<String, List<String>> options = new HashMap<>();
  private final List<String> positionals = new ArrayList<>();
  private final Syntax syntax;

  private PlainReader(Syntax syntax) {
    this.syntax = syntax;
    for (Syntax.Option option : syntax.options()) {
      known.put(option.name(), option);
    }
  }

  /** What the arguments of a command say; empty if they are not plain. */
  public static Optional<Arguments> read(Syntax syntax, List<String> arguments) {
    PlainReader reader = new PlainReader(syntax);
    return reader.reads(arguments) && reader.isComplete()
        ? Optional.of(new Arguments(reader.options, reader.positionals))
        : Optional.empty();
  }

  private boolean reads(List<String> arguments) {
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      if (isValue(argument) || "-".equals(argument)) {
        positionals.add(argument);
      } else if (!readsOption(argument, rest)) {
        return false;
      }
    }
    return true;
  }

  private boolean readsOption(String argument, Iterator<String> rest) {
    int equals = argument.indexOf('=');
    Syntax.@Nullable Option option =
        known.get(equals < 0 ? argument : argument.substring(0, equals));
    if (option == null
        || (option.kind() != Syntax.Kind.VALUES && options.containsKey(option.name()))) {
      return false;
    }
    List<String> values = options.computeIfAbsent(option.name(), name -> new ArrayList<>());
    if (option.kind() == Syntax.Kind.FLAG) {
      return equals < 0;
    }
    if (equals < 0 && !rest.hasNext()) {
      return false;
    }
    String value = equals < 0 ? rest.next() : argument.substring(equals + 1);
    values.add(value);
    return isValue(value);
  }

  /** Returns true if a text can only be a value, and not an option. */
  private static boolean isValue(String text) {
    return !text.isEmpty() && text.charAt(0) != '-';
  }

  private boolean isComplete() {
    for (Syntax.Option option : syntax.options()) {
      if (option.needed() && !options.containsKey(option.name())) {
        return false;
      }
    }
    if (syntax.positionals().isEmpty()) {
      return positionals.isEmpty();
    }
    Syntax.Positional positional = syntax.positionals().get(0);
    return syntax.positionals().size() == 1
        && positionals.size() >= positional.least()
        && positionals.size() <= positional.most();
  }
}
