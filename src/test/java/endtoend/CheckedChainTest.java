package endtoend;

import org.junit.jupiter.api.extension.ExtendWith;

/** Chains that go on over the set of the MX. */
@ExtendWith(LabExtension.class)
class CheckedChainTest extends ChainTest {

  CheckedChainTest(HandoverLab lab) {
    super(lab);
  }
}
