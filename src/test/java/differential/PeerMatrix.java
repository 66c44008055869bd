package differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The matrix of messages, canonical forms and algorithms with one peer, both ways. */
abstract class PeerMatrix {

  private final Peer peer;

  PeerMatrix(Peer peer) {
    this.peer = peer;
  }

  @BeforeEach
  void requirePeer() {
    Installation.require(peer.name(), peer.missing());
  }

  @Test
  void whatIsSignedHereIsVerifiedThere() throws IOException {
    List<Cell> cells = new ArrayList<>();
    List<byte[]> messages = new ArrayList<>();
    int refused = 0;
    for (Cell cell : Matrix.all(peer.algorithms())) {
      Signed signed = Here.sign(cell);
      assertEquals(cell.message().refusal(), signed.problem(), cell::toString);
      if (signed.isRefused()) {
        refused++;
      } else {
        cells.add(cell);
        messages.add(signed.on(cell.message().text()));
      }
    }
    Comparison comparison = new Comparison(peer.name(), Disagreement.Direction.SIGNED_HERE);
    List<Verdict> verdicts = peer.verify(messages);
    for (int i = 0; i < cells.size(); i++) {
      comparison.add(cells.get(i), verdicts.get(i));
    }
    report(
        "signed here, verified there ("
            + refused
            + " refused here, with CR or LF alone or NUL in the header)",
        cells.size(),
        comparison);
    comparison.check();
  }

  @Test
  void whatIsSignedThereIsVerifiedHere() throws IOException {
    List<Cell> cells = Matrix.all(peer.algorithms());
    List<Signed> signatures = peer.sign(cells);
    Comparison comparison = new Comparison(peer.name(), Disagreement.Direction.SIGNED_THERE);
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      Signed signed = signatures.get(i);
      comparison.add(
          cell,
          signed.isRefused()
              ? new Verdict(false, "not signed: " + signed.problem())
              : Here.verify(signed.on(cell.message().text())));
    }
    report("signed there, verified here", cells.size(), comparison);
    comparison.check();
  }

  @Test
  void whatIsChangedAfterSigningFailsEverywhere() throws IOException {
    List<Cell> cells = Matrix.some(peer.algorithms());
    List<String> names = new ArrayList<>();
    List<byte[]> changed = new ArrayList<>();
    List<Signed> there = peer.sign(cells);
    for (int i = 0; i < cells.size(); i++) {
      String message = cells.get(i).message().text();
      for (Signed signed : List.of(Here.sign(cells.get(i)), there.get(i))) {
        for (Change change : signed.isRefused() ? List.<Change>of() : Change.ALL) {
          names.add(cells.get(i) + ": " + change);
          changed.add(signed.on(change.of(message)));
        }
      }
    }
    List<Verdict> verdicts = peer.verify(changed);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < changed.size(); i++) {
      if (verdicts.get(i).passed()) {
        wrong.add(names.get(i) + ": passes there");
      }
      if (Here.verify(changed.get(i)).passed()) {
        wrong.add(names.get(i) + ": passes here");
      }
    }
    print(changed.size() + " changed after signing, failing everywhere: " + wrong.isEmpty());
    assertEquals(List.of(), wrong);
  }

  private void report(String what, int signatures, Comparison comparison) {
    print(
        Matrix.messages()
            + " messages, "
            + signatures
            + " signatures "
            + what
            + ": "
            + comparison.agreements()
            + " agreements, "
            + comparison.explained()
            + " explained disagreements");
  }

  private void print(String line) {
    System.out.println("differential " + peer.name() + ": " + line);
  }
}
