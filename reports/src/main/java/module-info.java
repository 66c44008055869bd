/** DMARC aggregate and failure reports, and SMTP TLS reports. */
module dev.waxseal.reports {
  requires transitive dev.waxseal.inbound;
  requires transitive java.sql;
  requires com.ctc.wstx;
  requires com.fasterxml.jackson.core;
  requires static org.jspecify;

  exports dev.waxseal.reports;
  exports dev.waxseal.reports.history;
  exports dev.waxseal.reports.read;
  exports dev.waxseal.reports.ready;
  exports dev.waxseal.reports.store;
  exports dev.waxseal.reports.write;
}
