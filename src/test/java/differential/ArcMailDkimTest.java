package differential;

import java.io.IOException;

/** ARC, with Mail::DKIM, whose time grows with the cube of a chain's length. */
class ArcMailDkimTest extends ArcMatrix {

  ArcMailDkimTest() {
    super(1, 2, 5);
  }

  @Override
  ArcHost start() throws IOException {
    return ArcScript.mailDkim();
  }
}
