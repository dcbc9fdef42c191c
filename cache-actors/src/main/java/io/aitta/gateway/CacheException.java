package io.aitta.gateway;

/**
 * Why the cluster could not answer. Carries no stack trace: it tells of the cluster, not of code.
 */
public abstract sealed class CacheException extends RuntimeException
    permits UnavailableException,
        NoQuorumException,
        OverloadedException,
        OutcomeUnknownException,
        CacheNotFoundException,
        TooLargeException,
        NameTakenException,
        ListingInterruptedException {
  private static final long serialVersionUID = 1L;

  CacheException(String message) {
    super(message, null, false, false);
  }
}
