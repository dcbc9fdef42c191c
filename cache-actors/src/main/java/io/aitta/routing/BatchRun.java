package io.aitta.routing;

import io.aitta.core.operation.Batch;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.reply.BatchReply;
import io.aitta.core.reply.Reply;
import io.aitta.directory.Leader;
import io.aitta.gateway.Attempt;
import io.aitta.gateway.CacheException;
import io.aitta.gateway.OutcomeUnknownException;
import java.util.Arrays;
import java.util.List;

/** Many operations on their way: partitions side by side, the pieces of each one after another. */
final class BatchRun {
  private final CacheCall call;
  private final List<BatchPlan.Lane> lanes;
  private final Attempt[] attempts;

  private BatchRun(CacheCall call, List<BatchPlan.Lane> lanes, int operations) {
    this.call = call;
    this.lanes = lanes;
    this.attempts = new Attempt[operations];
  }

  static void start(
      CacheCall call, BatchPlan plan, int operations, int parallel, Awaited<List<Attempt>> answer) {
    BatchRun run = new BatchRun(call, plan.lanes(), operations);
    FanOut.run(
        run.lanes.size(),
        parallel,
        (lane, done) -> run.piece(run.lanes.get(lane), 0, done),
        () -> answer.succeed(Arrays.asList(run.attempts)));
  }

  private void piece(BatchPlan.Lane lane, int number, Runnable done) {
    if (number == lane.pieces().size()) {
      done.run();
      return;
    }
    BatchPlan.Piece piece = lane.pieces().get(number);
    Runnable next = () -> piece(lane, number + 1, done);
    List<KeyOperation<?>> operations = piece.operations();
    if (operations.size() == 1) {
      call.ask(lane.partition(), operations.get(0), new OfPiece(piece, next));
    } else {
      call.ask(lane.partition(), new Batch(operations), new OfPiece(piece, next));
    }
  }

  /** Puts the answers of a piece in their places. */
  private final class OfPiece implements Receiver<Reply> {
    private final BatchPlan.Piece piece;
    private final Runnable next;

    OfPiece(BatchPlan.Piece piece, Runnable next) {
      this.piece = piece;
      this.next = next;
    }

    @Override
    public void onAnswer(Leader by, Reply answer) {
      List<Reply> replies = answer instanceof BatchReply batch ? batch.replies() : List.of(answer);
      for (int i = 0; i < piece.places().size(); i++) {
        attempts[piece.places().get(i)] = new Attempt.Answered(replies.get(i));
      }
      next.run();
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
