#!/usr/bin/env bash
# Angus Mail changes three fields of a parsed message in saveChanges(), though nothing was modified.
#
# A MimeMessage that was parsed writes the very octets that it was made of. A good guess is that
# saveChanges() leaves a complete message as it is when there are no changes to save. It puts a new
# Message-ID in the place of the old one, cuts the comment off MIME-Version, and from then on a raw
# UTF-8 Subject (RFC 6532) is written as if each of its octets were a letter: the two octets of a
# u with dots become four. The static Transport.send(), which most programs call, begins with
# saveChanges(); transport.sendMessage() does not.
#
# Run: 2026-11-29, org.eclipse.angus:jakarta.mail 2.0.5 of Maven, with JDK 17.0.15.
# Depends on it: whoever parses what `DkimSigner` signed into a MimeMessage has to send it by
# sendMessage(), or from a subclass whose saveChanges() does nothing.
set -euo pipefail
version=2.0.5
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<POM
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>findings</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.eclipse.angus</groupId><artifactId>jakarta.mail</artifactId><version>$version</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
  -DoutputDirectory=jars > mvn.log 2>&1 || { cat mvn.log; exit 2; }

cat > Run.java <<'JAVA'
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;

class Run {
  public static void main(String[] args) throws Exception {
    String text =
        String.join(
            "\r\n",
            "Message-ID: <1@example.org>",
            "Date: Sun, 29 Nov 2026 12:00:00 +0000",
            "From: ann@example.org",
            "To: bob@example.net,carl@example.net",
            "Subject: gr\u00fcn",
            "MIME-Version: 1.0 (by hand)",
            "Content-Type: text/plain; charset=utf-8",
            "",
            "Hello.",
            "");
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    MimeMessage message =
        new MimeMessage(
            Session.getInstance(new Properties()), new ByteArrayInputStream(octets));
    System.out.println("as parsed, same octets: " + Arrays.equals(octets, written(message)));
    message.saveChanges();
    String[] before = new String(octets, StandardCharsets.ISO_8859_1).split("\r\n");
    String[] after = new String(written(message), StandardCharsets.ISO_8859_1).split("\r\n");
    System.out.println("after saveChanges(), lines " + before.length + " and " + after.length);
    for (int i = 0; i < before.length; i++) {
      if (!before[i].equals(after[i])) {
        System.out.println("- " + shown(before[i]));
        System.out.println("+ " + shown(after[i]));
      }
    }
  }

  static byte[] written(MimeMessage message) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    message.writeTo(out);
    return out.toByteArray();
  }

  /** A line with octets above 127 in hexadecimal, and without what differs from run to run. */
  static String shown(String line) {
    StringBuilder shown = new StringBuilder();
    for (char c : line.toCharArray()) {
      shown.append(c < 128 ? String.valueOf(c) : String.format("\\x%02x", (int) c));
    }
    return shown.toString().replaceFirst("<\\d+\\.\\d+\\.\\d+@.*>", "<(a new one)>");
  }
}
JAVA
printf 'package  org.eclipse.angus:jakarta.mail\nversion  %s\n' "$version"
echo 'behaviour  saveChanges() of an unmodified message changes Message-ID, Subject and MIME-Version'
java -XX:TieredStopAtLevel=1 -cp 'jars/*' Run.java | tee seen
cmp -s seen - <<'SEEN' || { echo 'CHANGED: it is not so any more'; exit 1; }
as parsed, same octets: true
after saveChanges(), lines 9 and 9
- Message-ID: <1@example.org>
+ Message-ID: <(a new one)>
- Subject: gr\xc3\xbcn
+ Subject: gr\xc3\x83\xc2\xbcn
- MIME-Version: 1.0 (by hand)
+ MIME-Version: 1.0
SEEN
