/** One pass over the octets of a message, with DNS under way meanwhile. */
module dev.waxseal.pass {
  requires transitive dev.waxseal.dns;
  requires transitive dev.waxseal.mime;
  requires static org.jspecify;

  exports dev.waxseal.pass;
}
