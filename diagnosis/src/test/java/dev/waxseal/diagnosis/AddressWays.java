package dev.waxseal.diagnosis;

import static dev.waxseal.diagnosis.HeaderWays.MESSAGE;
import static dev.waxseal.diagnosis.HeaderWays.other;

import dev.waxseal.mime.Canonicalization;
import java.util.stream.Stream;

/** Ways to write the address lists of a header again, with other changes besides. */
final class AddressWays {

  private static final Canonicalization RELAXED = Canonicalization.RELAXED;

  private static final String LISTS =
      MESSAGE
          .replace(
              "Talk <talk@lists.example>, bob@members.example",
              "bob@members.example,Talk <talk@lists.example>,f@members.example")
          .replace(
              "Eve <eve@members.example>",
              "\"Poe, Eve\" <eve@members.example>,cy@x.example (Cy C),\r\n \"Di Dee\" <di@x.example>");

  /** Too many addresses for all choices of their forms. */
  private static final String NAMES =
      MESSAGE
          .replace("From: Ann Author", "From: Ann A. Author")
          .replace(
              "Talk <talk@lists.example>, bob@members.example",
              "Bob O'Bee <bob@members.example>,\"Di Dee\" <di@x.example>,eve@members.example,"
                  + "\"Fay Foe\" <fay@x.example>,Cy C. Cee <cy@x.example>,gil@x.example,"
                  + "\"Hal Hoe\" <hal@x.example>,ida@x.example,Jo Joe <jo@x.example>,"
                  + "\"Kay Key\" <kay@x.example>,lou@x.example,\"Mo Moe\" <mo@x.example>");

  private AddressWays() {}

  static Stream<HeaderWays.Way> all() {
    return Stream.of(
        other(
            "quotes dropped, commas spaced",
            RELAXED,
            LISTS,
            m ->
                m.replace(">,", ">, ")
                    .replace("example,Talk", "example, Talk")
                    .replace("\"Di Dee\"", "Di Dee"),
            "ADDRESSES_REWRITTEN ADDRESSES_REWRITTEN",
            "\"Di Dee\""),
        other(
            "comments made names, commas spaced",
            RELAXED,
            LISTS,
            m ->
                m.replace(">,", ">, ")
                    .replace("example,Talk", "example, Talk")
                    .replace("cy@x.example (Cy C)", "Cy C <cy@x.example>"),
            "ADDRESSES_REWRITTEN ADDRESSES_REWRITTEN",
            "cy@x.example (Cy C)"),
        other(
            "names with a period or an apostrophe quoted, among many",
            RELAXED,
            NAMES,
            m ->
                m.replace("Ann A. Author", "\"Ann A. Author\"")
                    .replace("Bob O'Bee", "\"Bob O'Bee\"")
                    .replace("Cy C. Cee", "\"Cy C. Cee\"")
                    .replace("example,", "example, ")
                    .replace(">,", ">, "),
            "ADDRESSES_REWRITTEN ADDRESSES_REWRITTEN",
            "Bob O'Bee <bob@members.example>,\"Di Dee\" <di@x.example>"),
        other(
            "all names quoted",
            RELAXED,
            MESSAGE,
            m ->
                m.replace("Ann Author", "\"Ann Author\"")
                    .replace("Talk <", "\"Talk\" <")
                    .replace("Eve <", "\"Eve\" <"),
            "ADDRESSES_REWRITTEN ADDRESSES_REWRITTEN ADDRESSES_REWRITTEN",
            "Eve <eve@members.example>"),
        other(
            "all names quoted and the subject prefixed",
            RELAXED,
            MESSAGE,
            m ->
                m.replace("Ann Author", "\"Ann Author\"")
                    .replace("Talk <", "\"Talk\" <")
                    .replace("Eve <", "\"Eve\" <")
                    .replace("Subject: ", "Subject: [talk] "),
            "ADDRESSES_REWRITTEN ADDRESSES_REWRITTEN ADDRESSES_REWRITTEN SUBJECT_PREFIXED",
            "Eve <eve@members.example>"),
        other(
            "local parts completed, and fields added",
            RELAXED,
            MESSAGE
                .replace("Talk <talk@lists.example>, bob@members.example", "ann")
                .replace("Eve <eve@members.example>", "eve, cy")
                .replace("Date: Mon, 23 Nov 2026 11:58:12 +0000\r\n", "")
                .replace("Message-ID: <1@author.example>\r\n", ""),
            m ->
                "Date: Mon, 23 Nov 2026 11:58:12 +0000\r\nMessage-ID: <1@mx.example>\r\n"
                    + m.replace("To: ann", "To: ann@mx.example")
                        .replace("eve, cy", "eve@mx.example, cy@mx.example"),
            "ADDRESSES_REWRITTEN ADDRESSES_REWRITTEN FIELD_ADDED FIELD_ADDED",
            "Cc: eve, cy"),
        other(
            "words of all fields encoded again, and a field lost",
            RELAXED,
            MESSAGE
                .replace("Ann Author", "=?utf-8?q?J=C3=BCrgen_Ahn?=")
                .replace(
                    "The boat is back, and\r\n it has a new sail",
                    "=?utf-8?q?Stra=C3=9Fenfest_im_Mai?="),
            m ->
                m.replace("=?utf-8?q?J=C3=BCrgen_Ahn?=", "=?utf-8?b?SsO8cmdlbg==?= Ahn")
                    .replace(
                        "=?utf-8?q?Stra=C3=9Fenfest_im_Mai?=",
                        "=?utf-8?b?U3RyYcOfZW5mZXN0?= im Mai")
                    .replace("MIME-Version: 1.0\r\n", ""),
            "ENCODED_WORDS_REWRITTEN ENCODED_WORDS_REWRITTEN FIELD_REMOVED",
            "=?utf-8?q?J=C3=BCrgen_Ahn?="),
        other(
            "a line without a space, and a prefix",
            RELAXED,
            LISTS,
            m ->
                m.replace("example,Talk", "example,\r\nTalk")
                    .replace("Subject: ", "Subject: [talk] "),
            "FIELD_BROKEN SUBJECT_PREFIXED",
            "example,Talk"));
  }
}
