/** Domain names and lookups. */
module dev.waxseal.dns {
  requires org.dnsjava;
  requires static org.jspecify;

  exports dev.waxseal.dns;
  exports dev.waxseal.dns.internal to
      dev.waxseal.diagnosis;
}
