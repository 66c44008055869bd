#!/usr/bin/env bash
# dnsjava's ExtendedResolver gives a lookup up before it asks the second of its two servers.
#
# It is made of several servers so that one may be down, and has three tries, so that a good guess is
# that a lookup finds the second server when the first is silent. But the whole lookup has the same ten
# seconds that each server has by itself: the first server uses them up, and the lookup fails, though
# the second would have answered at once. Only by failures does it come to ask the other one first.
#
# Run: 2026-11-29, dnsjava 3.7.1 of Maven with slf4j-nop 1.7.36, on JDK 17.0.15. It takes 15 seconds.
# Depends on it: `DnsjavaResolver` divides its own ten seconds among servers and tries.
set -euo pipefail
version=3.7.1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<POM
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>findings</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>dnsjava</groupId><artifactId>dnsjava</artifactId><version>$version</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
  -DoutputDirectory=jars > mvn.log 2>&1 || { cat mvn.log; exit 2; }

cat > Run.java <<'JAVA'
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

class Run {
  public static void main(String[] args) throws Exception {
    AtomicInteger silent = new AtomicInteger();
    AtomicInteger good = new AtomicInteger();
    Resolver first = server(silent, false);
    Resolver second = server(good, true);
    ExtendedResolver both = new ExtendedResolver(List.of(first, second));
    System.out.println(
        "timeout of all " + both.getTimeout() + ", of one " + first.getTimeout()
            + ", tries " + both.getRetries());
    lookup("the second server alone", second);
    good.set(0);
    lookup("both, first lookup", both);
    System.out.println("asked: the silent one " + silent + ", the good one " + good);
  }

  static void lookup(String what, Resolver resolver) throws Exception {
    Name name = Name.fromString("s1._domainkey.example.org.");
    String outcome;
    try {
      Message query = Message.newQuery(Record.newRecord(name, Type.TXT, DClass.IN));
      outcome = resolver.send(query).getSection(Section.ANSWER).size() + " record";
    } catch (java.io.IOException e) {
      outcome = e.getMessage().replaceFirst(", id=.*", "");
    }
    System.out.println(what + ": " + outcome);
  }

  /** A server on this machine, and a resolver with the defaults that asks it. */
  static Resolver server(AtomicInteger asked, boolean answers) throws Exception {
    DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
    Thread thread =
        new Thread(
            () -> {
              DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
              while (true) {
                try {
                  socket.receive(packet);
                  asked.incrementAndGet();
                  if (answers) {
                    byte[] reply = reply(Arrays.copyOf(packet.getData(), packet.getLength()));
                    socket.send(
                        new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
                  }
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
    return new SimpleResolver(new InetSocketAddress("127.0.0.1", socket.getLocalPort()));
  }

  static byte[] reply(byte[] octets) throws java.io.IOException {
    Message query = new Message(octets);
    Message reply = new Message(query.getHeader().getID());
    reply.getHeader().setFlag(Flags.QR);
    reply.addRecord(query.getQuestion(), Section.QUESTION);
    reply.addRecord(
        new TXTRecord(query.getQuestion().getName(), DClass.IN, 60, "v=DKIM1"), Section.ANSWER);
    return reply.toWire();
  }
}
JAVA
printf 'package  dnsjava:dnsjava\nversion  %s\n' "$version"
echo 'behaviour  with a silent first server the first lookup fails; the second server is not asked'
java -XX:TieredStopAtLevel=1 -cp 'jars/*' Run.java | tee seen
cmp -s seen - <<'SEEN' || { echo 'CHANGED: it is not so any more'; exit 1; }
timeout of all PT10S, of one PT10S, tries 3
the second server alone: 1 record
both, first lookup: Timed out while trying to resolve s1._domainkey.example.org./TXT
asked: the silent one 1, the good one 0
SEEN
