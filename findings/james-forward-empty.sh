#!/usr/bin/env bash
# James's mailet Forward sends a new, empty message; it and Resend take all attributes off the mail.
#
# A good guess is that the message goes on to other recipients, and that the new mail has the
# attributes of the old one, as a duplicate has. With the parameter that it needs, forwardTo, and no
# other, the message that leaves has another Message-ID and an empty text; Resend sends the message.
# The new mail of both has no attribute of the old one left, and begins in the processor root again,
# as if nobody had looked at it.
#
# Run: 2026-11-29, org.apache.james:james-server-mailets 3.8.1 of Maven, with JDK 17.0.15; the same in
# a whole James server 3.8.1.
# Depends on it: the list in james/README.md is a group for RecipientRewriteTable, which keeps the
# attributes: a seal needs the one that says what was found when the message arrived.
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
      <groupId>org.apache.james</groupId><artifactId>james-server-mailets</artifactId><version>$version</version>
    </dependency>
    <dependency>
      <groupId>org.apache.james</groupId><artifactId>apache-mailet-test</artifactId><version>$version</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
  -DoutputDirectory=jars > mvn.log 2>&1 || { cat mvn.log; exit 2; }

cat > Run.java <<'JAVA'
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mailet;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailetConfig;

class Run {
  static final AttributeName NAME = AttributeName.of("mine");
  static final String MESSAGE =
      "From: ann@example.org\r\nTo: bob@example.org\r\nSubject: x\r\n"
          + "Message-ID: <1@example.org>\r\n\r\nHello.\r\n";

  public static void main(String[] args) throws Exception {
    show("Forward", "forwardTo");
    show("Resend", "recipients");
  }

  static void show(String name, String recipients) throws Exception {
    DNSService dns =
        (DNSService)
            Proxy.newProxyInstance(
                Run.class.getClassLoader(),
                new Class<?>[] {DNSService.class},
                (proxy, method, arguments) -> InetAddress.getLoopbackAddress());
    Constructor<?> made =
        Class.forName("org.apache.james.transport.mailets." + name)
            .getDeclaredConstructor(DNSService.class);
    made.setAccessible(true);
    Mailet mailet = (Mailet) made.newInstance(dns);
    FakeMailContext context =
        FakeMailContext.builder().postmaster(new MailAddress("p@example.org")).build();
    mailet.init(
        FakeMailetConfig.builder()
            .mailetName(name)
            .mailetContext(context)
            .setProperty(recipients, "carl@example.net")
            .build());
    mailet.service(
        FakeMail.builder()
            .name("mail")
            .sender("ann@example.org")
            .recipient("bob@example.org")
            .attribute(new Attribute(NAME, AttributeValue.of("kept")))
            .mimeMessage(
                new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(MESSAGE.getBytes(StandardCharsets.US_ASCII))))
            .build());
    FakeMailContext.SentMail sent = context.getSentMails().get(0);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    sent.getMsg().writeTo(out);
    System.out.println(
        name
            + ": text " + out.toString().contains("Hello.")
            + ", Message-ID " + out.toString().contains("<1@example.org>")
            + ", attribute " + sent.getAttributes().containsKey(NAME));
  }
}
JAVA
printf 'package  org.apache.james:james-server-mailets\nversion  %s\n' "$version"
echo 'behaviour  Forward sends an empty message; Forward and Resend keep no attributes'
java -XX:TieredStopAtLevel=1 -cp 'jars/*' Run.java 2> errors | tee seen
cmp -s seen - <<'SEEN' || { cat errors; echo 'CHANGED: it is not so any more'; exit 1; }
Forward: text false, Message-ID false, attribute false
Resend: text true, Message-ID true, attribute false
SEEN
