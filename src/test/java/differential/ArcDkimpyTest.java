package differential;

import java.io.IOException;

/** ARC, with dkimpy. */
class ArcDkimpyTest extends ArcMatrix {

  ArcDkimpyTest() {
    super(1, 2, 5, 50);
  }

  @Override
  ArcHost start() throws IOException {
    return ArcScript.dkimpy();
  }
}
