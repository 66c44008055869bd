/** Domain names and lookups. */
module dev.waxseal.dns {
  requires org.dnsjava;
  requires static org.jspecify;

  exports dev.waxseal.dns;
  exports dev.waxseal.dns.internal to
      dev.waxseal.arc,
      dev.waxseal.diagnosis,
      dev.waxseal.dkim,
      dev.waxseal.dmarc,
      dev.waxseal.pass,
      dev.waxseal.spf;
}
