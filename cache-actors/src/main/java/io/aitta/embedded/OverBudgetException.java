package io.aitta.embedded;

/**
 * The cache has no room for the entry: it is larger than the cache may hold, or the cache is full
 * and refuses rather than evicts. Nothing was changed; try again when there is room, or raise the
 * cache's limits. Carries no stack trace.
 */
public final class OverBudgetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OverBudgetException(String message) {
    super(message, null, false, false);
  }
}
