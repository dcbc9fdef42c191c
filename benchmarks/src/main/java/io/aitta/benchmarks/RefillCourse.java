package io.aitta.benchmarks;

import io.aitta.benchmarks.ClusterWatch.State;
import io.aitta.console.OperatorException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Takes a refill through its parts, and notes when each began. For use by one thread. */
final class RefillCourse {
  private static final long LOOK_MILLIS = 25;

  /** Requests whose oldest is not older than that are on time. */
  private static final long ON_TIME_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Refill refill;
  private final ClusterWatch watch;
  private final Phases phases;
  private int members;
  private Optional<Mark> counted = Optional.empty();
  private Optional<Mark> killed = Optional.empty();
  private Optional<Mark> firstByte = Optional.empty();
  private Optional<Mark> allLed = Optional.empty();
  private Optional<Mark> onTime = Optional.empty();
  private Optional<Mark> whole = Optional.empty();

  RefillCourse(Refill refill, ClusterWatch watch, Phases phases) {
    this.refill = refill;
    this.watch = watch;
    this.phases = phases;
  }

  /**
   * A moment, and what had been done by then.
   *
   * @param nanos by {@link System#nanoTime}
   * @param cpu what the nodes had used of the processors
   * @param copied how many bytes of copies they had sent
   */
  record Mark(long nanos, Duration cpu, long copied) {
    Duration since(Mark earlier) {
      return Duration.ofNanos(nanos - earlier.nanos);
    }
  }

  /**
   * The moments that matter.
   *
   * @param counted requests began to count
   * @param killed the node was killed
   * @param firstByte the first bytes of a copy were on their way
   * @param allLed every partition was led again
   * @param onTime no request stood in line any more; empty where some did to the end
   * @param whole every copy was there again
   */
  record Marks(
      Mark counted, Mark killed, Mark firstByte, Mark allLed, Optional<Mark> onTime, Mark whole) {}

  /** The moments; only once all has come to pass. */
  Marks marks() {
    return new Marks(
        counted.orElseThrow(),
        killed.orElseThrow(),
        firstByte.or(() -> whole).orElseThrow(),
        allLed.orElseThrow(),
        onTime,
        whole.orElseThrow());
  }

  /** Waits until nothing is missing, and takes that for the cluster's size. */
  void awaitWhole() throws InterruptedException {
    members = await(State::whole).members();
  }

  /** Goes through all parts until every copy is there again. */
  void follow() throws InterruptedException, IOException {
    Thread.sleep(refill.warmUp().toMillis());
    phases.next();
    counted = Optional.of(mark());
    Thread.sleep(refill.before().toMillis());
    killed = Optional.of(mark());
    refill.victim().destroyForcibly();
    phases.next();
    await(this::isRefilled);
    whole = Optional.of(mark());
  }

  private boolean isRefilled(State state) {
    noteFirstByte();
    if (state.members() >= members || !state.led()) {
      return false;
    }
    allLed = allLed.or(this::lookedAt);
    if (onTime.isEmpty() && phases.oldest() < ON_TIME_NANOS) {
      onTime = lookedAt();
      onTime.ifPresent(mark -> phases.next());
    }
    return state.whole();
  }

  private void noteFirstByte() {
    if (firstByte.isEmpty()) {
      firstByte = lookedAt().filter(now -> now.copied() > killed.orElseThrow().copied());
    }
  }

  private Optional<Mark> lookedAt() {
    try {
      return Optional.of(mark());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Mark mark() throws IOException {
    return new Mark(System.nanoTime(), refill.cpu().read(), watch.copiedBytes());
  }

  private State await(Predicate<State> condition) throws InterruptedException {
    long begun = System.nanoTime();
    Optional<State> state = watch.state().filter(condition);
    while (state.isEmpty()) {
      if (System.nanoTime() - begun > refill.patience().toNanos()) {
        throw new OperatorException(
            ("the cluster is not whole after %d s: look at /v1/cluster of its nodes, or wait longer"
                    + " with --timeout")
                .formatted(refill.patience().toSeconds()));
      }
      Thread.sleep(LOOK_MILLIS);
      state = watch.state().filter(condition);
    }
    return state.get();
  }
}
