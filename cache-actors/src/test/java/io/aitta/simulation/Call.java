package io.aitta.simulation;

/**
 * What a client asked of one key and was told, for the checker.
 *
 * @param begun when it asked
 * @param ended when it had its answer; {@link #NEVER} where it does not know the outcome
 */
public record Call(
    Action action, long argument, long expected, Result result, long begun, long ended) {
  /** Later than any time. */
  public static final long NEVER = Long.MAX_VALUE;

  /** The state of a key without an entry. */
  public static final long ABSENT = Long.MIN_VALUE;

  /** What no state is: the call can't have had this result. */
  public static final long IMPOSSIBLE = Long.MIN_VALUE + 1;

  /** What is asked. */
  public enum Action {
    GET,
    PUT,
    PUT_IF_ABSENT,
    REPLACE,
    SWAP,
    REMOVE,
    ADD
  }

  /**
   * What was told.
   *
   * @param known whether there was an answer
   * @param applied whether a condition held
   * @param value what was read, or the sum
   */
  public record Result(boolean known, boolean applied, long value) {
    /** Of a call that got no answer. */
    public static final Result UNKNOWN = new Result(false, false, 0);
  }

  /** The state of the key after the call, if it took place in that state. */
  public long apply(long state) {
    return switch (action) {
      case GET -> matches(state) ? state : IMPOSSIBLE;
      case PUT -> argument;
      case PUT_IF_ABSENT -> conditional(state == ABSENT, argument, state);
      case REPLACE -> conditional(state == expected, argument, state);
      case SWAP -> matches(state) ? argument : IMPOSSIBLE;
      case REMOVE -> conditional(state != ABSENT, ABSENT, state);
      case ADD -> add(state);
    };
  }

  /** Whether it may leave that value. */
  boolean writes(long value) {
    return switch (action) {
      case PUT, PUT_IF_ABSENT, REPLACE, SWAP -> argument == value;
      case GET, REMOVE, ADD -> false;
    };
  }

  private long add(long state) {
    long sum = (state == ABSENT ? 0 : state) + argument;
    return !result.known() || result.value() == sum ? sum : IMPOSSIBLE;
  }

  private boolean matches(long state) {
    return !result.known() || result.value() == state;
  }

  private long conditional(boolean holds, long then, long state) {
    if (result.known() && result.applied() != holds) {
      return IMPOSSIBLE;
    }
    return holds ? then : state;
  }
}
