package dev.waxseal.dkim;

import dev.waxseal.dkim.internal.SigningPass;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.RecordType;
import dev.waxseal.dns.internal.DnsQueries;
import dev.waxseal.mime.ByteSink;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import dev.waxseal.mime.internal.BodyHashes;
import dev.waxseal.pass.LineEnds;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * The signing of one message, in one pass over its bytes, whatever the number of keys.
 *
 * <p>For one message, one thread, used once.
 */
public final class SigningSession {

  private static final String NAME = "DKIM-Signature";

  private final DkimSigner signer;
  private final BodyHashes.Need body;
  private final SigningPass pass;
  private Headers signed = Headers.of(List.of());
  private List<Caution> cautions = List.of();
  private Optional<DnsQueries> queries = Optional.empty();

  /**
   * Something in a message that mail servers on its way change, and with it break the signature
   * that was made. The signature is good; whoever sends the message should mend it before it is
   * signed.
   *
   * <p>Immutable; share it among threads.
   *
   * @param kind what
   * @param sentence for people: printable ASCII on one line, without its first capital and its full
   *     stop
   */
  public record Caution(Kind kind, String sentence) {

    /** The kinds of cautions. */
    public enum Kind {
      /** There is no Date, and the signature says so (RFC 5322 section 3.6: it is required). */
      NO_DATE,
      /** There is no Message-ID, and the signature says so (RFC 5322 section 3.6.4). */
      NO_MESSAGE_ID,
      /** A line of the header is longer than 998 octets (RFC 5322 section 2.1.1). */
      LONG_HEADER_LINE,
      /** A line of the body is longer than 998 octets (RFC 5322 section 2.1.1). */
      LONG_BODY_LINE
    }
  }

  SigningSession(DkimSigner signer) {
    this.signer = signer;
    this.body = BodyHashes.Need.whole(signer.bodyCanonicalization());
    this.pass = new SigningPass(signer.limits(), List.of(body), headers -> {});
  }

  /** Takes the next bytes of the message. */
  public void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  /**
   * Takes the next bytes of the message, as they will be sent, without dot-stuffing.
   *
   * @throws IllegalStateException if the message has ended already
   */
  public void write(byte[] bytes, int offset, int length) {
    pass.write(bytes, offset, length);
  }

  /**
   * A stream that writes to this session, such as for {@code MimeMessage.writeTo} of Jakarta Mail.
   * Closing it does nothing; it throws {@code IllegalStateException} if the message has ended.
   *
   * <p>Jakarta Mail writes a text body with the line ends of its string, which are often LF alone.
   * Give such a message to a {@link dev.waxseal.mime.CrlfConverter}, both here and where it is
   * sent.
   */
  public OutputStream asOutputStream() {
    ByteSink sink = this::write;
    return sink.asOutputStream();
  }

  /**
   * Ends the message and signs it.
   *
   * @return the fields to put on top of the message, in this order (RFC 6376 section 5.6)
   * @throws SigningException if the message must not be signed, or a key does not sign
   * @throws IllegalStateException if the message has ended already
   */
  public List<HeaderField> finish() throws SigningException {
    Headers headers = pass.finish();
    List<HeaderField> signatures = signer.sign(headers, pass.bodyHashes().hash(body).sha256());
    List<HeaderField> fields = new ArrayList<>(signatures);
    headers.fields().stream().filter(field -> !field.isNamed(NAME)).forEach(fields::add);
    signed = Headers.of(fields);
    cautions = Cautions.of(headers, signer.names(headers), pass.longestBodyLine());
    return signatures;
  }

  /**
   * Sends the DNS queries for the signer's keys now, so that {@link #verify} need not wait for them
   * once the message has ended. Optional.
   *
   * @param verifier the verifier that {@link #verify} is called with
   */
  public void lookUpKeys(DkimVerifier verifier) {
    DnsQueries sent = queries(verifier);
    for (DomainName name : signer.keyNames()) {
      var unused = sent.lookup(name, RecordType.TXT);
    }
  }

  /**
   * Verifies the signatures that {@link #finish} has made, as receivers will with the keys that are
   * in DNS now. Other signatures of the message are ignored; ours do not cover them (RFC 6376
   * section 5.4). Blocks until DNS has answered, at most {@code Limits.dnsDeadline} of the signer.
   *
   * @return the report; without results if nothing has been signed
   */
  public DkimReport verify(DkimVerifier verifier) {
    DnsQueries dns = queries(verifier);
    DkimEvaluation evaluation = new DkimEvaluation(verifier, signed, dns);
    dns.await(evaluation.answers(), signer.limits().dnsDeadline());
    return evaluation.report(pass.bodyHashes(), LineEnds.KEPT);
  }

  /**
   * As {@link #verify}, without blocking: the stage completes at the deadline at the latest.
   *
   * @param executor where the signatures are verified, so that no thread of DNS is held up
   */
  public CompletionStage<DkimReport> verifyAsync(DkimVerifier verifier, Executor executor) {
    DnsQueries dns = queries(verifier);
    DkimEvaluation evaluation = new DkimEvaluation(verifier, signed, dns);
    return DnsQueries.inTime(evaluation.answers(), signer.limits().dnsDeadline())
        .handleAsync(
            (done, failed) -> {
              dns.giveUp();
              return evaluation.report(pass.bodyHashes(), LineEnds.KEPT);
            },
            executor);
  }

  private DnsQueries queries(DkimVerifier verifier) {
    DnsQueries dns = queries.orElseGet(() -> new DnsQueries(verifier.dns()));
    queries = Optional.of(dns);
    return dns;
  }

  /**
   * The parts of the message that servers will change, which breaks the signature; none before
   * {@link #finish()}.
   */
  public List<Caution> cautions() {
    return cautions;
  }
}
