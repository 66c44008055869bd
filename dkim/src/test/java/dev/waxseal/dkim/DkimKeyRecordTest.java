package dev.waxseal.dkim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dns.DnsRecord;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keys that are no keys, whatever their shape. */
class DkimKeyRecordTest {

  private static Optional<DkimKeyRecord> ed25519(String hex) {
    String key = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    return DkimExplanation.Key.of("v=DKIM1; k=ed25519; p=" + key).keyRecord();
  }

  /** Text that is not octets is refused, not cut to octets; UTF-8 is read. */
  @Test
  void charactersThatAreNotOctets() {
    String text = "v=DKIM1; n=\u20ac; p=";
    assertEquals(Optional.empty(), DkimExplanation.Key.of(text).keyRecord());
    DkimKeyRecord keyRecord =
        DkimExplanation.Key.of(DnsRecord.Txt.of(text).text()).keyRecord().orElseThrow();
    assertEquals("\u00e2\u0082\u00ac", keyRecord.notes().orElseThrow());
  }

  /** Points of small order, under which one signature is right for many messages. */
  @Test
  void pointsOfSmallOrderAreNoKeys() {
    for (String point :
        List.of(
            "01" + "00".repeat(31),
            "00".repeat(32),
            "00".repeat(31) + "80",
            "ec" + "ff".repeat(30) + "7f",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")) {
      assertEquals(Optional.empty(), ed25519(point), point);
    }
  }

  @Test
  void aPointIsAKey() {
    Optional<DkimKeyRecord> keyRecord =
        ed25519("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    assertEquals(256, keyRecord.orElseThrow().keyBits().orElseThrow());
  }
}
