/** Everything about an inbound message, in one pass. */
module dev.waxseal.inbound {
  requires transitive dev.waxseal.arc;
  requires transitive dev.waxseal.dmarc;
  requires transitive dev.waxseal.spf;
  requires static org.jspecify;

  exports dev.waxseal.inbound;
}
