/** DKIM and ARC for messages of Jakarta Mail. */
module dev.waxseal.jakarta.mail {
  requires transitive dev.waxseal.arc;
  requires transitive jakarta.mail;
  requires static org.jspecify;

  exports dev.waxseal.jakarta.mail;
}
