package io.aitta.replica;

import io.aitta.core.partition.Partition;
import io.aitta.core.reply.Reply;
import io.aitta.protocol.Answer;
import io.aitta.protocol.Answer.Refusal;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works off what waits for a partition, in bounded turns. Used by one thread at a time. */
final class PartitionWorker {
  /** How many requests one turn serves, so that no partition keeps a thread to itself. */
  static final int MAX_TURN = 64;

  private static final Logger LOG = LoggerFactory.getLogger(PartitionWorker.class);

  private final Partition partition;
  private final Inbox inbox;
  private final LongSupplier clock;
  private final LongSupplier nanoClock;

  /**
   * @param clock in milliseconds of the epoch
   * @param nanoClock counts as the arrival of requests does
   */
  PartitionWorker(Partition partition, Inbox inbox, LongSupplier clock, LongSupplier nanoClock) {
    this.partition = partition;
    this.inbox = inbox;
    this.clock = clock;
    this.nanoClock = nanoClock;
  }

  int number() {
    return partition.number();
  }

  long epoch() {
    return inbox.epoch();
  }

  /** Serves some of what waits; the inbox wakes again where that was not all. */
  void turn() {
    guarded("taking the catalog over", partition::catalogChanged);
    long now = clock.getAsLong();
    inbox
        .takeEvictions()
        .forEach(cache -> guarded("evicting", () -> partition.evictFor(cache, now)));
    Optional<Waiting> next = inbox.poll();
    for (int served = 1; next.isPresent(); served++) {
      serve(next.get());
      next = served < MAX_TURN ? inbox.poll() : Optional.empty();
    }
    inbox.turnEnds();
  }

  /** Takes a step of the sweep and says whether there is more to do now. */
  boolean sweep() {
    try {
      return partition.sweep(clock.getAsLong());
    } catch (RuntimeException fault) {
      report("sweeping", fault);
      return false;
    }
  }

  /** Refuses all that waits and gives the memory back. */
  void close() {
    inbox.close();
    partition.close();
  }

  private void serve(Waiting waiting) {
    Answer answer = answer(waiting);
    guarded("answering", () -> waiting.answer(inbox.epoch(), answer));
  }

  private Answer answer(Waiting waiting) {
    if (waiting.isTooLate(nanoClock.getAsLong())) {
      return new Answer.Refused(Refusal.TOO_LATE);
    }
    try {
      Optional<Reply> reply =
          partition.execute(
              waiting.request().cache(), waiting.request().operation(), clock.getAsLong());
      return reply
          .<Answer>map(Answer.Done::new)
          .orElseGet(() -> new Answer.Refused(Refusal.CACHE_UNKNOWN));
    } catch (RuntimeException fault) {
      report(waiting.request().operation().getClass().getSimpleName(), fault);
      return new Answer.Refused(Refusal.FAILED);
    }
  }

  private void guarded(String what, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException fault) {
      report(what, fault);
    }
  }

  /** Without the fault's own message, which may show what people store. */
  private void report(String what, RuntimeException fault) {
    RuntimeException place = new RuntimeException(fault.getClass().getName());
    place.setStackTrace(fault.getStackTrace());
    LOG.error(
        "partition {}: a fault while {}; the partition goes on, please report this",
        partition.number(),
        what,
        place);
  }
}
