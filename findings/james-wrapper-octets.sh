#!/usr/bin/env bash
# James's MimeMessageWrapper writes other octets than it was made of, though nothing was modified.
#
# A MimeMessage of Jakarta Mail that nobody modified writes the very octets that it was parsed from,
# octets above 127 in the header too. James wraps each message of its spool into a subclass. A good
# guess is that writeTo() of that one does the same, at least until somebody changes a field. But it
# writes the header from its parsed lines, in US-ASCII: each octet above 127 is a question mark, and
# a signature over that field is lost. The octets are still there: MimeMessageInputStream of the
# same message reads them from the source, before and after.
#
# Run: 2026-11-29, org.apache.james:james-server-core 3.8.1 of Maven, with JDK 17.0.15.
# Depends on it: `MailBytes` in james/ reads what came with MimeMessageInputStream, and signs what
# writeTo() writes, since the transport of James sends that.
set -euo pipefail
version=3.8.1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<POM
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>findings</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.james</groupId><artifactId>james-server-core</artifactId><version>$version</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
  -DoutputDirectory=jars > mvn.log 2>&1 || { cat mvn.log; exit 2; }

cat > Run.java <<'JAVA'
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import org.apache.james.server.core.MimeMessageInputStream;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageWrapper;

class Run {
  static final byte[] OCTETS =
      "Subject: gr\u00fcn\r\nFrom: ann@example.org\r\n\r\ngr\u00fcn\r\n"
          .getBytes(StandardCharsets.UTF_8);

  public static void main(String[] args) throws Exception {
    MimeMessage plain =
        new MimeMessage(
            Session.getInstance(new Properties()), new ByteArrayInputStream(OCTETS));
    plain.getSubject();
    System.out.println("plain message: " + shown(written(plain)));
    MimeMessageWrapper wrapper =
        new MimeMessageWrapper(
            MimeMessageInputStreamSource.create("key", new ByteArrayInputStream(OCTETS)));
    System.out.println("wrapper, untouched: " + shown(written(wrapper)));
    wrapper.getSubject();
    System.out.println("wrapper, a field was read: " + shown(written(wrapper)));
    System.out.println(
        "its source: " + shown(new MimeMessageInputStream(wrapper).readAllBytes()));
  }

  static byte[] written(MimeMessage message) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    message.writeTo(out);
    return out.toByteArray();
  }

  /** The first line, with octets above 127 in hexadecimal. */
  static String shown(byte[] octets) {
    StringBuilder shown = new StringBuilder();
    for (char c : new String(octets, StandardCharsets.ISO_8859_1).split("\r\n")[0].toCharArray()) {
      shown.append(c < 128 ? String.valueOf(c) : String.format("\\x%02x", (int) c));
    }
    return shown.toString();
  }
}
JAVA
printf 'package  org.apache.james:james-server-core\nversion  %s\n' "$version"
echo 'behaviour  writeTo() of an unmodified message writes ? for octets above 127 in the header'
java -XX:TieredStopAtLevel=1 -cp 'jars/*' Run.java 2> errors | tee seen
cmp -s seen - <<'SEEN' || { cat errors; echo 'CHANGED: it is not so any more'; exit 1; }
plain message: Subject: gr\xc3\xbcn
wrapper, untouched: Subject: gr??n
wrapper, a field was read: Subject: gr??n
its source: Subject: gr\xc3\xbcn
SEEN
