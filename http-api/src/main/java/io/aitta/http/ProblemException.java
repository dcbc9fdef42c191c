package io.aitta.http;

/** Carries a problem out of the depth. Has no stack trace: it tells of the request, not of code. */
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  static ProblemException of(ProblemType type, String detail) {
    return new ProblemException(Problem.of(type, detail));
  }

  Problem problem() {
    return problem;
  }
}
