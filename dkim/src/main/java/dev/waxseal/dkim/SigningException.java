package dev.waxseal.dkim;

/** Tells that our own mail cannot be signed, or that a key cannot be used. */
public final class SigningException extends Exception {

  private static final long serialVersionUID = 1L;

  private final SigningProblem problem;

  /** A problem, with what exactly is wrong; empty if there is no more to say. */
  public SigningException(SigningProblem problem, String about) {
    super(about.isEmpty() ? problem.summary() : problem.summary() + ": " + about);
    this.problem = problem;
  }

  /** A problem that another exception caused. */
  public SigningException(SigningProblem problem, Throwable cause) {
    super(problem.summary() + ": " + cause, cause);
    this.problem = problem;
  }

  /** What is wrong. */
  public SigningProblem problem() {
    return problem;
  }
}
