package dev.waxseal.milter.doctor;

import dev.waxseal.milter.config.RoleName;
import java.util.List;

/**
 * Checks the processing of a message by Postfix after its milters: {@code cleanup}, {@code smtp}.
 */
final class AfterwardsChecks {

  /** RFC 5322 section 2.1.1, without the CRLF; what is longer is cut after it was signed. */
  private static final int LONGEST_LINE = 998;

  private final SmtpServices services;
  private final PostfixConfiguration postfix;
  private final FindingList findings = new FindingList(DoctorFinding.Place.POSTFIX);

  AfterwardsChecks(SmtpServices services) {
    this.services = services;
    this.postfix = services.postfix();
  }

  List<DoctorFinding> findings() {
    if (!services.doing(RoleName.SEAL).isEmpty() || !services.doing(RoleName.SIGN).isEmpty()) {
      addresses();
      checks();
      lines();
    }
    if (services.all().stream().anyMatch(this::asksUs)) {
      fieldsOfMilters();
    }
    return findings.all();
  }

  private boolean asksUs(PostfixService service) {
    return services.milters(service).stream().anyMatch(it -> it.listen().isPresent());
  }

  private void addresses() {
    if (!postfix.parameter("smtp_generic_maps").orElse("").isEmpty()) {
      findings.error(
          "generic-maps",
          "smtp_generic_maps rewrites addresses after mail is signed or sealed, and breaks"
              + " signature and seal",
          "smtp_generic_maps =");
    }
  }

  private void checks() {
    for (String checks :
        List.of("smtp_header_checks", "smtp_mime_header_checks", "smtp_body_checks")) {
      String value = postfix.parameter(checks).orElse("");
      if (!value.isEmpty()) {
        findings.warn(
            "smtp-checks",
            checks
                + " = "
                + value
                + " runs after mail is signed or sealed; any change except to Received breaks"
                + " signature and seal",
            checks + " =");
      }
    }
  }

  private void lines() {
    String limit = postfix.parameter("smtp_line_length_limit").orElse("");
    if (limit.matches("[1-9][0-9]{0,8}") && Integer.parseInt(limit) < LONGEST_LINE) {
      findings.error(
          "line-length",
          "smtp_line_length_limit = " + limit + " breaks lines after mail is signed or sealed",
          "smtp_line_length_limit = " + LONGEST_LINE);
    }
  }

  private void fieldsOfMilters() {
    String value = postfix.parameter("milter_header_checks").orElse("");
    if (!value.isEmpty()) {
      findings.warn(
          "milter-header-checks",
          "milter_header_checks = "
              + value
              + " can change or delete the fields that waxseal writes",
          "milter_header_checks =");
    }
  }
}
