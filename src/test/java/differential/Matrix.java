package differential;

import dev.waxseal.dkim.signature.SigningAlgorithm;
import dev.waxseal.mime.Canonicalization;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The cells of the matrix: messages by canonical forms by algorithms. */
final class Matrix {

  private static final List<Message> MESSAGES = Corpus.messages();

  private Matrix() {}

  static int messages() {
    return MESSAGES.size();
  }

  /** Every combination; large messages come in equal forms and with RSA only. */
  static List<Cell> all(Set<SigningAlgorithm> algorithms) {
    List<Cell> cells = new ArrayList<>();
    for (Message message : MESSAGES) {
      for (Canonicalization header : Canonicalization.values()) {
        for (Canonicalization body : Canonicalization.values()) {
          for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            Cell cell = new Cell(message, header, body, algorithm);
            if (algorithms.contains(algorithm) && (!message.large() || isForLarge(cell))) {
              cells.add(cell);
            }
          }
        }
      }
    }
    return cells;
  }

  /** One cell for each message that is not large, the forms and algorithms taking turns. */
  static List<Cell> some(Set<SigningAlgorithm> algorithms) {
    List<Cell> all = all(algorithms);
    List<Cell> some = new ArrayList<>();
    int perMessage = 4 * algorithms.size();
    for (int i = 0; i + perMessage <= all.size(); i += perMessage) {
      Cell cell = all.get(i + i / perMessage % perMessage);
      if (!cell.message().large()) {
        some.add(cell);
      }
    }
    return some;
  }

  private static boolean isForLarge(Cell cell) {
    return cell.header() == cell.body() && cell.algorithm() == SigningAlgorithm.RSA_SHA256;
  }
}
