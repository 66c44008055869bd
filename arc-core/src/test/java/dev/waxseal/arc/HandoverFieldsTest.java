package dev.waxseal.arc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.arc.ArcHandover.Checked;
import dev.waxseal.arc.ArcHandover.Refusal;
import dev.waxseal.authres.MethodResult;
import dev.waxseal.dkim.SigningKey;
import dev.waxseal.dkim.internal.HeaderHash;
import dev.waxseal.dkim.internal.TagField;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.Canonicalization;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import dev.waxseal.pass.MessageSession;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The checked handover of a message that the MX has sealed, to which an attacker has added what the
 * message signature does not cover.
 */
class HandoverFieldsTest {

  private static final String MX = "mx.example.org";
  private static final SigningKey KEY = Post.key(MX);
  private static final Dns KEYS =
      Dns.zone("s._domainkey." + MX + ". TXT \"" + KEY.keyRecord().orElseThrow() + '"');

  private static Optional<Refusal> refusal(String message) {
    ArcVerifier verifier = ArcVerifier.of(KEYS).withClock(() -> Post.NOW);
    MessageSession<Checked> session = verifier.beginHandover(Duration.ofDays(7), MX);
    session.write(message.getBytes(ISO_8859_1));
    return session.finish().refusal();
  }

  private static String good() throws SigningException {
    ArcArrival arrival =
        new ArcArrival(
            Post.verify(Post.MESSAGE).validatedChain(), List.of(MethodResult.of("dmarc", "pass")));
    return Post.with(
        Post.sealer(MX).seal(Post.MESSAGE.getBytes(ISO_8859_1), arrival), Post.MESSAGE);
  }

  private static void assertRefused(Refusal why, String field, String message) {
    assertEquals(Optional.of(why), refusal(field + "\r\n" + message), field);
    String below = message.replace("\r\n\r\n", "\r\n" + field + "\r\n\r\n");
    assertEquals(Optional.of(why), refusal(below), field);
  }

  /** Behind it, programs read another author, another field, or another text (Python does). */
  @Test
  void aFieldThatProgramsReadInDifferentWays() throws SigningException {
    for (String field :
        List.of(
            "X: a\rFrom: Boss <boss@bank.example>",
            "X: a\r\rPay at once.",
            "X: a\nFrom: Boss <boss@bank.example>",
            "X: a\n\nPay at once.",
            "X: a\0",
            "From\u00a0: <boss@bank.example>",
            "From boss@bank.example Wed Nov 25 11:59:00 2026",
            ": a",
            "a line")) {
      assertRefused(Refusal.HEADER_AMBIGUOUS, field, good());
    }
  }

  /** A message without them is plain text, and is no longer with one. */
  @Test
  void aFieldThatMakesAnotherTextOfIt() throws SigningException {
    for (String field :
        List.of(
            "Content-Type: text/html",
            "content-type : text/html",
            "Content-Transfer-Encoding: base64")) {
      assertRefused(Refusal.FIELD_NOT_COVERED, field, good());
    }
    assertEquals(Optional.empty(), refusal("Received: from mx by lists\r\nX: a\r\n" + good()));
  }

  /** Other programs seal with the same key, and do not over-sign. */
  @Test
  void aSecondFieldOfOneThatIsNotOverSigned() throws Exception {
    for (Canonicalization form : Canonicalization.values()) {
      String sealed = sealed(form, "from", "to", "subject", "date");
      assertEquals(Optional.empty(), refusal(sealed));
      for (String field :
          List.of("From: <boss@bank.example>", "FROM : <boss@bank.example>", "Subject: Bills")) {
        String top = field + "\r\n" + sealed;
        assertEquals(Optional.of(Refusal.FIELD_NOT_COVERED), refusal(top), field);
      }
    }
    assertEquals(
        Optional.of(Refusal.FIELD_NOT_COVERED),
        refusal(sealed(Canonicalization.RELAXED, "to", "subject")));
  }

  /** What cannot be read is not carried on by halves, whoever wrote it. */
  @Test
  void resultsThatCannotBeRead() throws Exception {
    for (String results : List.of("spf=pass (oops; dmarc=pass", "dmarc=pass header.from=")) {
      String sealed = sealed(results, Canonicalization.RELAXED, "from", "to", "subject", "date");
      assertEquals(Optional.of(Refusal.RESULTS_UNREADABLE), refusal(sealed), results);
    }
  }

  private static String sealed(Canonicalization form, String... names)
      throws SigningException, NoSuchAlgorithmException {
    return sealed("dmarc=pass", form, names);
  }

  /** The message with a set that has these results, and covers these fields and no others. */
  private static String sealed(String found, Canonicalization form, String... names)
      throws SigningException, NoSuchAlgorithmException {
    String message = Post.MESSAGE;
    int end = message.indexOf("\r\n\r\n");
    Headers headers =
        Headers.of(
            message
                .substring(0, end)
                .lines()
                .map(line -> HeaderField.parse(line.getBytes(ISO_8859_1)))
                .toList());
    byte[] body = message.substring(end + 4).getBytes(ISO_8859_1);
    HeaderField results = HeaderField.of("ARC-Authentication-Results", "i=1; " + MX + "; " + found);
    TagField signature =
        field("ARC-Message-Signature")
            .tag("c", form + "/simple")
            .list("h", Arrays.asList(names))
            .octets("bh", MessageDigest.getInstance("SHA-256").digest(body));
    HeaderField signed =
        signature.signed(
            KEY.sign(HeaderHash.input(headers, List.of(names), signature.unsigned(), form)));
    TagField seal = field("ARC-Seal").tag("cv", "none");
    HeaderField sealing =
        seal.signed(KEY.sign(SealScope.data(List.of(), results, signed, seal.unsigned())));
    StringBuilder set = new StringBuilder();
    for (HeaderField each : List.of(sealing, signed, results)) {
      set.append(new String(each.bytes(), ISO_8859_1));
    }
    return set + message;
  }

  private static TagField field(String name) {
    return new TagField(name)
        .tag("i", 1)
        .tag("a", KEY.algorithm())
        .tag("d", MX)
        .tag("s", "s")
        .tag("t", Post.NOW.getEpochSecond());
  }
}
