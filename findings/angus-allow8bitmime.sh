#!/usr/bin/env bash
# Angus Mail, with mail.smtp.allow8bitmime, encodes a parsed text again, on its way out of sendMessage().
#
# The property lets text parts in quoted-printable or base64 leave as 8bit, to a server with 8BITMIME.
# A good guess is that this is for messages that are composed, and that sendMessage(), which unlike
# Transport.send() does not call saveChanges(), sends a parsed message octet for octet, as writeTo()
# writes it. It decodes the text, and saves the message: the body, Content-Transfer-Encoding and
# Message-ID are others on the wire. Nothing tells the caller.
#
# Run: 2026-11-29, org.eclipse.angus:jakarta.mail 2.0.5 and com.github.davidmoten:subethasmtp 7.2.2
# of Maven, with JDK 17.0.15.
# Depends on it: `SignedMimeMessage`, which does not let the transport set its content.
set -euo pipefail
angus=2.0.5
server=7.2.2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<POM
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>findings</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.eclipse.angus</groupId><artifactId>jakarta.mail</artifactId><version>$angus</version>
    </dependency>
    <dependency>
      <groupId>com.github.davidmoten</groupId><artifactId>subethasmtp</artifactId><version>$server</version>
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
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.subethamail.smtp.server.SMTPServer;

class Run {
  static String arrived;

  public static void main(String[] args) throws Exception {
    String text =
        String.join(
            "\r\n",
            "Message-ID: <1@example.org>",
            "Date: Sun, 29 Nov 2026 12:00:00 +0000",
            "From: ann@example.org",
            "To: bob@example.net",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
            "",
            "gr=C3=BCn",
            "");
    SMTPServer server =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .insertReceivedHeaders(false)
            .messageHandler(
                (context, from, to, data) -> arrived = new String(data, StandardCharsets.ISO_8859_1))
            .build();
    server.start();
    for (String allow : new String[] {"false", "true"}) {
      Properties properties = new Properties();
      properties.setProperty("mail.smtp.allow8bitmime", allow);
      Session session = Session.getInstance(properties);
      MimeMessage message =
          new MimeMessage(session, new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
      try (Transport transport = session.getTransport("smtp")) {
        transport.connect("127.0.0.1", server.getPortAllocated(), null, null);
        transport.sendMessage(message, message.getAllRecipients());
      }
      System.out.println("allow8bitmime=" + allow + ", same octets: " + arrived.equals(text));
      String[] before = text.split("\r\n");
      String[] after = arrived.split("\r\n");
      for (int i = 0; i < before.length; i++) {
        if (!before[i].equals(after[i])) {
          System.out.println("- " + before[i]);
          System.out.println(
              "+ " + shown(after[i]).replaceFirst("<\\d+\\.\\d+\\.\\d+@.*>", "<(a new one)>"));
        }
      }
    }
    server.stop();
  }

  static String shown(String line) {
    StringBuilder shown = new StringBuilder();
    for (char c : line.toCharArray()) {
      shown.append(c < 128 ? String.valueOf(c) : String.format("\\x%02x", (int) c));
    }
    return shown.toString();
  }
}
JAVA
printf 'package  org.eclipse.angus:jakarta.mail\nversion  %s\n' "$angus"
echo 'behaviour  sendMessage() of a parsed message changes its body, encoding and Message-ID'
java -XX:TieredStopAtLevel=1 -cp 'jars/*' Run.java | tee seen
cmp -s seen - <<'SEEN' || { echo 'CHANGED: it is not so any more'; exit 1; }
allow8bitmime=false, same octets: true
allow8bitmime=true, same octets: false
- Message-ID: <1@example.org>
+ Message-ID: <(a new one)>
- Content-Transfer-Encoding: quoted-printable
+ Content-Transfer-Encoding: 8bit
- gr=C3=BCn
+ gr\xc3\xbcn
SEEN
