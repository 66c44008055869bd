package differential;

/**
 * What a verifier says of the uppermost signature of a message.
 *
 * @param passed whether the signature verifies
 * @param detail its words
 */
record Verdict(boolean passed, String detail) {}
