package dev.waxseal.cli;

import dev.waxseal.inbound.InboundReport;
import dev.waxseal.inbound.diagnosis.Diagnostician;
import dev.waxseal.inbound.diagnosis.SearchLimits;
import java.util.Optional;

/** Looks further into messages that have been judged; may be shared among threads. */
final class Inquirer {

  private final Optional<Diagnostician> diagnostician;

  private Inquirer(Optional<Diagnostician> diagnostician) {
    this.diagnostician = diagnostician;
  }

  /** One that asks nothing. */
  static Inquirer none() {
    return new Inquirer(Optional.empty());
  }

  /** One that looks for what happened where signatures fail. */
  static Inquirer diagnosing(Diagnostician diagnostician) {
    return new Inquirer(Optional.of(diagnostician));
  }

  /** How large a body may be for anything to be found out about it, or shown. */
  int bodyOctets() {
    return diagnostician.map(Diagnostician::limits).orElseGet(SearchLimits::defaults).bodyOctets();
  }

  /** Looks further into a message. */
  Inquiry inquire(InboundReport report, Optional<byte[]> body) {
    return new Inquiry(diagnostician.map(it -> it.diagnose(report, body)), body);
  }
}
