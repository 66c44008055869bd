package dev.waxseal.mime;

/** The end of an attempt to read a From field; never leaves this package. */
final class NoAuthor extends Exception {

  private static final long serialVersionUID = 1;

  private final Author.Problem problem;
  private final String about;

  NoAuthor(Author.Problem problem, String about) {
    super(about, null, false, false);
    this.problem = problem;
    this.about = about;
  }

  static NoAuthor ambiguous(String about) {
    return new NoAuthor(Author.Problem.AMBIGUOUS, about);
  }

  Author.Problem problem() {
    return problem;
  }

  String about() {
    return about;
  }
}
