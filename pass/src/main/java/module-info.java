/** One pass over the octets of a message, with DNS under way meanwhile. */
module dev.waxseal.pass {
  requires transitive dev.waxseal.dns;
  requires transitive dev.waxseal.mime;
  requires static org.jspecify;

  exports dev.waxseal.pass;
  exports dev.waxseal.pass.internal to
      dev.waxseal.arc,
      dev.waxseal.dkim,
      dev.waxseal.inbound;
}
