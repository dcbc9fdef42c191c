package io.aitta.load.rest;

/**
 * What a node has answered.
 *
 * @param status {@link #UNSENT} or {@link #LOST} where no node has answered
 * @param body null where no node has answered or the body is not kept
 */
public record Answer<T>(int status, T body) {
  /** The status where no node could be reached: nothing was done. */
  public static final int UNSENT = -1;

  /** The status where the request was sent and no answer came: it may have been done. */
  public static final int LOST = 0;

  private static final int FIRST_ERROR = 400;
  private static final int MISS = 404;
  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;
  private static final int OUTCOME_UNKNOWN = 504;

  /** The answer where no node could be reached, or none was asked so far. */
  public static <T> Answer<T> unsent() {
    return new Answer<>(UNSENT, null);
  }

  /** The answer where none came. */
  public static <T> Answer<T> lost() {
    return new Answer<>(LOST, null);
  }

  /** What is known where this is the answer to a second try: what may have been done still may. */
  public Answer<T> after(Answer<T> before) {
    return isNotYetDone() && before.isUnknown() ? before : this;
  }

  /** Whether it is not what was asked for. */
  public boolean isError() {
    return status < 100 || status >= FIRST_ERROR;
  }

  /** Whether there is none of what was asked for. */
  public boolean isMiss() {
    return status == MISS;
  }

  /** Whether nothing was done for now, so that it can be sent again. */
  public boolean isNotYetDone() {
    return status == UNSENT || status == UNAVAILABLE || status == TOO_MANY;
  }

  /** Whether it may have been done or not. */
  public boolean isUnknown() {
    return status == LOST || status == OUTCOME_UNKNOWN;
  }
}
