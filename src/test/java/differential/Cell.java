package differential;

import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.mime.Canonicalization;

/** One combination of the matrix: a message, how it is made canonical, and the kind of key. */
record Cell(
    Message message, Canonicalization header, Canonicalization body, SigningAlgorithm algorithm) {

  /** The canonical forms as a {@code c=} tag names them. */
  String forms() {
    return header + "/" + body;
  }

  @Override
  public String toString() {
    return message + " " + forms() + " " + algorithm;
  }
}
