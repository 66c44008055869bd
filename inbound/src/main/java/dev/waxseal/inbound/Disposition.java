package dev.waxseal.inbound;

/** What is to be done with a message, as far as authentication goes. */
public enum Disposition {
  /** Nothing speaks against it. */
  ACCEPT,
  /** It is to be treated with suspicion: into the junk folder, or to a person who looks at it. */
  QUARANTINE,
  /** It is to be refused; only for those who asked for it. */
  REJECT
}
