package io.aitta.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.SinkShape;
import org.apache.pekko.stream.stage.AbstractGraphStageWithMaterializedValue;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.apache.pekko.util.ByteString;
import org.apache.pekko.util.ByteStringBuilder;

/**
 * Collects a body that arrives in pieces, within a limit, a budget and a deadline. A body that is
 * refused is still read to its end for a while and thrown away: a client that is busy sending sees
 * the answer only if the connection stays whole.
 *
 * <p>The stage completes a future of its own, so that what follows runs on the stream's thread.
 */
final class BodyCollector
    extends AbstractGraphStageWithMaterializedValue<
        SinkShape<ByteString>, CompletionStage<ByteString>> {
  private static final Duration DRAIN_TIME = Duration.ofSeconds(5);
  private static final String DEADLINE = "deadline";

  /** How many bytes of a refused body are read and thrown away. */
  static final long DRAIN_BYTES = 64L << 20;

  private final Inlet<ByteString> in = Inlet.create("BodyCollector.in");
  private final SinkShape<ByteString> shape = SinkShape.of(in);
  private final long limit;
  private final Duration timeout;
  private final Reservation reservation;
  private final boolean refusedFromStart;

  private BodyCollector(
      long limit, Duration timeout, Reservation reservation, boolean refusedFromStart) {
    this.limit = limit;
    this.timeout = timeout;
    this.reservation = reservation;
    this.refusedFromStart = refusedFromStart;
  }

  static BodyCollector collecting(long limit, Duration timeout, Reservation reservation) {
    return new BodyCollector(limit, timeout, reservation, false);
  }

  /** Reads a body only to throw it away; the future fails as for one that is too large. */
  static BodyCollector discarding(long limit, Reservation reservation) {
    return new BodyCollector(limit, DRAIN_TIME, reservation, true);
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
    private ByteStringBuilder parts = new ByteStringBuilder();
    private ProblemException refusal = refusedFromStart ? tooLarge(limit) : null;
    private long seen;

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
      scheduleOnce(DEADLINE, timeout);
      pull(in);
    }

    @Override
    public void onTimer(Object key) {
      fail(refusal == null ? tooSlow() : refusal);
    }

    @Override
    public void postStop() {
      if (!collected.isDone()) {
        collected.completeExceptionally(broken());
      }
    }

    private void take(ByteString bytes) {
      seen += bytes.size();
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
      } else if (!reservation.tryReserve(bytes.size())) {
        refuse(noRoom());
      } else {
        parts.append(bytes);
      }
    }

    private void refuse(ProblemException problem) {
      refusal = problem;
      parts = new ByteStringBuilder();
      scheduleOnce(DEADLINE, DRAIN_TIME);
    }

    private void end() {
      if (refusal == null) {
        collected.complete(parts.result());
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
        "the body did not arrive within " + timeout.toMillis() + " ms: send it again");
  }

  private static ProblemException broken() {
    return ProblemException.of(
        ProblemType.BAD_REQUEST, "the body ended early or its framing is broken: send it again");
  }
}
