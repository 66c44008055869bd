package endtoend;

import org.junit.jupiter.api.extension.ExtendWith;

/** What a list does with a post that the MX has sealed. */
@ExtendWith(LabExtension.class)
class CheckedListMailTest extends ListMailTest {

  CheckedListMailTest(HandoverLab lab) {
    super(lab);
  }
}
