#!/usr/bin/env bash
# slf4j writes a line to standard error if its provider is named, though all is well.
#
# The property slf4j.provider names the provider, so that slf4j need not search the class path, and
# slf4j-nop discards every log line. A good guess is that a program with both is silent: slf4j is silent if
# it finds the same provider by its search. With the property it tells on standard error that it tries to
# load what it was told to. slf4j.internal.verbosity=WARN turns that off.
#
# Run: 2026-11-29, org.slf4j:slf4j-api and slf4j-nop 2.0.17 of Maven, JDK 17.0.15.
# Depends on it: the command line names the provider, because the search takes as long as verifying a
# message, and sets both properties.
set -euo pipefail
version=2.0.17
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for artifact in slf4j-api slf4j-nop; do
  mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
    -Dartifact="org.slf4j:$artifact:$version" -DoutputDirectory=jars > mvn.log 2>&1 || { cat mvn.log; exit 2; }
done
cat > Log.java <<'JAVA'
class Log {
  public static void main(String[] args) {
    org.slf4j.LoggerFactory.getLogger("log").error("never seen");
  }
}
JAVA
javac -cp 'jars/*' Log.java

run() { # WHAT OPTION…
  java "${@:2}" -cp 'jars/*:.' Log > out 2> err
  printf '%s: %d octets of output\n  standard error: %s\n' "$1" "$(wc -c < out)" "$(cat err)"
}

printf 'package  org.slf4j:slf4j-api, slf4j-nop\nversion  %s\n' "$version"
echo 'behaviour  a provider that is named, and loaded, is a line on standard error'
named=-Dslf4j.provider=org.slf4j.nop.NOPServiceProvider
{
  run 'found by search'
  run 'named' $named
  run 'named, verbosity WARN' $named -Dslf4j.internal.verbosity=WARN
} | tee seen
cmp -s seen - <<'SEEN' || { echo 'CHANGED: it is not so any more'; exit 1; }
found by search: 0 octets of output
  standard error: 
named: 0 octets of output
  standard error: SLF4J(I): Attempting to load provider "org.slf4j.nop.NOPServiceProvider" specified via "slf4j.provider" system property
named, verbosity WARN: 0 octets of output
  standard error: 
SEEN
