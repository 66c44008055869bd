package dev.waxseal.dkim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.dkim.signature.DkimReason;
import dev.waxseal.dns.Dns;
import dev.waxseal.mime.Limits;
import org.junit.jupiter.api.Test;

/** Keys that are kept decoded change no result, and cost no more memory than is allowed. */
class KeyCacheTest {

  @Test
  void whetherKeysAreKeptOrNot() {
    for (int octets : new int[] {0, 1, 500, 1 << 20}) {
      DkimVerifier verifier =
          DkimVerifier.of(Rfc8463.DNS).withLimits(Limits.with().cachedRecordOctets(octets).build());
      for (int i = 0; i < 3; i++) {
        assertEquals(2, verifier.verify(Rfc8463.MESSAGE).passes().size(), octets + " octets");
      }
    }
  }

  @Test
  void aRecordThatIsNoneStaysNone() {
    DkimVerifier verifier =
        DkimVerifier.of(
            Dns.zone(
                "test._domainkey.football.example.com. TXT \"v=DKIM1; p=!\"",
                "brisbane._domainkey.football.example.com. TXT \"v=DKIM1; p=!\""));
    for (int i = 0; i < 2; i++) {
      for (DkimResult result : verifier.verify(Rfc8463.MESSAGE).results()) {
        assertEquals(DkimReason.KEY_SYNTAX, ((DkimResult.Failure) result).reason());
      }
    }
  }
}
