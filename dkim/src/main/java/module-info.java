/** DKIM signatures, verified and made (RFC 6376, 8301, 8463, 8616). */
module dev.waxseal.dkim {
  requires transitive dev.waxseal.pass;
  requires org.bouncycastle.provider;
  requires static org.jspecify;

  uses java.security.Provider;

  exports dev.waxseal.dkim;
  exports dev.waxseal.dkim.signature;
  exports dev.waxseal.dkim.internal to
      dev.waxseal.arc,
      dev.waxseal.diagnosis;
}
