package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.terminal.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of OpenDKIM as rules of ours; what cannot be told is refused by its line. */
class ImportOpendkimCommandTest {

  private static final String KEYS =
      """
      # name  domain:selector:file
      k1      one.example:s1:/keys/one.pem
      each    %:s2:/keys/%/s2.pem   # a file for each domain
      own.example  own.example:s3:/keys/own.pem
      """;

  @TempDir Path folder;

  private CliRun imported(String keys, String kind, String table, String conf) throws IOException {
    Path keyTable = Files.writeString(folder.resolve("KeyTable"), keys);
    Path signing = Files.writeString(folder.resolve("SigningTable"), table);
    Path options = Files.writeString(folder.resolve("opendkim.conf"), conf);
    return conf.isEmpty()
        ? CliRun.of("import", "opendkim", keyTable, kind + signing)
        : CliRun.of("import", "opendkim", keyTable, kind + signing, options);
  }

  @Test
  void aPlainTableComesInTheOrderOfTheSearch() throws IOException {
    String table =
        """
        * each
        joe@* k1
        .example k1
        .a.example k1
        joe@.example k1
        Example.org k1
        joe@example.org each
        """;
    String toml = imported(KEYS, "", table, "").ended(ExitStatus.OK).out();
    assertEquals(
        """
        [[sign.rule]]
        from = ["joe@example.org"]
        domain = "%"
        keys = [ { selector = "s2", file = "/keys/%/s2.pem" } ]

        [[sign.rule]]
        from = ["*@example.org", "joe@*.example", "*@*.a.example", "*@*.example", "joe@*"]
        domain = "one.example"
        keys = [ { selector = "s1", file = "/keys/one.pem" } ]

        [[sign.rule]]
        from = ["*"]
        domain = "%"
        keys = [ { selector = "s2", file = "/keys/%/s2.pem" } ]
        """,
        toml.substring(toml.indexOf("[[sign.rule]]")));
    assertFalse(toml.contains("verify"), toml);
  }

  @Test
  void patternsStayInTheirOrder() throws IOException {
    String table = "*.example.org k1\n*@example.org each\n* %\n";
    String toml = imported(KEYS, "refile:", table, "").ended(ExitStatus.OK).out();
    String from = toml.lines().filter(line -> line.startsWith("from")).toList().toString();
    assertEquals(
        "[from = [\"*@*.example.org\"], from = [\"*@example.org\"], from = [\"*@own.example\"]]",
        from);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*@a.example k1 | '' | a plain table has no patterns",
        "a.example none | '' | the KeyTable has no key of this name",
        "a.example k1:joe@% | '' | i= cannot be chosen here",
        "a.example k1\\na.example each | '' | the name stands above",
        "a.example k1 | refile: | it matches no address",
        "joe?@a.example k1 | refile: | not a pattern of an address",
        "*@a.example k1\\n*@a.example each | refile: | the pattern stands above; both lines count only with",
        "* %\\n*@a.example k1 | refile: | a line with the key % is tried before it",
      })
  void linesThatCannotBeTold(String table, String kind, String why) throws IOException {
    CliRun run = imported(KEYS, kind, table.replace("\\n", "\n"), "").ended(ExitStatus.BAD_DATA);
    assertEquals("", run.out());
    int last = (int) table.replace("\\n", "\n").lines().count();
    assertTrue(run.err().contains("SigningTable:" + last + ": " + why), run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "k1 a.example:s1:MIIEvQsecretsecretsecret | the key stands in the table itself",
        "k1 a.example:s1:./k.pem | the path is relative",
        "k1 a.example:s1 | a key is written",
        "k1 a.example : s1 : /k.pem | a key is written",
        "k1 %.example:s1:/k.pem | DOMAIN is neither",
        "k1 a.example:s_@:/k.pem | SELECTOR is not a selector",
      })
  void keysThatCannotBeTold(String keys, String why) throws IOException {
    CliRun run = imported(keys, "", "a.example k1", "").ended(ExitStatus.BAD_DATA);
    assertTrue(run.err().contains("KeyTable:1: " + why), run.err());
    assertFalse((run.out() + run.err()).contains("secret"), run.err());
  }

  @Test
  void severalSignatures() throws IOException {
    String keys = "k1 a.example:s1:/1.pem\nk2 a.example:s2:/2.pem\n";
    String conf = "MultipleSignatures yes\n";
    String toml =
        imported(keys, "refile:", "*@a.example k1\n*@a.example k2\n", conf)
            .ended(ExitStatus.OK)
            .out();
    assertTrue(
        toml.contains("{ selector = \"s1\", file = \"/1.pem\" }, { selector = \"s2\""), toml);
    CliRun run =
        imported(keys, "refile:", "*@a.example k1\njoe@* k2\n", conf).ended(ExitStatus.BAD_DATA);
    assertTrue(run.err().contains("SigningTable:2: with MultipleSignatures"), run.err());
  }

  @Test
  void options() throws IOException {
    String conf =
        """
        Socket          local:/run/o/socket
        UMask           007
        InternalHosts   192.0.2.0/24, [2001:db8::]/32, host.example
        AuthservID      mx.example.org
        On-DNSError     tempfail
        SigningTable    refile:/etc/opendkim/SigningTable
        Canonicalization  relaxed/simple
        Syslog          yes
        MyOwn           secret
        """;
    CliRun run = imported(KEYS, "", "*@a.example k1", conf).ended(ExitStatus.OK);
    for (String part :
        new String[] {
          "socket = \"unix:/run/o/socket\" #",
          "socket = \"unix:/run/o/socket.sign\" #",
          "mode = \"0660\"",
          "authserv-id = \"mx.example.org\"\non-defer = \"tempfail\"\n",
          "networks = [\"192.0.2.0/24\", \"2001:db8::/32\"]\ncanonicalization = \"relaxed/simple\"\n",
          "from = [\"*@a.example\"]",
        }) {
      assertTrue(run.out().contains(part), part + "\n" + run.out());
    }
    for (String note :
        new String[] {
          "opendkim.conf:3: InternalHosts: only addresses and networks are taken over",
          "opendkim.conf:9: this option has no equivalent",
        }) {
      assertTrue(run.err().contains(note), run.err());
      assertTrue(run.out().contains(note), run.out());
    }
    assertFalse((run.out() + run.err()).contains("secret"), run.err());
    assertFalse(run.err().contains("Syslog"), run.err());
    String none =
        imported(KEYS, "", "a.example k1", "InternalHosts host.example\n")
            .ended(ExitStatus.OK)
            .out();
    assertFalse(none.contains("networks = "), none);
    CliRun exception =
        imported(KEYS, "", "a.example k1", "InternalHosts 192.0.2.0/24,!192.0.2.1\n")
            .ended(ExitStatus.BAD_DATA);
    assertTrue(exception.err().contains("opendkim.conf:1: exceptions (!)"), exception.err());
  }

  @Test
  void choicesOfSigning() throws IOException {
    String conf =
        """
        Mode             sv
        Canonicalization relaxed
        SignatureTTL     1209600
        SignHeaders      Subject,To , From, Received, X-Mailer
        OversignHeaders  From,To
        OmitHeaders      X-Mailer
        MinimumKeyBits   2048
        DontSignMailTo   bob@b.example, b.example
        PeerList         192.0.2.7, host.example
        ExemptDomains    c.example, .d.example
        SenderHeaders    From
        """;
    CliRun run = imported(KEYS, "", "a.example k1", conf).ended(ExitStatus.OK);
    assertTrue(run.out().contains("\nminimum-key-bits = 2048\n"), run.out());
    assertTrue(
        run.out()
            .contains(
                """
                signed-fields = ["subject"]
                over-signed-fields = ["to"]
                omitted-fields = ["*"]
                canonicalization = "relaxed/simple"
                expires-after = "14d"
                unsigned = { recipients = ["bob@b.example"], authors = ["*@c.example"], networks = ["192.0.2.7"] }
                """),
        run.out());
    for (String note :
        new String[] {
          "opendkim.conf:8: only addresses are taken over",
          "opendkim.conf:8: DontSignMailTo: here a message is left unsigned only if all",
          "opendkim.conf:9: PeerList: only addresses and networks are taken over",
          "opendkim.conf:10: only domains are taken over",
          "opendkim.conf:9: PeerList: taken over for signing",
          "opendkim.conf:10: ExemptDomains: taken over for signing",
        }) {
      assertTrue(run.err().contains(note), run.err());
    }
    String changes =
        "SignHeaders *,+X-Mailer,-Sender\nOmitHeaders *,+Reply-To,+X-Other,-Bcc\nSignatureTTL 90\n";
    String delta = imported(KEYS, "", "a.example k1", changes).ended(ExitStatus.OK).out();
    assertTrue(
        delta.contains(
            """
            signed-fields = ["x-mailer"]
            omitted-fields = ["sender", "reply-to"]
            expires-after = "90s"
            """),
        delta);
    for (String[] refused :
        new String[][] {
          {"SenderHeaders Sender,From", "mail is signed for the author in From alone"},
          {"PeerList !192.0.2.7", "exceptions (!) cannot be told here"},
          {"ExemptDomains !a.example", "exceptions (!) cannot be told here"},
          {"SignHeaders To,b@c", "not the name of a header field"},
          {"Canonicalization nofws", "not a canonical form such as relaxed/simple"},
          {"SignatureTTL 2w", "not a number of seconds"},
          {"MinimumKeyBits 99999", "write a number of bits from 1024 to 4096"},
        }) {
      CliRun wrong = imported(KEYS, "", "a.example k1", refused[0]).ended(ExitStatus.BAD_DATA);
      assertTrue(wrong.err().contains("opendkim.conf:1: " + refused[1]), wrong.err());
    }
  }

  @Test
  void aFileIsNeverOverwritten() throws IOException {
    imported(KEYS, "", "a.example k1", "").ended(ExitStatus.OK);
    Path out = folder.resolve("milter.toml");
    Object[] command = {
      "import", "opendkim", "--out", out, folder.resolve("KeyTable"), folder.resolve("SigningTable")
    };
    CliRun.of(command).ended(ExitStatus.OK);
    String written = Files.readString(out);
    assertTrue(written.contains("[[sign.rule]]"), written);
    CliRun.of(command).ended(ExitStatus.CANNOT_CREATE);
    assertEquals(written, Files.readString(out));
  }
}
