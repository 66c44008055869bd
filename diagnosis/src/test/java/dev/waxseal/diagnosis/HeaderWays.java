package dev.waxseal.diagnosis;

import dev.waxseal.diagnosis.change.Change;
import dev.waxseal.mime.Canonicalization;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ways to change a header. */
final class HeaderWays {

  private static final Canonicalization SIMPLE = Canonicalization.SIMPLE;
  private static final Canonicalization RELAXED = Canonicalization.RELAXED;

  static final String MESSAGE =
      lines(
          "From: Ann Author <ann@author.example>",
          "To: Talk <talk@lists.example>, bob@members.example",
          "Cc: Eve <eve@members.example>",
          "Subject: The boat is back, and",
          " it has a new sail",
          "Date: Mon, 23 Nov 2026 11:58:12 +0000",
          "Message-ID: <1@author.example>",
          "MIME-Version: 1.0",
          "Content-Type: text/plain; charset=\"utf-8\"",
          "Content-Transfer-Encoding: 7bit",
          "",
          "Hello");

  private HeaderWays() {}

  /** One way to change a header, and what is to be found out. */
  record Way(
      String name,
      Canonicalization form,
      String message,
      UnaryOperator<String> change,
      List<Change.Kind> kinds,
      String signed) {

    @Override
    public String toString() {
      return name + ", " + form;
    }
  }

  static Stream<Way> all() {
    return Stream.of(
        way(
            "list",
            RELAXED,
            replace("Subject: ", "Subject: [talk] "),
            "SUBJECT_PREFIXED",
            "Subject: The boat is back, and\r\n it has a new sail"),
        way(
            "list",
            SIMPLE,
            replace("Subject: ", "Subject: [talk] "),
            "SUBJECT_PREFIXED",
            "Subject: The boat is back, and\r\n it has a new sail"),
        way(
            "external",
            RELAXED,
            replace("Subject: ", "Subject: EXTERNAL: "),
            "SUBJECT_PREFIXED",
            "The boat"),
        way(
            "tag at the end",
            RELAXED,
            replace("new sail", "new sail [SPAM]"),
            "SUBJECT_SUFFIXED",
            "Subject: The boat"),
        way(
            "a zone",
            RELAXED,
            replace("Mon, 23 Nov 2026 11:58:12 +0000", "Tue, 24 Nov 2026 00:58:12 +1300"),
            "FIELD_REPLACED",
            "11:58:12 +0000"),
        other(
            "a zone, without a day",
            RELAXED,
            MESSAGE.replace("Mon, 23 Nov 2026 11:58:12 +0000", "4 Aug 2026 23:12:44 -0230"),
            replace("4 Aug 2026 23:12:44 -0230", "05 Aug 2026 01:42:44 +0000"),
            "FIELD_REPLACED",
            "4 Aug 2026 23:12:44 -0230"),
        way(
            "author encoded",
            RELAXED,
            replace("ann@author.example", "ann=40author.example@dmarc.lists.example"),
            "FROM_REPLACED",
            "From: Ann Author <ann@author.example>"),
        way(
            "author made invalid",
            RELAXED,
            replace("ann@author.example", "ann@author.example.invalid"),
            "FROM_REPLACED",
            "From: Ann Author <ann@author.example>"),
        way(
            "author spelled out",
            RELAXED,
            replace(
                "Ann Author <ann@author.example>", "Ann Author <ann_at_author.example@l.example>"),
            "FROM_REPLACED",
            "From: Ann Author <ann@author.example>"),
        other(
            "author in the display name",
            RELAXED,
            MESSAGE.replace("Ann Author <ann@author.example>", "ann@author.example"),
            replace(
                "From: ann@author.example",
                "From: \"ann at author.example via Talk\" <talk@l.example>"),
            "FROM_REPLACED",
            "From: ann@author.example"),
        other(
            "a phone",
            RELAXED,
            MESSAGE.replace("MIME-Version: 1.0", "MIME-Version: 1.0 (1.0)"),
            replace("1.0 (1.0)", "1.0"),
            "CONTENT_FIELD_REWRITTEN",
            "1.0 (1.0)"),
        other(
            "a long line",
            RELAXED,
            MESSAGE.replace("Talk <talk@lists.example>", "<" + "t".repeat(1_100) + "@l.example>"),
            replace("t".repeat(993), "t".repeat(993) + "\r\n "),
            "FIELD_BROKEN",
            ""),
        other(
            "a very long line",
            RELAXED,
            MESSAGE.replace("Talk <talk@lists.example>", "<" + "t".repeat(2_100) + "@l.example>"),
            replace(
                "t".repeat(2_100),
                "t".repeat(993) + "\r\n " + "t".repeat(997) + "\r\n " + "t".repeat(110)),
            "FIELD_BROKEN",
            ""),
        way(
            "spam",
            RELAXED,
            replace("Subject: ", "Subject: ***SPAM*** "),
            "SUBJECT_PREFIXED",
            "The boat"),
        other(
            "reply",
            RELAXED,
            MESSAGE.replace("The boat", "Re: The boat"),
            replace("Re: The", "[talk] Re: The"),
            "SUBJECT_PREFIXED",
            "Subject: Re: The"),
        other(
            "reply, prefix inside",
            RELAXED,
            MESSAGE.replace("The boat", "Re: The boat"),
            replace("Re: The", "Re: [talk] The"),
            "SUBJECT_PREFIXED",
            "Subject: Re: The"),
        other(
            "encoded words",
            RELAXED,
            MESSAGE.replace(
                "The boat is back, and\r\n it has a new sail", "=?UTF-8?Q?Gr=C3=BC=C3=9Fe?="),
            replace("=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=", "[talk] =?utf-8?b?R3LDvMOfZQ==?="),
            "SUBJECT_PREFIXED",
            "=?UTF-8?Q?Gr=C3=BC=C3=9Fe?="),
        other(
            "re-encoded",
            RELAXED,
            MESSAGE.replace("Ann Author", "=?utf-8?q?J=C3=BCrgen?="),
            replace("=?utf-8?q?J=C3=BCrgen?=", "=?UTF-8?B?SsO8cmdlbg==?="),
            "ENCODED_WORDS_REWRITTEN",
            "=?utf-8?q?J=C3=BCrgen?="),
        way(
            "munged",
            RELAXED,
            m ->
                "Reply-To: Ann Author <ann@author.example>\r\n"
                    + m.replace(
                        "Ann Author <ann@author.example>",
                        "Ann Author via Talk <talk@lists.example>"),
            "FROM_REPLACED FIELD_ADDED",
            "From: Ann Author <ann@author.example>"),
        way(
            "munged by a group",
            RELAXED,
            m ->
                "X-Original-Sender: ann@author.example\r\n"
                    + m.replace(
                        "Ann Author <ann@author.example>",
                        "'Ann Author' via Talk <talk@lists.example>"),
            "FROM_REPLACED",
            "Ann Author <ann@author.example>"),
        way(
            "all changes of a list",
            RELAXED,
            m ->
                "Reply-To: Ann Author <ann@author.example>, Talk <talk@lists.example>\r\n"
                    + m.replace(
                            "Ann Author <ann@author.example>",
                            "Ann Author via Talk <talk@lists.example>")
                        .replace("Subject: ", "Subject: [talk] ")
                        .replace("7bit", "base64"),
            "FROM_REPLACED SUBJECT_PREFIXED FIELD_ADDED CONTENT_FIELD_REWRITTEN",
            ""),
        way(
            "To below",
            RELAXED,
            replace("\r\n\r\nHello", "\r\nTo: other@victim.example\r\n\r\nHello"),
            "FIELD_ADDED",
            ""),
        way("To again", RELAXED, m -> "To: other@victim.example\r\n" + m, "FIELD_ADDED", ""),
        way(
            "From below",
            RELAXED,
            m -> m.replace("Date:", "From: eve@victim.example\r\nDate:"),
            "FIELD_ADDED",
            ""),
        way(
            "Cc lost an address",
            RELAXED,
            replace(
                "To: Talk <talk@lists.example>, bob@members.example",
                "Delivered-To: bob@members.example\r\nTo: Talk <talk@lists.example>"),
            "RECIPIENT_REMOVED",
            "bob@members.example"),
        way(
            "To got an address",
            RELAXED,
            replace("bob@members.example", "bob@members.example, x@y.example"),
            "RECIPIENT_ADDED",
            ""),
        way(
            "quotes",
            RELAXED,
            replace("Talk <", "\"Talk\" <"),
            "ADDRESSES_REWRITTEN",
            "To: Talk <"),
        way(
            "comma",
            RELAXED,
            replace("example>, bob", "example>,bob"),
            "ADDRESSES_REWRITTEN",
            "example>, bob"),
        other(
            "blanks put between addresses",
            RELAXED,
            MESSAGE
                .replace(
                    "Talk <talk@lists.example>, bob@members.example",
                    "Talk <talk@lists.example>,bob@members.example, \"C, D\" <c@members.example>")
                .replace(
                    "Eve <eve@members.example>", "Eve <eve@members.example>,f@members.example"),
            m -> m.replaceAll("(example>?),(\\S)", "$1, $2"),
            "ADDRESSES_REWRITTEN ADDRESSES_REWRITTEN",
            "example>,bob"),
        other(
            "spaces put after some commas",
            RELAXED,
            MESSAGE.replace(
                "Talk <talk@lists.example>, bob@members.example",
                "a@x.example,b@x.example, c@x.example,d@x.example, e@x.example,f@x.example"),
            m -> m.replaceAll("(x.example),(\\S)", "$1, $2"),
            "ADDRESSES_REWRITTEN",
            "example,b@"),
        other(
            "type, encoding and prefix",
            RELAXED,
            MESSAGE.replace("\"utf-8\"", "ISO-8859-2").replace("7bit", "8bit"),
            m ->
                m.replace("ISO-8859-2", "\"iso-8859-2\"")
                    .replace("8bit", "quoted-printable")
                    .replace("Subject: ", "Subject: [talk] "),
            "SUBJECT_PREFIXED CONTENT_FIELD_REWRITTEN CONTENT_FIELD_REWRITTEN",
            "ISO-8859-2"),
        other(
            "local part completed",
            RELAXED,
            MESSAGE.replace("Talk <talk@lists.example>, bob@members.example", "Talk <talk>, bob"),
            replace("Talk <talk>, bob", "Talk <talk@mx.example>,\r\n\tbob@mx.example"),
            "ADDRESSES_REWRITTEN",
            "Talk <talk>, bob"),
        other(
            "one local part completed",
            RELAXED,
            MESSAGE.replace("bob@members.example", "bob"),
            replace(", bob", ", bob@lists.example"),
            "ADDRESSES_REWRITTEN",
            "example>, bob"),
        way(
            "Message-ID",
            RELAXED,
            replace(
                "Message-ID: <1@author.example>",
                "Message-ID: <2@mx>\r\nX-Original-Message-ID: <1@author.example>"),
            "FIELD_REPLACED",
            "<1@author.example>"),
        way(
            "copies in fields of a pattern",
            RELAXED,
            m ->
                m.replace("From: ", "X-Prev-From: Ann Author <ann@author.example>\r\nFrom: (!) ")
                    .replace("To: ", "To: (!) ")
                    .replace(
                        "Cc:", "X-Prev-To: Talk <talk@lists.example>, bob@members.example\r\nCc:"),
            "FROM_REPLACED FIELD_REPLACED",
            "To: Talk <talk@lists.example>, bob@members.example"),
        other(
            "one click lost",
            RELAXED,
            MESSAGE.replace("Cc:", "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\nCc:"),
            replace("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", ""),
            "FIELD_REMOVED",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click"),
        other(
            "text made a multipart",
            RELAXED,
            MESSAGE.replace("\"utf-8\"", "us-ascii"),
            m ->
                m.replace(
                        "text/plain; charset=us-ascii", "multipart/mixed;\r\n  boundary=\"--=0_1\"")
                    .replace("Content-Transfer-Encoding: 7bit\r\n", ""),
            "CONTENT_FIELD_REWRITTEN FIELD_REMOVED",
            "text/plain; charset=us-ascii"),
        way("Date", RELAXED, replace("+0000", "+0000 (UTC)"), "FIELD_REPLACED", "11:58:12 +0000"),
        way(
            "MIME-Version lost",
            RELAXED,
            replace("MIME-Version: 1.0\r\n", ""),
            "FIELD_REMOVED",
            "1.0"),
        way(
            "type",
            RELAXED,
            replace("text/plain; charset=\"utf-8\"", "text/plain; charset=utf-8"),
            "CONTENT_FIELD_REWRITTEN",
            "\"utf-8\""),
        way("folds", SIMPLE, replace(", and\r\n it", ", and it"), "FIELD_REFOLDED", "and\r\n it"),
        way(
            "folds",
            SIMPLE,
            replace("bob@members.example", "\r\n bob@members.example"),
            "FIELD_REFOLDED",
            ""),
        way(
            "capitals",
            SIMPLE,
            replace("MIME-Version", "Mime-Version"),
            "FIELD_NAME_REWRITTEN",
            "MIME-Version"),
        way(
            "all capitals",
            SIMPLE,
            m ->
                m.replace("From:", "from:")
                    .replace("To:", "to:")
                    .replace("Subject:", "subject:")
                    .replace("Date:", "date:")
                    .replace("Message-ID:", "message-id:")
                    .replace("Cc:", "cc:")
                    .replace("MIME-Version", "mime-version")
                    .replace("Content-Type", "content-type")
                    .replace("Content-Transfer-Encoding", "content-transfer-encoding"),
            "FIELD_NAME_REWRITTEN",
            ""));
  }

  private static UnaryOperator<String> replace(String before, String after) {
    return message -> message.replace(before, after);
  }

  private static Way way(
      String name,
      Canonicalization form,
      UnaryOperator<String> change,
      String kinds,
      String signed) {
    return other(name, form, MESSAGE, change, kinds, signed);
  }

  static Way other(
      String name,
      Canonicalization form,
      String message,
      UnaryOperator<String> change,
      String kinds,
      String signed) {
    return new Way(
        name,
        form,
        message,
        change,
        Stream.of(kinds.split(" ", -1)).map(Change.Kind::valueOf).toList(),
        signed);
  }

  private static String lines(String... lines) {
    return Stream.of(lines).collect(Collectors.joining("\r\n", "", "\r\n"));
  }
}
