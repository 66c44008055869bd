package dev.waxseal.inbound;

/** The treatment that authentication suggests for a message. */
public enum Disposition {
  /** Accept it. */
  ACCEPT,
  /**
   * DNS did not answer, so it is unknown whether the policy applies: reply with a code of the 4yz
   * class, so that the client tries again (RFC 9989 section 7.2). If that is impossible, quarantine
   * the message: the author of a forgery can arrange for DNS not to answer.
   */
  DEFER,
  /** Treat it with suspicion: put it into the junk folder, or let a person decide. */
  QUARANTINE,
  /**
   * Refuse it: the policy asks for it and {@link InboundAuthenticator#rejectingByPolicy()} is set,
   * or the header is larger than the limits, so that forged results in it cannot be found (RFC 8601
   * section 5).
   */
  REJECT
}
