package io.aitta.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.SinkShape;
import org.apache.pekko.stream.stage.AbstractGraphStageWithMaterializedValue;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.apache.pekko.util.ByteString;

/**
 * Collects a body that arrives in pieces, within a limit, a budget and a deadline that moves on as
 * bytes arrive. A body that is refused is still read for a while and thrown away, as long as
 * something arrives: a client that is busy sending sees the answer only if the connection stays
 * whole.
 *
 * <p>The stage completes a future of its own, so that what follows runs on the stream's thread.
 */
final class BodyCollector
    extends AbstractGraphStageWithMaterializedValue<
        SinkShape<ByteString>, CompletionStage<ByteString>> {
  /** How many bytes a second a body must bring once its timeout is over. */
  static final long SLOWEST = 64 * 1024;

  /** How many bytes of a refused body are read and thrown away. */
  static final long DRAIN_BYTES = 64L << 20;

  private static final Duration TICK = Duration.ofMillis(250);
  private static final int SILENT_TICKS = 2;
  private static final int DRAIN_TICKS = 20;
  private static final String DEADLINE = "deadline";
  private static final String DRAINING = "draining";

  private final Inlet<ByteString> in = Inlet.create("BodyCollector.in");
  private final SinkShape<ByteString> shape = SinkShape.of(in);
  private final long limit;
  private final Duration timeout;
  private final BodyBuffer buffer;
  private final LongConsumer received;
  private final boolean refusedFromStart;

  private BodyCollector(
      long limit,
      Duration timeout,
      BodyBuffer buffer,
      LongConsumer received,
      boolean refusedFromStart) {
    this.limit = limit;
    this.timeout = timeout;
    this.buffer = buffer;
    this.received = received;
    this.refusedFromStart = refusedFromStart;
  }

  /**
   * @param received told of the bytes as they come
   */
  static BodyCollector collecting(
      long limit, Duration timeout, BodyBuffer buffer, LongConsumer received) {
    return new BodyCollector(limit, timeout, buffer, received, false);
  }

  /** Reads a body only to throw it away; the future fails as for one that is too large. */
  static BodyCollector discarding(long limit, BodyBuffer buffer, LongConsumer received) {
    return new BodyCollector(limit, Duration.ZERO, buffer, received, true);
  }

  static ProblemException tooLarge(long limit) {
    return ProblemException.of(
        ProblemType.VALUE_TOO_LARGE, "the body is larger than the " + limit + " bytes allowed");
  }

  static ProblemException noRoom() {
    return ProblemException.of(
        ProblemType.OVERLOADED, "this node holds as many bytes of bodies as it may");
  }

  @Override
  public SinkShape<ByteString> shape() {
    return shape;
  }

  @Override
  public Pair<GraphStageLogic, CompletionStage<ByteString>> createLogicAndMaterializedValuePair(
      Attributes attributes) {
    Logic logic = new Logic();
    return Pair.create(logic, logic.collected);
  }

  private final class Logic extends TimerGraphStageLogic {
    private final CompletableFuture<ByteString> collected = new CompletableFuture<>();
    private final long start = System.nanoTime();
    private ProblemException refusal;
    private long seen;
    private long seenAtTick;
    private int ticks;
    private int silentTicks;

    Logic() {
      super(shape);
      setHandler(
          in,
          new AbstractInHandler() {
            @Override
            public void onPush() {
              take(grab(in));
            }

            @Override
            public void onUpstreamFinish() {
              end();
            }

            @Override
            public void onUpstreamFailure(Throwable failure) {
              fail(broken());
            }
          });
    }

    @Override
    public void preStart() {
      if (refusedFromStart) {
        refuse(tooLarge(limit));
      } else {
        scheduleOnce(DEADLINE, timeout);
      }
      pull(in);
    }

    @Override
    public void onTimer(Object key) {
      if (key.equals(DRAINING)) {
        drain();
      } else {
        lookAtPace();
      }
    }

    @Override
    public void postStop() {
      if (!collected.isDone()) {
        collected.completeExceptionally(broken());
      }
    }

    private void take(ByteString bytes) {
      seen += bytes.size();
      received.accept(bytes.size());
      if (refusal == null) {
        keep(bytes);
      }
      if (refusal != null && seen > limit + DRAIN_BYTES) {
        fail(refusal);
      } else {
        pull(in);
      }
    }

    private void keep(ByteString bytes) {
      if (seen > limit) {
        refuse(tooLarge(limit));
      } else if (!buffer.append(bytes)) {
        refuse(noRoom());
      }
    }

    private void refuse(ProblemException problem) {
      refusal = problem;
      buffer.clear();
      cancelTimer(DEADLINE);
      scheduleWithFixedDelay(DRAINING, TICK, TICK);
    }

    private void lookAtPace() {
      Duration allowed = timeout.plusMillis(seen * 1000 / SLOWEST);
      Duration left = allowed.minusNanos(System.nanoTime() - start);
      if (left.isNegative() || left.isZero()) {
        fail(tooSlow());
      } else {
        scheduleOnce(DEADLINE, left);
      }
    }

    private void drain() {
      silentTicks = seen == seenAtTick ? silentTicks + 1 : 0;
      seenAtTick = seen;
      ticks++;
      if (silentTicks >= SILENT_TICKS || ticks >= DRAIN_TICKS) {
        fail(refusal);
      }
    }

    private void end() {
      if (refusal == null) {
        collected.complete(buffer.whole());
        completeStage();
      } else {
        fail(refusal);
      }
    }

    private void fail(ProblemException problem) {
      collected.completeExceptionally(problem);
      cancelStage(problem);
    }
  }

  private ProblemException tooSlow() {
    return ProblemException.of(
        ProblemType.REQUEST_TIMEOUT,
        "the body did not arrive within %d ms and a second more for each %d bytes of it: send it again"
            .formatted(timeout.toMillis(), SLOWEST));
  }

  private static ProblemException broken() {
    return ProblemException.of(
        ProblemType.BAD_REQUEST, "the body ended early or its framing is broken: send it again");
  }
}
