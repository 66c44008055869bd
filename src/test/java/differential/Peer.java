package differential;

import dev.waxseal.dkim.signature.SigningAlgorithm;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A DKIM implementation that others wrote. */
interface Peer {

  /** Its name. */
  String name();

  /** What to install, if it is not installed. */
  Optional<String> missing();

  /** The algorithms that it signs and verifies with. */
  Set<SigningAlgorithm> algorithms();

  /** Signs each cell; the answers stand in the same order. */
  List<Signed> sign(List<Cell> cells) throws IOException;

  /** Verifies the uppermost signature of each message; the answers stand in the same order. */
  List<Verdict> verify(List<byte[]> messages) throws IOException;
}
