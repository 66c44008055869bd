#!/usr/bin/env bash
# Java does not start if it is given an AOT cache and -Xshare:auto, which is its default.
#
# The AOT cache (JEP 483) took the place of the class archive, and -Xshare:auto means: use an archive if
# there is one that fits. A good guess is that the option, given on its own, changes nothing, as it does
# beside -XX:SharedArchiveFile. Java ends with exit status 1 before the program begins, and says so on
# standard output. So does every option for the older archives, also one that comes out of
# JDK_JAVA_OPTIONS or JAVA_TOOL_OPTIONS.
#
# Run: 2026-11-29, Temurin 25.0.3 (JAVA_HOME), Linux, x86_64.
# Depends on it: the launcher `waxseal` leaves its AOT cache out if such an option stands in one of the three
# variables that can bring it.
set -euo pipefail
version=25.0.3
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
if ! "$java" -version 2>&1 | grep -qF "\"$version\""; then
  echo "skipped: this needs Java $version, in JAVA_HOME or on the PATH"
  exit 2
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > Hello.java <<'JAVA'
class Hello {
  public static void main(String[] args) {
    System.out.println("Hello.");
  }
}
JAVA
"${java}c" Hello.java
"${java%java}jar" --create --file hello.jar Hello.class
"$java" -XX:AOTCacheOutput=hello.aot -cp hello.jar Hello > make.log 2>&1 || { cat make.log; exit 2; }

run() { # VARIABLE=VALUE… OPTION
  what=$1
  shift
  status=0
  env "$@" -cp hello.jar Hello > out 2> err || status=$?
  printf '%s: exit %d\n' "$what" "$status"
  printf '  standard output: %s\n' "$(head -1 out)"
  printf '  standard error: %s\n' "$(grep -v '^NOTE: ' err | head -1 | cut -c1-65)"
}

printf 'package  Temurin JDK\nversion  %s\n' "$version"
echo 'behaviour  with an AOT cache, -Xshare:auto ends Java before the program begins'
{
  run 'the cache' "$java" -XX:AOTCache=hello.aot
  run 'no cache, -Xshare:auto' "$java" -Xshare:auto
  run 'the cache, -Xshare:auto' "$java" -XX:AOTCache=hello.aot -Xshare:auto
  run 'the cache, -Xshare:auto in JDK_JAVA_OPTIONS' \
    JDK_JAVA_OPTIONS=-Xshare:auto "$java" -XX:AOTCache=hello.aot
} | tee seen
cmp -s seen - <<'SEEN' || { echo 'CHANGED: it is not so any more'; exit 1; }
the cache: exit 0
  standard output: Hello.
  standard error: 
no cache, -Xshare:auto: exit 0
  standard output: Hello.
  standard error: 
the cache, -Xshare:auto: exit 1
  standard output: Error occurred during initialization of VM
  standard error: 
the cache, -Xshare:auto in JDK_JAVA_OPTIONS: exit 1
  standard output: Error occurred during initialization of VM
  standard error: 
SEEN
