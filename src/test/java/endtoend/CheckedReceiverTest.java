package endtoend;

import org.junit.jupiter.api.extension.ExtendWith;

/** What receivers do with posts whose handover was checked. */
@ExtendWith(LabExtension.class)
class CheckedReceiverTest extends ReceiverTest {

  CheckedReceiverTest(HandoverLab lab) {
    super(lab);
  }
}
