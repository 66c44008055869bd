package dev.waxseal.cli.report;

import dev.waxseal.cli.input.FromQuoting;
import dev.waxseal.cli.input.Message;
import dev.waxseal.cli.input.MessageReading;
import dev.waxseal.cli.text.SafeText;
import dev.waxseal.diagnosis.Diagnostician;
import dev.waxseal.dkim.DkimResult;
import dev.waxseal.inbound.InboundAuthenticator;
import dev.waxseal.inbound.InboundReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A signed message within another one: as an attachment, or wrapped.
 *
 * @param message the inner message
 */
record InnerMessage(Message message) {

  /** The signed messages within a message. */
  static List<InnerMessage> in(Message outer, MessageReading reading) {
    return reading.body().stream()
        .filter(body -> body.length <= Diagnostician.SearchLimits.defaults().bodyOctets())
        .flatMap(body -> Diagnostician.messagesIn(reading.report(), body).stream())
        .map(
            octets ->
                new InnerMessage(
                    new Message(
                        outer.file(), outer.index(), () -> new ByteArrayInputStream(octets))))
        .toList();
  }

  /** A note for people: the results of its signatures. */
  Optional<String> note(InboundAuthenticator authenticator) throws IOException {
    InboundReport report =
        MessageReading.of(message, FromQuoting.NONE, authenticator.begin(), 0).report();
    List<String> signatures =
        report.dkim().results().stream().flatMap(InnerMessage::words).toList();
    return signatures.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "a signed message is inside this one (--inner tells all about it): "
                + String.join("; ", signatures));
  }

  private static Stream<String> words(DkimResult result) {
    String how =
        result instanceof DkimResult.Failure failure
            ? "does not pass: " + failure.reason().summary()
            : "passes";
    return result.signature().stream()
        .map(claims -> "the signature of " + SafeText.of(claims.domain().toString()) + " " + how);
  }
}
