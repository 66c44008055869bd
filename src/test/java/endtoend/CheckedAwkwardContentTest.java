package endtoend;

import org.junit.jupiter.api.extension.ExtendWith;

/** Content that may be written anew before the handover is checked. */
@ExtendWith(LabExtension.class)
class CheckedAwkwardContentTest extends AwkwardContentTest {

  CheckedAwkwardContentTest(HandoverLab lab) {
    super(lab);
  }
}
