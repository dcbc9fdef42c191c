package io.aitta.routing.question;

import io.aitta.gateway.CacheException;
import io.aitta.protocol.Message;
import java.util.Optional;

/** Something asked of whoever leads a partition: what to send, and how an answer reads. */
public interface Question<A> {
  int partition();

  /** Whether it may change something, so that an unanswered sending leaves the outcome open. */
  boolean writes();

  /** Whether it may be sent again without an answer, since it is not done twice or does no harm. */
  boolean isRepeatable();

  /** What it counts against the bytes that may be under way. */
  long bytes();

  /** What it is about, for the sentences of failures. */
  String subject();

  /** Why it need not be sent at all; asked before each time it would be. */
  Optional<CacheException> obstacle();

  /** What to send; empty while this node does not know enough yet. */
  Optional<Message> message(Envelope envelope);

  /** What the answer to one sending says. */
  Verdict<A> judge(Message answer);

  /**
   * What each message carries of its asker.
   *
   * @param epoch the epoch of the leader that is meant
   * @param timeoutMillis how long the answer is still of use
   */
  record Envelope(long origin, long id, long epoch, int timeoutMillis) {}
}
