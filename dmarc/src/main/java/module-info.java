/** DMARC: records, the tree walk, alignment and policy (RFC 9989). */
module dev.waxseal.dmarc {
  requires transitive dev.waxseal.dkim;
  requires static org.jspecify;

  exports dev.waxseal.dmarc;
}
