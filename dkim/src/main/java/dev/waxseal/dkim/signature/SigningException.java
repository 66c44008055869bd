package dev.waxseal.dkim.signature;

/** Thrown if a message cannot be signed, or a key cannot be used. */
public final class SigningException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Problem problem;

  /** A problem, with the details; they may be empty. */
  public SigningException(Problem problem, String about) {
    super(about.isEmpty() ? problem.summary() : problem.summary() + ": " + about);
    this.problem = problem;
  }

  /** A problem that another exception caused. */
  public SigningException(Problem problem, Throwable cause) {
    super(problem.summary() + ": " + cause, cause);
    this.problem = problem;
  }

  /** The problem. */
  public Problem problem() {
    return problem;
  }

  /** The reasons why a message cannot be signed, or a key cannot sign. */
  public enum Problem {
    /** The message has no From field, which every signature must cover (RFC 6376 section 5.4). */
    NO_FROM("the message has no From field"),
    /**
     * The message has several From fields; readers would be shown either (RFC 6376 section 8.15).
     */
    SEVERAL_FROM("the message has several From fields"),
    /** A CR or an LF stands alone, and servers would turn it into CRLF (RFC 6376 section 5.3). */
    BARE_LINE_END("the message has lines that end in CR or LF alone instead of CRLF"),
    /** A line of the header has no colon, or no field name before it. */
    MALFORMED_HEADER("the header has a line that is not a header field"),
    /** A field of the header holds an octet of zero, at which programs end a text. */
    NUL_IN_HEADER("a field of the header holds a NUL octet"),
    /** The message has more fields to sign than verifiers look at. */
    TOO_MANY_FIELDS("the message has more fields to sign than verifiers look at"),
    /** The header is larger than the limits allow. */
    HEADER_TOO_LARGE("the header is larger than can be signed"),
    /** The file holds no private key that can be read. */
    KEY_UNREADABLE("the private key cannot be read"),
    /** The private key is encrypted and there is no passphrase. */
    KEY_ENCRYPTED("the private key is encrypted; its passphrase is needed"),
    /** The passphrase does not open the private key. */
    WRONG_PASSPHRASE("the passphrase does not open the private key"),
    /** The private key is neither RSA nor Ed25519. */
    KEY_TYPE_UNSUPPORTED("the private key is neither RSA nor Ed25519"),
    /** An RSA key of fewer than 1024 bits (RFC 8301 section 3.2). */
    KEY_TOO_SHORT("an RSA key of fewer than 1024 bits must not sign"),
    /** An RSA key of more bits than verifiers spend time on (RFC 6376 section 8.8). */
    KEY_TOO_LONG("an RSA key this long would not be verified"),
    /** An RSA key with whose public exponent anyone could sign, or none could verify. */
    KEY_UNSAFE_EXPONENT("the public exponent of the RSA key is not safe (RFC 8017 section 3.1)"),
    /** The key, or the device that holds it, did not sign. */
    KEY_FAILED("the private key did not sign");

    private final String summary;

    Problem(String summary) {
      this.summary = summary;
    }

    /** The meaning for people: a sentence without its first capital and its full stop. */
    public String summary() {
      return summary;
    }
  }
}
