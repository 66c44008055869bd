package dev.waxseal.dkim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.waxseal.dkim.signature.DkimKeyRecord;
import dev.waxseal.dns.DnsRecord;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys that are no keys, whatever their shape. */
class DkimKeyRecordTest {

  private static DkimKeyRecord.Parsed ed25519(String hex) {
    String key = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    return DkimKeyRecord.parse("v=DKIM1; k=ed25519; p=" + key);
  }

  /** Text that is not octets is refused, not cut to octets; UTF-8 is read. */
  @Test
  void charactersThatAreNotOctets() {
    String text = "v=DKIM1; n=\u20ac; p=";
    assertInstanceOf(DkimKeyRecord.Parsed.Invalid.class, DkimKeyRecord.parse(text));
    DkimKeyRecord.Parsed.Valid valid =
        assertInstanceOf(
            DkimKeyRecord.Parsed.Valid.class, DkimKeyRecord.parse(DnsRecord.Txt.of(text).text()));
    assertEquals("\u00e2\u0082\u00ac", valid.keyRecord().notes().orElseThrow());
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
      assertInstanceOf(DkimKeyRecord.Parsed.Invalid.class, ed25519(point), point);
    }
  }

  @Test
  void aPointIsAKey() {
    DkimKeyRecord.Parsed parsed =
        ed25519("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    DkimKeyRecord.Parsed.Valid valid = assertInstanceOf(DkimKeyRecord.Parsed.Valid.class, parsed);
    assertEquals(256, valid.keyRecord().keyBits().orElseThrow());
  }
}
