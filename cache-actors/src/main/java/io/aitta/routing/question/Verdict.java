package io.aitta.routing.question;

import static java.util.Objects.requireNonNull;

import io.aitta.gateway.CacheException;
import java.util.Optional;

/** How the answer to one sending reads. */
public sealed interface Verdict<A> {
  /** It was done, by the leader of that epoch. */
  record Settled<A>(A answer, long epoch) implements Verdict<A> {}

  /** This sending did nothing, and asking again does not help. */
  record Failed<A>(CacheException cause) implements Verdict<A> {
    public Failed {
      requireNonNull(cause, "cause is null");
    }
  }

  /**
   * This sending did nothing; it may be asked again in a moment.
   *
   * @param ruledOutBefore what was sent to leaders of earlier epochs than this was not done either
   *     and won't be
   * @param excuse what the caller is told if there is no time left; empty for no leader's answer
   */
  record Again<A>(long ruledOutBefore, Optional<CacheException> excuse) implements Verdict<A> {
    public Again {
      requireNonNull(excuse, "excuse is null");
    }

    /** Says nothing but that. */
    public static <A> Again<A> plain() {
      return new Again<>(Long.MIN_VALUE, Optional.empty());
    }
  }

  /**
   * This sending may have been done; asking again tells, and does not do it twice.
   *
   * @param excuse what the caller is told if there is no time left
   */
  record Unclear<A>(CacheException excuse) implements Verdict<A> {
    public Unclear {
      requireNonNull(excuse, "excuse is null");
    }
  }

  /** It may have been done, and nobody can tell any more. */
  record Lost<A>(CacheException cause) implements Verdict<A> {
    public Lost {
      requireNonNull(cause, "cause is null");
    }
  }
}
