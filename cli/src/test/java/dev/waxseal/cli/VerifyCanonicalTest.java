package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.terminal.ExitStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The octets that were hashed, for authors of signers. */
class VerifyCanonicalTest {

  private final Path directory;
  private final Mailbox mailbox;

  VerifyCanonicalTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.mailbox = new Mailbox(directory);
  }

  @Test
  void areShownWithTheirControlOctets() throws IOException {
    Path file =
        mailbox.write("m", mailbox.signed(Mailbox.MESSAGE.replace("Ready?", "a\\b \tc\u0001é")));
    String text = mailbox.verify("--canonical", file).ended(ExitStatus.OK).out();
    assertTrue(text.contains("from:Joe <joe@example.org>\\r\\n\n"), text);
    assertTrue(text.contains("a\\\\b c\\x01\\xE9\\r\\n\n"), text);
    assertTrue(text.contains("; b=\n"), text);
    assertEquals(2, text.split("the same", -1).length - 1, text);
  }

  @Test
  void areInJson() throws IOException, GeneralSecurityException {
    Path file = mailbox.write("m", mailbox.signed(Mailbox.MESSAGE).replace("Ready?", "Steady?"));
    Json all = mailbox.verify("--json", "--canonical", file).ended(ExitStatus.NO).json().get(0);
    Json text = all.at("canonical").at(0);
    assertEquals("dkim", text.at("signature").toString());
    byte[] header = Base64.getDecoder().decode(text.at("header").toString());
    assertEquals(hex(sha256(header)), text.at("headerHash").toString());
    byte[] body = Base64.getDecoder().decode(text.at("body").toString());
    assertEquals(body.length, Integer.parseInt(text.at("bodyOctets").toString()));
    assertEquals(Base64.getEncoder().encodeToString(sha256(body)), text.at("bodyHash").toString());
    assertFalse(text.at("signedBodyHash").toString().equals(text.at("bodyHash").toString()));
    assertTrue(new String(header, StandardCharsets.ISO_8859_1).endsWith("b="), "the header");
    assertEquals("signed-this", text.at("key").toString());
  }

  @Test
  void areNotThereUnlessAskedFor() throws IOException {
    Path file = mailbox.write("m", mailbox.signed(Mailbox.MESSAGE));
    assertTrue(mailbox.verify("--json", file).out().contains("\"canonical\":null"));
    assertFalse(mailbox.verify(file).out().contains("hashed"));
  }

  @Test
  void haveTheSealsOfAChain() throws IOException {
    Json all = ListPost.passed(mailbox).verify("--json", "--canonical").json().get(0);
    assertEquals("arc", all.at("canonical").at(1).at("signature").toString());
    assertEquals("signed-this", all.at("canonical").at(1).at("key").toString());
    assertEquals("seal", all.at("canonical").at(2).at("signature").toString());
    assertEquals("signed-this", all.at("canonical").at(2).at("key").toString());
  }

  @Test
  void ofALongBodyAreAbbreviated() throws IOException {
    Path file = mailbox.write("m", mailbox.signed(Mailbox.MESSAGE + "line\r\n".repeat(100)));
    String text = mailbox.verify("--canonical", file).ended(ExitStatus.OK).out();
    assertTrue(text.contains("more lines, "), text);
    assertTrue(text.lines().count() < 90, text);
  }

  @Test
  void areWrittenIntoFilesThatAreNew() throws IOException {
    Path file = mailbox.write("m", mailbox.signed(Mailbox.MESSAGE));
    Path files = directory.resolve("octets");
    mailbox.verify("--canonical-to", files, file).ended(ExitStatus.OK);
    assertTrue(Files.readString(files.resolve("1.header")).startsWith("from:"));
    assertTrue(Files.readString(files.resolve("1.body")).endsWith("\r\n"));
    CliRun again = mailbox.verify("--canonical-to", files, file).ended(ExitStatus.CANNOT_CREATE);
    assertTrue(again.err().contains("1.header"), again.err());
    mailbox.verify("--canonical-to", files, file, file).ended(ExitStatus.USAGE);
  }

  private static byte[] sha256(byte[] octets) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(octets);
  }

  private static String hex(byte[] octets) {
    return HexFormat.of().formatHex(octets);
  }
}
