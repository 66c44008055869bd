package differential;

/** The matrix with OpenDKIM. */
final class OpenDkimTest extends PeerMatrix {

  OpenDkimTest() {
    super(new OpenDkim());
  }
}
