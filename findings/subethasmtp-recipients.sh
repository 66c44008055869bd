#!/usr/bin/env bash
# SubEthaSMTP's BasicMessageListener hears of one recipient only, and the client is told that all got it.
#
# A message to two recipients has two RCPT commands and one DATA. A good guess is that
# messageArrived(context, from, to, data) is called once for each recipient, as the older
# SimpleMessageListener's deliver() is, or that the server refuses a second recipient. It is called
# once, with the last recipient; the first was answered with 250 and gets nothing. A message whose
# first line begins with a dot also keeps the dot that the client doubled (RFC 5321 section 4.5.2).
#
# Run: 2026-11-29, com.github.davidmoten:subethasmtp 7.2.2 of Maven, with JDK 17.0.15.
# Depends on it: `examples/java/RefuseForged.java`, which only judges; a server that delivers takes a
# MessageHandlerFactory.
set -euo pipefail
version=7.2.2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<POM
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>findings</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.github.davidmoten</groupId><artifactId>subethasmtp</artifactId><version>$version</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
  -DoutputDirectory=jars > mvn.log 2>&1 || { cat mvn.log; exit 2; }

cat > Run.java <<'JAVA'
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.subethamail.smtp.server.SMTPServer;

class Run {
  public static void main(String[] args) throws Exception {
    SMTPServer server =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .insertReceivedHeaders(false)
            .messageHandler(
                (context, from, to, data) ->
                    System.out.println(
                        "arrived for " + to + ": "
                            + new String(data, StandardCharsets.ISO_8859_1).lines().findFirst().get()))
            .build();
    server.start();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPortAllocated())) {
      BufferedReader replies = new BufferedReader(new InputStreamReader(socket.getInputStream()));
      replies.readLine();
      for (String command :
          new String[] {
            "HELO client.example.com",
            "MAIL FROM:<joe@example.com>",
            "RCPT TO:<ann@example.net>",
            "RCPT TO:<bob@example.net>",
            "DATA",
            "..Field: dot-stuffed\r\nFrom: joe@example.com\r\n\r\nhello\r\n."
          }) {
        socket.getOutputStream().write((command + "\r\n").getBytes());
        System.out.println(command.lines().findFirst().get() + " -> " + replies.readLine().substring(0, 3));
      }
    }
    server.stop();
  }
}
JAVA
printf 'package  com.github.davidmoten:subethasmtp\nversion  %s\n' "$version"
echo 'behaviour  of two accepted recipients the listener hears the last; a first line keeps its doubled dot'
java -XX:TieredStopAtLevel=1 -cp 'jars/*' Run.java | tee seen
cmp -s seen - <<'SEEN' || { echo 'CHANGED: it is not so any more'; exit 1; }
HELO client.example.com -> 250
MAIL FROM:<joe@example.com> -> 250
RCPT TO:<ann@example.net> -> 250
RCPT TO:<bob@example.net> -> 250
DATA -> 354
arrived for bob@example.net: ..Field: dot-stuffed
..Field: dot-stuffed -> 250
SEEN
