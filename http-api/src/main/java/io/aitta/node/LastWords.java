package io.aitta.node;

/** What a failure says to an operator: the innermost reason that has words. */
final class LastWords {
  private static final int LONGEST_CHAIN = 20;

  private LastWords() {}

  static String of(Throwable failure) {
    String words = failure.toString();
    Throwable reason = failure;
    for (int i = 0; i < LONGEST_CHAIN && reason != null; i++, reason = reason.getCause()) {
      if (reason.getMessage() != null && !reason.getMessage().isBlank()) {
        words = reason.getMessage();
      }
    }
    return words.lines().findFirst().orElse(words);
  }
}
