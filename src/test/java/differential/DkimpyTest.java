package differential;

/** The matrix with dkimpy. */
final class DkimpyTest extends PeerMatrix {

  DkimpyTest() {
    super(ScriptPeer.dkimpy());
  }
}
