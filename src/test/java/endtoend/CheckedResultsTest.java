package endtoend;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the MX has found and sealed is what the list testifies to. */
@ExtendWith(LabExtension.class)
class CheckedResultsTest extends ResultsTest {

  private final Lab lab;

  CheckedResultsTest(HandoverLab lab) {
    super(lab);
    this.lab = lab;
  }

  /** Whoever writes results in the name of the MX, and is not it, is not believed. */
  @Test
  @Override
  void resultsInSeveralFields() throws Exception {
    MailingList list = MailingList.of(lab, "several-checked", Map.of());
    Letter letter = list.letter();
    String results = "Authentication-Results: " + Site.MX + "; ";
    Letter judged =
        letter
            .below(results + "dkim=pass header.d=" + Site.AUTHOR)
            .below(results + "arc=none; dmarc=pass header.from=" + Site.AUTHOR);
    list.post(lab.ports().listIn(), "ann@" + Site.AUTHOR, judged.text());
    list.arrived(letter.mark()).areSignedOnly().lack("dmarc=pass");
  }
}
