package vectors;

import dev.waxseal.dns.Dns;
import dev.waxseal.dns.DomainName;
import dev.waxseal.dns.ZoneDns;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The world around the message of a vector: its DNS and its clock. */
final class VectorSetting {

  private static final Instant DEFAULT_NOW = Instant.parse("2026-11-24T00:00:00Z");

  private VectorSetting() {}

  static InstantSource clock(Vector vector) {
    Instant now =
        vector.all(Vector.Key.now).stream().findFirst().map(Instant::parse).orElse(DEFAULT_NOW);
    return () -> now;
  }

  static Dns dns(Vector vector) {
    return dns(vector.all(Vector.Key.dns));
  }

  /** DNS with the records and failures of these lines. */
  static Dns dns(List<String> lines) {
    List<String> zone = new ArrayList<>();
    List<DomainName> unavailable = new ArrayList<>();
    for (String line : lines) {
      if (line.endsWith(" UNAVAILABLE")) {
        unavailable.add(DomainName.of(line.substring(0, line.indexOf(' ')).replaceAll("\\.$", "")));
      } else {
        zone.add(line);
      }
    }
    ZoneDns dns = ZoneDns.of(zone.toArray(String[]::new));
    for (DomainName name : unavailable) {
      dns = dns.unavailable(name);
    }
    return dns;
  }
}
