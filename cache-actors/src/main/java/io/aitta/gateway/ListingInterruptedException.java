package io.aitta.gateway;

/**
 * The owner of the entries changed in the middle of a listing, which cannot go on: begin it again.
 */
public final class ListingInterruptedException extends CacheException {
  private static final long serialVersionUID = 1L;

  public ListingInterruptedException(String message) {
    super(message);
  }
}
