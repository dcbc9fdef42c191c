package io.aitta.routing;

import io.aitta.core.operation.Batch;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.placement.Partitioning;
import io.aitta.core.reply.BatchReply;
import io.aitta.core.reply.Reply;
import io.aitta.directory.Leader;
import io.aitta.gateway.Attempt;
import io.aitta.gateway.CacheException;
import io.aitta.gateway.OutcomeUnknownException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Many operations on their way: partitions side by side, the pieces of each one after another. */
final class BatchRun {
  private final CacheCall call;
  private final Attempt[] attempts;

  private BatchRun(CacheCall call, int operations) {
    this.call = call;
    this.attempts = new Attempt[operations];
  }

  static void start(
      CacheCall call,
      List<KeyOperation<?>> operations,
      Partitioning partitioning,
      EntryBound bound,
      int parallel,
      Awaited<List<Attempt>> answer) {
    BatchRun run = new BatchRun(call, operations.size());
    List<BatchPlan.Lane> lanes = run.plan(operations, partitioning, bound).lanes();
    FanOut.run(
        lanes.size(),
        parallel,
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
    ask(lane.partition(), lane.pieces().get(number), () -> piece(lane, number + 1, done));
  }

  private void ask(int partition, BatchPlan.Piece piece, Runnable next) {
    List<KeyOperation<?>> operations = piece.operations();
    if (operations.size() == 1) {
      call.ask(partition, operations.get(0), new OfPiece(partition, piece, next));
    } else {
      call.ask(partition, new Batch(operations), new OfPiece(partition, piece, next));
    }
  }

  /** Puts the answers of a piece in their places, and asks again for those that were left out. */
  private final class OfPiece implements Receiver<Reply> {
    private final int partition;
    private final BatchPlan.Piece piece;
    private final Runnable next;

    OfPiece(int partition, BatchPlan.Piece piece, Runnable next) {
      this.partition = partition;
      this.piece = piece;
      this.next = next;
    }

    @Override
    public void onAnswer(Leader by, Reply answer) {
      List<Reply> replies = answer instanceof BatchReply batch ? batch.replies() : List.of(answer);
      int asked = piece.places().size();
      if (replies.isEmpty() || replies.size() > asked) {
        throw new IllegalStateException(replies.size() + " replies to " + asked + " operations");
      }
      for (int i = 0; i < replies.size(); i++) {
        attempts[piece.places().get(i)] = new Attempt.Answered(replies.get(i));
      }
      if (replies.size() == asked) {
        next.run();
      } else {
        ask(partition, piece.after(replies.size()), next);
      }
    }

    @Override
    public void onFailure(CacheException cause) {
      for (int i = 0; i < piece.places().size(); i++) {
        attempts[piece.places().get(i)] =
            new Attempt.Failed(failureOf(piece.operations().get(i), cause));
      }
      next.run();
    }

    /** A read has no unknown outcome, although it went together with writes that have. */
    private CacheException failureOf(KeyOperation<?> operation, CacheException cause) {
      return cause instanceof OutcomeUnknownException && !operation.writes()
          ? Failures.unreachable("cache '" + call.cache() + "'")
          : cause;
    }
  }
}
