package endtoend;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Chains that go on over the set of the MX. */
@ExtendWith(LabExtension.class)
class CheckedChainTest extends ChainTest {

  private final Lab lab;

  CheckedChainTest(HandoverLab lab) {
    super(lab);
    this.lab = lab;
  }

  /** What the MX of the lab does; here its set is made by the test. */
  @Test
  @Override
  void sealedByTheMx() throws Exception {
    MailingList list = MailingList.of(lab, "set-of-mx", Map.of());
    Letter letter = list.letter().signedBy(lab.site(), Site.AUTHOR);
    list.post(lab.ports().listIn(), "ann@" + Site.AUTHOR, sealedByMx(letter).text());
    list.arrived(letter.mark()).areSealed(1, "none").testify("dmarc=pass");
  }

  @Test
  @Override
  void sealedElsewhereAndByTheMx() throws Exception {
    MailingList list = MailingList.of(lab, "set-of-two", Map.of());
    Letter letter = fromElsewhere(list);
    list.post(lab.ports().listIn(), "ann@" + Site.AUTHOR, sealedByMx(letter).text());
    list.arrived(letter.mark()).areSealed(2, "pass").testify("dmarc=pass");
  }
}
