/** SPF: check_host, and records explained (RFC 7208). */
module dev.waxseal.spf {
  requires transitive dev.waxseal.dns;
  requires transitive dev.waxseal.mime;
  requires static org.jspecify;

  exports dev.waxseal.spf;
}
