package dev.waxseal.arc;

import dev.waxseal.dkim.internal.SigningPass;
import dev.waxseal.dkim.signature.SigningException;
import dev.waxseal.dns.internal.DnsQueries;
import dev.waxseal.mime.ByteSink;
import dev.waxseal.mime.Headers;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The sealing of one message, in one pass over its bytes, DKIM signatures included.
 *
 * <p>For one message, one thread, used once.
 */
public final class SealingSession {

  private final ArcSealer sealer;
  private final SigningPass pass;
  private final Function<Headers, Found> arrival;

  private SealingSession(ArcSealer sealer, SigningPass pass, Function<Headers, Found> arrival) {
    this.sealer = sealer;
    this.pass = pass;
    this.arrival = arrival;
  }

  static SealingSession authenticatedHere(ArcSealer sealer, ArcArrival arrival) {
    SigningPass pass = new SigningPass(sealer.limits(), Sealing.needs(sealer), headers -> {});
    return new SealingSession(sealer, pass, headers -> new Found.Arrival(arrival));
  }

  /**
   * A session.
   *
   * @param arrived the header with the results; empty if it is that of the message
   */
  static SealingSession handedOver(
      ArcSealer sealer, ArcHandover handover, Optional<Headers> arrived) {
    DnsQueries dns = new DnsQueries(handover.keys());
    List<CarriedResults> carried = new ArrayList<>(1);
    SigningPass pass =
        new SigningPass(
            sealer.limits(),
            Sealing.needs(sealer),
            headers ->
                carried.add(
                    new CarriedResults(
                        handover,
                        sealer.keepsComments(),
                        arrived.orElse(headers),
                        dns,
                        sealer.limits(),
                        sealer.clock().instant())));
    return new SealingSession(
        sealer,
        pass,
        headers -> {
          dns.await(carried.get(0).answers(), sealer.limits().dnsDeadline());
          return carried.get(0).found();
        });
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
   * A stream that writes to this session. Closing it does nothing; it throws {@code
   * IllegalStateException} if the message has ended.
   */
  public OutputStream asOutputStream() {
    ByteSink sink = this::write;
    return sink.asOutputStream();
  }

  /**
   * Ends the message and seals it. After a handover it blocks until DNS has told the key of our own
   * seal, if there is one to verify, at most {@code Limits.dnsDeadline}; it counts as missing then,
   * and when the thread is interrupted.
   *
   * @throws SigningException if the message must not be signed, or a key does not sign
   * @throws IllegalStateException if the message has ended already
   */
  public SealResult finish() throws SigningException {
    Headers headers = pass.finish();
    return Sealing.of(sealer, headers, pass.bodyHashes()).seal(arrival.apply(headers));
  }
}
