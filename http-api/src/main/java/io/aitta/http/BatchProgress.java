package io.aitta.http;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.aitta.core.model.CacheName;
import io.aitta.core.operation.KeyOperation;
import io.aitta.gateway.Attempt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * One batch on its way: lines are taken by groups, carried out, and given out in order with their
 * answers. What answers bring is bounded: a line whose answer finds no room waits and is carried
 * out once those before it were given out. Used by one thread at a time.
 */
final class BatchProgress {
  /** What the answers that are held at once should come to, about. */
  private static final long ANSWER_BYTES = 4 << 20;

  private final CacheName cache;
  private final BatchLines lines;
  private final BatchCalls calls;
  private final Patience patience;
  private final Reservation room;
  private final Executor working;
  private final Deque<BatchSlot> open = new ArrayDeque<>();
  private long givenOut;

  /**
   * @param room what the values of answers are counted against
   * @param working runs what takes long
   */
  BatchProgress(
      CacheName cache, BatchLines lines, BatchCalls calls, Reservation room, Executor working) {
    this.cache = cache;
    this.lines = lines;
    this.calls = calls;
    this.patience = calls.patience();
    this.room = room;
    this.working = working;
  }

  boolean isAtEnd() {
    return open.isEmpty() && lines.isAtEnd();
  }

  /** The next lines with their answers, at least one but at the end; those before it are gone. */
  CompletionStage<List<BatchSlot>> next() {
    room.release(givenOut);
    givenOut = 0;
    if (open.isEmpty() && !lines.isAtEnd()) {
      lines.next().forEach(line -> open.add(new BatchSlot(line)));
    }
    List<BatchSlot> asked = open.stream().filter(slot -> !slot.isAnswered()).toList();
    return asked.isEmpty() ? completedFuture(giveOut()) : ask(asked);
  }

  private CompletionStage<List<BatchSlot>> ask(List<BatchSlot> asked) {
    List<KeyOperation<?>> operations = new ArrayList<>();
    asked.forEach(slot -> operations.add(slot.operation()));
    long held = open.stream().mapToLong(BatchSlot::valueBytes).sum();
    return calls
        .execute(cache, operations, Math.max(1, ANSWER_BYTES - held), patience)
        .handleAsync(
            (attempts, failure) -> {
              if (failure == null) {
                settle(asked, attempts);
              } else {
                Problem problem = Failures.of(failure);
                asked.forEach(slot -> slot.fail(problem));
              }
              return giveOut();
            },
            working);
  }

  private void settle(List<BatchSlot> asked, List<Attempt> attempts) {
    for (int i = 0; i < asked.size(); i++) {
      BatchSlot slot = asked.get(i);
      slot.answer(attempts.get(i));
      if (!room.tryReserve(roomOf(slot))) {
        slot.fail(Responses.noRoom());
      }
    }
  }

  private List<BatchSlot> giveOut() {
    List<BatchSlot> answered = new ArrayList<>();
    while (!open.isEmpty() && open.peek().isAnswered()) {
      givenOut += roomOf(open.peek());
      answered.add(open.remove());
    }
    return answered;
  }

  /** A value is held twice while it is written: as it is, and as JSON. */
  private static long roomOf(BatchSlot slot) {
    return 2 * slot.valueBytes();
  }
}
