/** ARC chains, validated and sealed (RFC 8617). */
module dev.waxseal.arc {
  requires transitive dev.waxseal.dkim;
  requires static org.jspecify;

  exports dev.waxseal.arc;
}
