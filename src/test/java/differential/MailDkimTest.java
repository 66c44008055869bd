package differential;

/** The matrix with Mail::DKIM. */
final class MailDkimTest extends PeerMatrix {

  MailDkimTest() {
    super(ScriptPeer.mailDkim());
  }
}
