package dev.waxseal.inbound;

/** What is to be done with a message, as far as authentication goes. */
public enum Disposition {
  /** Nothing speaks against it. */
  ACCEPT,
  /**
   * DNS did not answer, so that it is not known whether the policy applies: it is to be asked for
   * again later, with a reply of the 4yz class (RFC 9989 section 7.2). Who cannot do so treats it
   * as suspicious: the author of a forgery can arrange for silence.
   */
  DEFER,
  /** It is to be treated with suspicion: into the junk folder, or to a person who looks at it. */
  QUARANTINE,
  /** It is to be refused; only for those who asked for it. */
  REJECT
}
