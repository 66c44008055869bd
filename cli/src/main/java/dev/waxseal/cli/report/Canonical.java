package dev.waxseal.cli.report;

import dev.waxseal.diagnosis.HashedText;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

/**
 * The octets that were hashed for the signatures of a message.
 *
 * @param texts a text for each signature
 * @param body the body that they hash, with the line ends that were verified; empty if it was not
 *     kept
 */
public record Canonical(List<HashedText> texts, Optional<byte[]> body) {

  /** The octets of the body that a signature hashes; empty if it hashes none, or none was kept. */
  Optional<byte[]> body(HashedText text) {
    return text.body()
        .flatMap(
            it ->
                body.map(
                    octets -> {
                      ByteArrayOutputStream out = new ByteArrayOutputStream();
                      it.write(octets, out::write);
                      return out.toByteArray();
                    }));
  }
}
