package dev.waxseal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.cli.terminal.ExitStatus;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages as people have them: what an editor, a ticket or the clipboard did is undone. */
class VerifyLayersTest {

  private static final String FROM_LINE = "From joe@example.org Sat Jan  3 01:05:34 1996\n";
  private static final String LF_MESSAGE =
      """
      From: Joe <joe@example.org>
      To: ann@example.net,
       bob@example.net
      Subject: Dinner

      Ready?

       > quoted
      Yours
      """;

  private final Mailbox mailbox;
  private final String signed;

  VerifyLayersTest(@TempDir Path directory) throws IOException {
    mailbox = new Mailbox(directory);
    signed = mailbox.signed(LF_MESSAGE).replace("\r\n", "\n");
  }

  /** A way to spoil a message, and the beginning of the note. */
  static Stream<Arguments> ways() {
    return Stream.of(
        way("the file begins with a blank line", text -> "\n" + text),
        way("the file begins with 3 blank lines", text -> "\r\n \r\n\t\r\n" + crlf(text)),
        way("a byte order mark", text -> "\u00EF\u00BB\u00BF" + text),
        way("each line of the header began with '    '", text -> prefixed("    ", text)),
        way("each line of the header began with '\\t'", text -> prefixed("\t", text)),
        way("each line of the header began with '> '", text -> prefixed("> ", text)),
        way("each line of the header began with '> > '", text -> crlf(prefixed("> > ", text))),
        way(
            "each line of the header began with '> '",
            text -> prefixed("> ", text).replace("> \n", ">\n")),
        way(
            "each line of the header began with '  '",
            text -> prefixed("  ", text).replace("  \n", "\n")),
        way("line ends converted from CR to CRLF", text -> text.replace('\n', '\r')),
        way("the file is in UTF-16", text -> octets(text, StandardCharsets.UTF_16)),
        way("the file is in UTF-16", text -> octets("\uFEFF" + text, StandardCharsets.UTF_16LE)),
        way("the file is in UTF-16", text -> octets(crlf(text), StandardCharsets.UTF_16LE)),
        way("the mbox separator on top", text -> FROM_LINE + text),
        way("the mbox separator on top", text -> ">" + FROM_LINE + text),
        way("the mbox separator on top", text -> prefixed("> ", FROM_LINE + text)),
        way("a file of Apple Mail", text -> text.length() + "     \n" + text + "<?xml ?>\n"));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void areUndoneWithANote(String note, Way way) throws IOException {
    CliRun run = mailbox.verify("--json", mailbox.write("m", way.of(signed))).ended(ExitStatus.OK);
    String notes = run.json().get(0).at("notes").toString();
    assertTrue(notes.contains(note), notes);
  }

  @Test
  void andAllAtOnce() throws IOException {
    String text = octets("\n\n" + prefixed("> ", FROM_LINE + signed), StandardCharsets.UTF_16);
    Json all =
        mailbox.verify("--json", mailbox.write("m", text)).ended(ExitStatus.OK).json().get(0);
    assertTrue(all.at("notes").elements().size() > 3, all.at("notes").toString());
  }

  /** The octets are believed where they are a message. */
  @ParameterizedTest
  @CsvSource({
    "'', 'A: b|'",
    "'', 'A: b? c|'",
    "'', '>A: b|'",
    "'', '>A: b| c|'",
    "' ', 'A: b|'",
    "'{', 'A: b|'",
    "'', 'BZh9: a|'"
  })
  void aHeaderIsNotTouched(String before, String top) throws IOException {
    String text = before + top.replace('|', '\n').replace('?', '\r') + signed;
    Json all = mailbox.verify("--json", mailbox.write("m", text)).json().get(0);
    assertEquals("[line ends converted from LF to CRLF]", all.at("notes").toString(), text);
    assertEquals("pass", all.at("dkim").at(0).at("result").toString(), text);
  }

  @Test
  void aLineWithoutThePrefixStays() throws IOException {
    String text = prefixed("> ", signed) + "and a remark\n";
    String out = mailbox.verify(mailbox.write("m", text)).ended(ExitStatus.NO).out();
    assertTrue(out.replaceAll("\\s+", " ").contains("a line without it was kept as it is"), out);
  }

  @ParameterizedTest
  @CsvSource({
    "'\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1\u0000', a file of Outlook (.msg)",
    "'\r\n<!DOCTYPE html><html><body>From: x', a web page",
    "'<HTML><body>From: x', a web page",
    "'%PDF-1.7\n', a PDF file",
    "'PK\u0003\u0004', a ZIP archive",
    "'\u001F\u008B\u0008', compressed by gzip",
    "'{\"raw\": \"RnJvbTog\"}', a JSON file",
    "'[{\"a\": 1}]', a JSON file",
    "'\u00FF\u00D8\u00FF\u00E0', a picture"
  })
  void otherFilesAreNamed(String octets, String words) throws IOException {
    CliRun run = mailbox.verify(mailbox.write("m", octets)).ended(ExitStatus.BAD_DATA);
    assertTrue(run.err().contains("m is not a message but " + words), run.err());
  }

  @Test
  void anMboxIsNamed() throws IOException {
    String open = signed.replace("Ready?", "Steady?");
    String text = FROM_LINE + open + "\n" + FROM_LINE + open;
    CliRun run = mailbox.verify(mailbox.write("m", text)).ended(ExitStatus.BAD_DATA);
    assertTrue(run.err().contains("an mbox with several messages; give it with --mbox"), run.err());
    mailbox.verify("--mbox", mailbox.write("m", text)).ended(ExitStatus.NO);
  }

  @Test
  void aMessageAboutMboxesIsNot() throws IOException {
    String about = mailbox.signed(LF_MESSAGE + "\n" + FROM_LINE + "A: b\n").replace("\r\n", "\n");
    mailbox.verify(mailbox.write("m", FROM_LINE + about)).ended(ExitStatus.OK);
    String open = FROM_LINE + signed + "\n" + FROM_LINE + "Hello\n";
    assertFalse(
        mailbox.verify(mailbox.write("m", open)).ended(ExitStatus.NO).err().contains("mbox"));
  }

  /** A change of a text, one character an octet. */
  interface Way {
    String of(String text);
  }

  private static Arguments way(String note, Way way) {
    return Arguments.of(note, way);
  }

  private static String crlf(String text) {
    return text.replace("\n", "\r\n");
  }

  private static String prefixed(String prefix, String text) {
    return prefix + text.stripTrailing().replace("\n", "\n" + prefix) + "\n";
  }

  private static String octets(String text, Charset charset) {
    return new String(text.getBytes(charset), StandardCharsets.ISO_8859_1);
  }
}
