package dev.waxseal.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dns.Dns;
import dev.waxseal.mime.Canonicalization;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Signs of programs, where a signature is not wholly explained. */
class SignsTest {

  private static final String MESSAGE =
      """
      From: Ann <ann@author.example>
      To: bob@receiver.example
      Subject: The boat
      Date: Thu, 12 Nov 2026 10:00:00 +0000
      Message-ID: <1@author.example>
      MIME-Version: 1.0
      Content-Type: multipart/alternative; boundary="=_a1"

      --=_a1

      The boat is back, and has a new sail.
      --=_a1
      Content-Type: text/html

      <p>The boat is back, and has a new sail.</p>
      --=_a1--
      """
          .replace("\n", "\r\n");

  /** A message as it arrived, its header first, with the program that its signs name. */
  record Case(String name, String program, UnaryOperator<String> change) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case top(String program, String field) {
    return new Case(field, program, message -> field + "\r\n" + message);
  }

  private static Case bottom(String program, String field) {
    return new Case(
        field, program, message -> message.replaceFirst("\r\n\r\n", "\r\n" + field + "\r\n\r\n"));
  }

  private static Case line(String program, String line) {
    return new Case(
        line, program, message -> message.replace("\r\n--=_a1--", "\r\n" + line + "\r\n--=_a1--"));
  }

  private static Case boundary(String program, String boundary) {
    return new Case(boundary, program, message -> message.replace("=_a1", boundary));
  }

  static Stream<Case> programs() {
    return Stream.of(
        bottom("Mailman", "X-Mailman-Version: 3.3.8"),
        bottom("Mailman", "X-Content-Filtered-By: Mailman/MimeDel 2.1.29"),
        bottom("sendmail", "X-MIME-Autoconverted: from 8bit to base64 by mx.example id 1"),
        bottom("reformime (Courier)", "X-Mime-Autoconverted: from 8bit to 7bit by reformime"),
        bottom("SpamAssassin", "X-Spam-Prev-Subject: Our boat"),
        bottom("formail (procmail)", "Old-Subject: Our boat"),
        bottom("a filter", "X-Old-Subject: Our boat"),
        bottom("Google Groups", "X-Google-Group-Id: 1"),
        bottom("Google Groups", "Mailing-list: list x@googlegroups.com; contact x"),
        bottom("groups.io", "Mailing-List: list x@groups.io; contact x"),
        bottom("ezmlm", "Mailing-List: contact x-help@list.example; run by ezmlm"),
        bottom("Sympa", "List-Unsubscribe: <mailto:sympa@list.example?subject=unsubscribe%20x>"),
        bottom("mlmmj", "List-Unsubscribe: <mailto:x+unsubscribe@list.example>"),
        top("LISTSERV", "Received: by L.EXAMPLE (LISTSERV-TCP/IP release 16.0) with spool id 1"),
        top("Proofpoint", "X-Proofpoint-GUID: 1"),
        top("Mimecast", "X-Mimecast-Spam-Score: 0"),
        top("Barracuda", "X-Barracuda-Spam-Score: 0.00"),
        top("IronPort (Cisco)", "X-IronPort-AV: E=Sophos"),
        top("Exchange", "X-MS-Exchange-Organization-SCL: 1"),
        top("amavisd", "X-Virus-Scanned: amavisd-new at mx.example"),
        top("SpamAssassin", "X-Spam-Checker-Version: SpamAssassin 4.0.1 on mx.example"),
        line("Mailman", "_".repeat(47)),
        line("MIMEDefang", "WARNING: This e-mail has been altered by MIMEDefang.  Following this"),
        line("Postfix", "x".repeat(998)),
        boundary("Courier", "=_mx-327-1795966293-0001-2"),
        boundary("SpamAssassin", "----------=_6B0C45ED.4251A285"),
        boundary("Jakarta Mail", "----=_Part_9_681008168.4795967291306"),
        boundary("MIME::Tools", "----------=_4795968168-1616-0"),
        new Case(
            "another program than the author's",
            "Python's email package",
            message ->
                message
                    .replace("=_a1", "===============5671963766932834849==")
                    .replace(
                        "MIME-Version: 1", "User-Agent: Mozilla Thunderbird\r\nMIME-Version: 1")),
        new Case(
            "Message-ID of later",
            "Jakarta Mail",
            message -> message.replace("<1@author", "<29293.0.4795967289031@author")));
  }

  @ParameterizedTest
  @MethodSource
  void programs(Case each) {
    Diagnosis.Signature diagnosis = changed(each.change());
    assertTrue(
        diagnosis.signs().stream()
            .anyMatch(sign -> sign.program().orElse("").equals(each.program())),
        () -> diagnosis.signs().toString());
  }

  static Stream<Case> silent() {
    return Stream.of(
        bottom("a server of the author", "X-Proofpoint-GUID: 1"),
        bottom("not a field that was signed", "Old-Return-Path: <x@list.example>"),
        boundary("the author may use it", "===============5671963766932834849=="),
        boundary("made before it was signed", "----=_Part_9_681008168.1295967291306"),
        new Case(
            "the author's own program",
            "",
            message ->
                message
                    .replace("=_a1", "=_mx-327-1795966293-0001-2")
                    .replace("MIME-Version: 1", "X-Mailer: SqWebMail 6\r\nMIME-Version: 1")),
        bottom("a list of the signer", "List-Id: <x.author.example>\r\nX-Mailman-Version: 3"),
        bottom("two lists", "List-Id: <a.one.example>\r\nList-Id: <b.two.example>"),
        top("most messages have it", "Received: by mx.example (Postfix) with ESMTP id 1"));
  }

  @ParameterizedTest
  @MethodSource
  void silent(Case each) {
    assertEquals(List.of(), changed(each.change()).signs());
  }

  @Test
  void anotherList() {
    Diagnosis.Signature diagnosis =
        changed(bottom("", "List-Id: Boats <boats.list.example>").change());
    assertTrue(
        diagnosis.signs().get(0).sentence().startsWith("List-Id names the list boats.list.example"),
        () -> diagnosis.signs().toString());
  }

  @Test
  void notClosed() {
    Diagnosis.Signature diagnosis = changed(message -> message.replace("--=_a1--\r\n", ""));
    assertTrue(
        diagnosis.signs().get(0).sentence().contains("is not closed"),
        () -> diagnosis.signs().toString());
  }

  /** What is explained needs no signs. */
  @Test
  void explained() {
    Signed signed = Signed.of(MESSAGE, Signed.RSA, Canonicalization.RELAXED);
    Diagnosis.Signature diagnosis =
        signed.changed(
            message -> "X-Proofpoint-GUID: 1\r\n" + message.replace("Subject: ", "Subject: [x] "),
            zone());
    assertTrue(diagnosis.isExplained());
    assertEquals(List.of(), diagnosis.signs());
    assertFalse(diagnosis.advice().isEmpty());
  }

  @Test
  void atMostFive() {
    Diagnosis.Signature diagnosis =
        changed(
            message ->
                "X-Proofpoint-GUID: 1\r\nX-Mimecast-Spam-Score: 0\r\nX-IronPort-AV: 1\r\n"
                    + "X-Barracuda-Spam-Score: 0\r\nX-MS-Exchange-Organization-SCL: 1\r\n"
                    + "X-Mailman-Version: 3\r\nX-MIME-Autoconverted: from 8bit\r\n"
                    + message);
    assertEquals(5, diagnosis.signs().size());
    assertEquals("sendmail", diagnosis.signs().get(0).program().orElseThrow());
    assertEquals("Mailman", diagnosis.signs().get(1).program().orElseThrow());
  }

  /** A change of header and body that nobody can undo, and another one. */
  private static Diagnosis.Signature changed(UnaryOperator<String> change) {
    Signed signed = Signed.of(MESSAGE, Signed.RSA, Canonicalization.RELAXED);
    String arrived =
        MESSAGE.replace("The boat", "A ship sails").replace("a new sail", "two old masts");
    Diagnosis diagnosis = Signed.diagnosis(change.apply(signed.signature() + arrived), zone());
    Diagnosis.Signature signature = diagnosis.signatures().get(0);
    assertTrue(signature.body().outcome().isOpen() && signature.header().outcome().isOpen());
    return signature;
  }

  private static Dns zone() {
    return Dns.zone(Signed.keyLine(Signed.RSA));
  }
}
