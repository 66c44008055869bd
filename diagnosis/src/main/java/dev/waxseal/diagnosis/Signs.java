package dev.waxseal.diagnosis;

import dev.waxseal.diagnosis.sign.SignedMessage;
import dev.waxseal.diagnosis.sign.Trace;
import dev.waxseal.diagnosis.sign.Traces;
import dev.waxseal.dkim.signature.DkimSignature;
import dev.waxseal.mime.HeaderField;
import dev.waxseal.mime.Headers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for signs of programs where a signature is not wholly explained. */
final class Signs {

  private final Headers headers;
  private final PassingSignatures passing;
  private final Traces traces;

  Signs(
      Headers headers,
      List<List<HeaderField>> parts,
      Optional<byte[]> body,
      PassingSignatures passing) {
    this.headers = headers;
    this.passing = passing;
    this.traces =
        new Traces(
            Traces.boundaries(
                Stream.concat(headers.fields().stream(), parts.stream().flatMap(List::stream))),
            body);
  }

  /** The signs for a signature, with what is known of its parts. */
  List<Diagnosis.Sign> of(FailedSignature signature, Diagnosis.Part header, Diagnosis.Part body) {
    boolean isHeaderOpen = header.outcome().isOpen();
    boolean isBodyOpen = body.outcome().isOpen();
    if (signature.claims().isEmpty() || !(isHeaderOpen || isBodyOpen)) {
      return List.of();
    }
    DkimSignature claims = signature.claims().get();
    if (passing.covering(claims).stream().anyMatch(it -> it.domain().equals(claims.domain()))) {
      return List.of(); // nothing was changed since
    }
    return traces
        .of(
            new SignedMessage(
                headers,
                signature.field(),
                claims,
                open(isHeaderOpen, isBodyOpen),
                header.outcome() == Diagnosis.Outcome.INTACT,
                passing.lowestCovering(claims)))
        .stream()
        .map(trace -> new Diagnosis.Sign(trace.program(), trace.sentence()))
        .toList();
  }

  private static Trace.Touch open(boolean header, boolean body) {
    if (header && body) {
      return Trace.Touch.BOTH;
    }
    return header ? Trace.Touch.HEADER : Trace.Touch.BODY;
  }
}
