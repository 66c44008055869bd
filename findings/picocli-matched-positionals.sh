#!/usr/bin/env bash
# picocli lists a positional parameter once for each run of its values, each time with all of them.
#
# ParseResult.matchedPositionals() gives the positional parameters that were matched, and each of them has
# its values in stringValues(). A good guess is that the values of all of them, in turn, are the arguments
# of the user. They are, unless an option stands between two arguments: then the list holds the same object
# twice, and `a --flag b` is read as "a b a b". Options before or behind the arguments do no harm, so that
# tests with the usual order pass.
#
# Run: 2026-11-29, info.picocli:picocli 4.7.7 of Maven, JDK 17.0.15.
# Depends on it: the model of the command line asks each positional parameter once. Otherwise
# `verify one.eml --json two.eml` would verify each file twice.
set -euo pipefail
version=4.7.7
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
  -Dartifact="info.picocli:picocli:$version" -DoutputDirectory=jars > mvn.log 2>&1 || { cat mvn.log; exit 2; }
cat > Words.java <<'JAVA'
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

class Words {
  public static void main(String[] args) {
    CommandSpec spec = CommandSpec.create();
    spec.addOption(OptionSpec.builder("--flag").type(boolean.class).build());
    spec.addPositional(PositionalParamSpec.builder().type(List.class).arity("0..*").build());
    List<PositionalParamSpec> matched = new CommandLine(spec).parseArgs(args).matchedPositionals();
    System.out.printf(
        "%s: matched %d, values %s%n",
        String.join(" ", args),
        matched.size(),
        matched.stream().flatMap(it -> it.stringValues().stream()).collect(Collectors.joining(" ")));
  }
}
JAVA
javac -cp 'jars/*' Words.java

printf 'package  info.picocli:picocli\nversion  %s\n' "$version"
echo 'behaviour  with an option between two arguments, each of them is there twice'
for words in 'a b' '--flag a b' 'a b --flag' 'a --flag b'; do
  # shellcheck disable=SC2086 # words are meant to be split
  java -cp 'jars/*:.' Words $words
done | tee seen
cmp -s seen - <<'SEEN' || { echo 'CHANGED: it is not so any more'; exit 1; }
a b: matched 1, values a b
--flag a b: matched 1, values a b
a b --flag: matched 1, values a b
a --flag b: matched 2, values a b a b
SEEN
