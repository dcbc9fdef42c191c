package io.aitta.routing.run;

import io.aitta.core.operation.Batch;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.placement.Partitioning;
import io.aitta.core.reply.BatchReply;
import io.aitta.core.reply.Reply;
import io.aitta.directory.Leader;
import io.aitta.gateway.Attempt;
import io.aitta.gateway.CacheException;
import io.aitta.gateway.OutcomeUnknownException;
import io.aitta.routing.question.EntryBound;
import io.aitta.routing.question.Failures;
import io.aitta.routing.question.Receiver;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Many operations on their way: partitions side by side, the pieces of each one after another. */
public final class BatchRun {
  private final CacheCall call;
  private final AnswerRoom room;
  private final Attempt[] attempts;

  private BatchRun(CacheCall call, AnswerRoom room, int operations) {
    this.call = call;
    this.room = room;
    this.attempts = new Attempt[operations];
    Arrays.fill(attempts, new Attempt.Postponed());
  }

  /** Begins with all of them; the answer has an attempt for each. */
  public static void start(
      CacheCall call,
      List<KeyOperation<?>> operations,
      Partitioning partitioning,
      EntryBound bound,
      AnswerRoom room,
      int parallel,
      Awaited<List<Attempt>> answer) {
    BatchRun run = new BatchRun(call, room, operations.size());
    List<BatchPlan.Lane> lanes = run.plan(operations, partitioning, bound).lanes();
    FanOut.run(
        lanes.size(),
        room.parallel(parallel),
        (lane, done) -> run.piece(lanes.get(lane), 0, done),
        () -> answer.succeed(Arrays.asList(run.attempts)));
  }

  /** Plans what can be sent; the rest has failed already. */
  private BatchPlan plan(
      List<KeyOperation<?>> operations, Partitioning partitioning, EntryBound bound) {
    BatchPlan plan = new BatchPlan();
    for (int place = 0; place < attempts.length; place++) {
      KeyOperation<?> operation = operations.get(place);
      Optional<CacheException> refusal = bound.refusal(call.cache(), operation);
      if (refusal.isPresent()) {
        attempts[place] = new Attempt.Failed(refusal.get());
      } else {
        plan.add(partitioning.partitionOf(operation.key()), place, operation);
      }
    }
    return plan;
  }

  private void piece(BatchPlan.Lane lane, int number, Runnable done) {
    if (number == lane.pieces().size()) {
      done.run();
      return;
    }
    new OfPiece(
            lane.partition(), lane.pieces().get(number), () -> piece(lane, number + 1, done), done)
        .ask();
  }

  /** A piece that is asked, in as many steps as its answers take, which it puts in their places. */
  private final class OfPiece implements Receiver<Reply> {
    private final int partition;
    private final BatchPlan.Piece piece;
    private final Runnable next;
    private final Runnable end;
    private int answered;
    private boolean alone;

    /**
     * @param end called in place of the next when the rest of the lane is postponed
     */
    OfPiece(int partition, BatchPlan.Piece piece, Runnable next, Runnable end) {
      this.partition = partition;
      this.piece = piece;
      this.next = next;
      this.end = end;
    }

    void ask() {
      List<KeyOperation<?>> left = left();
      if (left.isEmpty()) {
        next.run();
      } else if (room.isFull() && !isFirstOfAll()) {
        end.run();
      } else if (left.size() == 1 && room.isUnbounded()) {
        askAlone();
      } else {
        alone = false;
        call.ask(partition, new Batch(left), this);
      }
    }

    @Override
    public void onAnswer(Leader by, Reply answer) {
      List<Reply> replies = answer instanceof BatchReply batch ? batch.replies() : List.of(answer);
      int left = piece.places().size() - answered;
      if (replies.size() > left || (alone && replies.isEmpty())) {
        throw new IllegalStateException(replies.size() + " replies to " + left + " operations");
      }
      for (Reply reply : replies) {
        room.take(reply);
        attempts[piece.places().get(answered)] = new Attempt.Answered(reply);
        answered++;
      }
      if (replies.isEmpty()) {
        askForLargeValue();
      } else {
        ask();
      }
    }

    @Override
    public void onFailure(CacheException cause) {
      for (; answered < piece.places().size(); answered++) {
        attempts[piece.places().get(answered)] =
            new Attempt.Failed(failureOf(piece.operations().get(answered), cause));
      }
      next.run();
    }

    /** Where room is bounded only one comes at a time: that of the first operation of all. */
    private void askForLargeValue() {
      boolean mayAsk = room.isUnbounded() || isFirstOfAll();
      if (!room.isUnbounded()) {
        room.close();
      }
      if (mayAsk) {
        askAlone();
      } else {
        end.run();
      }
    }

    /** Not as a batch, so that its answer may be of any size and cannot be nothing. */
    private void askAlone() {
      alone = true;
      call.ask(partition, left().get(0), this);
    }

    private List<KeyOperation<?>> left() {
      return piece.operations().subList(answered, piece.operations().size());
    }

    private boolean isFirstOfAll() {
      return piece.places().get(answered) == 0;
    }

    /** A read has no unknown outcome, although it went together with writes that have. */
    private CacheException failureOf(KeyOperation<?> operation, CacheException cause) {
      return cause instanceof OutcomeUnknownException && !operation.writes()
          ? Failures.unreachable("cache '" + call.cache() + "'")
          : cause;
    }
  }
}
