#!/usr/bin/env bash
# Java writes that it cannot use a class archive to standard output, into what the program writes.
#
# A program started with -XX:SharedArchiveFile runs all the same when its jar has been touched since:
# the archive is left out and the exit status is that of the program. A good guess is that the warning
# about it goes to standard error, as warnings do. It is the first line of standard output, so that a
# pipe gets a message whose first line is no header field, or JSON that no parser takes.
# -Xshare:auto does not silence it; -Xlog:disable does.
#
# Run: 2026-11-29, openjdk-17-jdk-headless 17.0.15+6-1~deb12u1 of Debian 12 (`java` on the PATH).
# Depends on it: the launcher `waxseal` starts Java with -Xlog:disable beside the archive. Whoever
# starts the jar with an archive of his own needs it too, above all for `sign | sendmail`.
set -euo pipefail
version=17.0.15
java -version 2>&1 | grep -qF "\"$version\"" || { echo "this needs Java $version"; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > Mail.java <<'JAVA'
class Mail {
  public static void main(String[] args) {
    System.out.print("From: ann@example.org\r\n\r\nHello.\r\n");
  }
}
JAVA
javac Mail.java
jar --create --file mail.jar --main-class Mail Mail.class
java -XX:ArchiveClassesAtExit=mail.jsa -jar mail.jar > dump.log 2>&1 || { cat dump.log; exit 2; }

# The first line of standard output, without the time and the path.
run() {
  what=$1
  shift
  status=0
  java "$@" -XX:SharedArchiveFile=mail.jsa -jar mail.jar > out 2> err || status=$?
  printf '%s: exit %d\n' "$what" "$status"
  printf '  standard output: %s\n' "$(head -1 out | tr -d '\r' | sed 's/^\[[0-9.,]*s\]//; s/: [^ ]*mail.jsa$//')"
  printf '  standard error: %d octets\n' "$(wc -c < err)"
}

printf 'package  openjdk-17-jdk-headless\nversion  %s\n' "$version"
echo 'behaviour  after the jar was touched, a warning of Java is the first line of standard output'
{
  run 'the archive fits'
  touch -d 2020-01-01 mail.jar
  run 'the jar was touched'
  run 'the same, -Xshare:auto' -Xshare:auto
  run 'the same, -Xlog:disable' -Xlog:disable
} | tee seen
cmp -s seen - <<'SEEN' || { echo 'CHANGED: it is not so any more'; exit 1; }
the archive fits: exit 0
  standard output: From: ann@example.org
  standard error: 0 octets
the jar was touched: exit 0
  standard output: [warning][cds,dynamic] Unable to use shared archive. The top archive failed to load
  standard error: 0 octets
the same, -Xshare:auto: exit 0
  standard output: [warning][cds,dynamic] Unable to use shared archive. The top archive failed to load
  standard error: 0 octets
the same, -Xlog:disable: exit 0
  standard output: From: ann@example.org
  standard error: 0 octets
SEEN
