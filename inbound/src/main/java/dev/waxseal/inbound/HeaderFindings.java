package dev.waxseal.inbound;

import dev.waxseal.inbound.InboundFinding.Severity;
import dev.waxseal.mime.HeaderFault;
import dev.waxseal.mime.Headers;
import java.util.List;

/** Findings about a header that programs read in different ways (RFC 5322 sections 2.2, 2.3). */
final class HeaderFindings {

  private static final int SHOWN = 60;

  private HeaderFindings() {}

  static List<InboundFinding> of(Headers headers) {
    return HeaderFault.in(headers).stream().map(HeaderFindings::finding).toList();
  }

  private static InboundFinding finding(HeaderFault fault) {
    return switch (fault.kind()) {
      case LINE_WITHOUT_COLON ->
          finding("header-line-without-colon", fault, "end the header there: " + shown(fault));
      case MALFORMED_NAME ->
          finding("header-malformed-name", fault, "end the header there: " + shown(fault));
      case BARE_CR -> finding("header-bare-cr", fault, "begin a new line there: " + shown(fault));
      case BARE_LF -> finding("header-bare-lf", fault, "begin a new line there: " + shown(fault));
      case NUL -> finding("header-nul", fault, "read no further there: " + shown(fault));
    };
  }

  private static InboundFinding finding(String id, HeaderFault fault, String danger) {
    String more = fault.count() == 1 ? "" : more(fault);
    String detail = "the header has " + fault.kind().summary() + more + "; some programs " + danger;
    boolean isField = fault.field().isWellFormed();
    return new InboundFinding(id, Severity.ERROR, isField ? fault.field().name() : "", detail);
  }

  /** Of lines each is one; of octets a field may have several. */
  private static String more(HeaderFault fault) {
    return switch (fault.kind()) {
      case LINE_WITHOUT_COLON, MALFORMED_NAME -> ", and " + (fault.count() - 1) + " more like it";
      case BARE_CR, BARE_LF, NUL -> ", in " + fault.count() + " fields";
    };
  }

  private static String shown(HeaderFault fault) {
    String text = fault.field().toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
