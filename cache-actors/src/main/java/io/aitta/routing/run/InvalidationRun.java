package io.aitta.routing.run;

import io.aitta.core.model.ScanPosition;
import io.aitta.core.model.Selector;
import io.aitta.core.operation.Invalidate;
import io.aitta.core.reply.InvalidateReply;
import io.aitta.core.reply.Reply;
import io.aitta.directory.Leader;
import io.aitta.gateway.CacheException;
import io.aitta.gateway.OutcomeUnknownException;
import io.aitta.routing.question.Failures;
import io.aitta.routing.question.Receiver;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * An invalidation on its way through all partitions side by side, each in steps. After the first
 * failure no further step begins; what was removed until then makes the outcome unknown.
 */
public final class InvalidationRun {
  private final CacheCall call;
  private final Selector selector;
  private final Awaited<Long> answer;
  private final LongAdder removed = new LongAdder();
  private final AtomicReference<CacheException> failure = new AtomicReference<>();

  private InvalidationRun(CacheCall call, Selector selector, Awaited<Long> answer) {
    this.call = call;
    this.selector = selector;
    this.answer = answer;
  }

  /** Begins with all partitions; the answer is how many entries were removed. */
  public static void start(
      CacheCall call, Selector selector, int partitions, int parallel, Awaited<Long> answer) {
    InvalidationRun run = new InvalidationRun(call, selector, answer);
    FanOut.run(
        partitions,
        parallel,
        (partition, done) -> run.step(partition, Optional.empty(), done),
        run::end);
  }

  private void step(int partition, Optional<ScanPosition> from, Runnable done) {
    if (failure.get() == null) {
      call.ask(partition, new Invalidate(selector, from), new Step(partition, done));
    } else {
      done.run();
    }
  }

  private void end() {
    CacheException cause = failure.get();
    long count = removed.sum();
    if (cause == null) {
      answer.succeed(count);
    } else {
      answer.fail(count == 0 ? cause : Failures.partlyInvalidated(call.cache(), count, cause));
    }
  }

  private final class Step implements Receiver<Reply> {
    private final int partition;
    private final Runnable done;

    Step(int partition, Runnable done) {
      this.partition = partition;
      this.done = done;
    }

    @Override
    public void onAnswer(Leader by, Reply reply) {
      InvalidateReply step = (InvalidateReply) reply;
      removed.add(step.removed());
      if (step.next().isPresent()) {
        step(partition, step.next(), done);
      } else {
        done.run();
      }
    }

    @Override
    public void onFailure(CacheException cause) {
      // An unknown outcome anywhere outweighs a failure that did nothing elsewhere.
      failure.accumulateAndGet(cause, InvalidationRun::graver);
      done.run();
    }
  }

  private static CacheException graver(CacheException first, CacheException second) {
    boolean keeps = first != null && !(second instanceof OutcomeUnknownException);
    return keeps ? first : second;
  }
}
