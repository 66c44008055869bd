/**
 * Header fields, message scanning and canonical forms, as octets; Authentication-Results (RFC
 * 8601).
 */
module dev.waxseal.mime {
  requires static org.jspecify;

  exports dev.waxseal.authres;
  exports dev.waxseal.mime;
  exports dev.waxseal.mime.internal to
      dev.waxseal.arc,
      dev.waxseal.diagnosis,
      dev.waxseal.dkim,
      dev.waxseal.inbound,
      dev.waxseal.pass;
}
