package dev.waxseal.arc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waxseal.dkim.SignedHeaders;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.mime.Canonicalization;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a user may choose about a new set, and what it has whatever is chosen. */
class SealerOptionsTest {

  private static final String LIST = "lists.example.org";
  private static final ArcHandover HANDOVER = ArcHandover.from("mx.example.org");

  private static String seal(ArcSealer sealer, String message) throws SigningException {
    SealResult result = sealer.seal(message.getBytes(ISO_8859_1), HANDOVER);
    assertInstanceOf(SealResult.Sealed.class, result);
    return Post.with(result, message);
  }

  private static String arrived(String results) {
    return "Authentication-Results: mx.example.org; " + results + "\r\n" + Post.MESSAGE;
  }

  private static String field(String message, String name) {
    return message
        .lines()
        .dropWhile(line -> !line.startsWith(name + ":"))
        .takeWhile(line -> line.startsWith(name + ":") || line.startsWith(" "))
        .reduce("", String::concat);
  }

  private static void assertPasses(String message) {
    assertInstanceOf(ArcResult.Pass.class, Post.verify(message).result(), message);
  }

  private static void assertFails(String message) {
    assertInstanceOf(ArcResult.Failure.class, Post.verify(message).result(), message);
  }

  @Test
  void theFields() throws SigningException {
    SignedHeaders few =
        new SignedHeaders(Set.of("From", "Reply-To"), Set.of("Subject"), Set.of("To"));
    String sealed =
        seal(
            Post.sealer(LIST).withSignedHeaders(few),
            "DKIM-Signature: v=1; d=author.example\r\n" + arrived("spf=pass"));
    assertPasses(sealed);
    assertPasses(sealed.replace("Date: Wed", "Date: Thu"));
    assertFails(sealed.replace("To: list@", "To: lost@"));
    assertFails(sealed.replace("\r\nSubject: ", "\r\nSubject: x\r\nSubject: "));
    assertFails("Reply-To: mallory@other.example\r\n" + sealed);
    assertFails(sealed.replace("d=author.example", "d=other.example"));
  }

  @Test
  void theDefaultFieldsWithChanges() throws SigningException {
    ArcSealer sealer = Post.sealer(LIST);
    SignedHeaders fields = sealer.signedHeaders().without("Subject").overSigning("Reply-To");
    String sealed = seal(sealer.withSignedHeaders(fields), arrived("spf=pass"));
    assertPasses(sealed.replace("\r\nSubject: ", "\r\nSubject: x"));
    assertFails("Reply-To: mallory@other.example\r\n" + sealed);
    assertFails(sealed.replace("To: list@", "To: lost@"));
  }

  @Test
  void fieldsThatMustNotBeCovered() {
    ArcSealer sealer = Post.sealer(LIST);
    for (String name :
        List.of(
            "Authentication-Results",
            "ARC-Authentication-Results",
            "arc-message-signature",
            "ARC-SEAL")) {
      for (SignedHeaders fields :
          List.of(
              new SignedHeaders(Set.of("From", name), Set.of(), Set.of()),
              new SignedHeaders(Set.of("From"), Set.of(name), Set.of()),
              new SignedHeaders(Set.of("From"), Set.of(), Set.of(name)))) {
        assertThrows(IllegalArgumentException.class, () -> sealer.withSignedHeaders(fields), name);
      }
    }
  }

  @Test
  void theCanonicalForms() throws SigningException {
    for (Canonicalization header : Canonicalization.values()) {
      for (Canonicalization body : Canonicalization.values()) {
        String sealed =
            seal(Post.sealer(LIST).withCanonicalization(header, body), arrived("spf=pass"));
        assertTrue(sealed.contains(" c=" + header + "/" + body + ";"), sealed);
        assertPasses(sealed);
        String spacedBody = sealed.replace("is back", "is  back");
        String spacedHeader = sealed.replace("Subject: ", "Subject:  ");
        if (body == Canonicalization.RELAXED) {
          assertPasses(spacedBody);
        } else {
          assertFails(spacedBody);
        }
        if (header == Canonicalization.RELAXED) {
          assertPasses(spacedHeader);
        } else {
          assertFails(spacedHeader);
        }
      }
    }
  }

  @Test
  void theComments() throws SigningException {
    String arrived =
        arrived("dkim=pass\r\n\t(2048-bit (RSA) key; \\(ok\\))\r\n header.d=author.example (d)");
    assertEquals(
        "i=1; lists.example.org; dkim=pass header.d=author.example; arc=none",
        payload(seal(Post.sealer(LIST), arrived)));
    String sealed = seal(Post.sealer(LIST).keepingComments(), arrived);
    assertEquals(
        "i=1; lists.example.org; dkim=pass (2048-bit \\(RSA\\) key, \\(ok\\))"
            + " header.d=author.example; arc=none",
        payload(sealed));
    assertPasses(sealed);
  }

  private static String payload(String sealed) {
    return field(sealed, "ARC-Authentication-Results")
        .replaceFirst(".*?:", "")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
