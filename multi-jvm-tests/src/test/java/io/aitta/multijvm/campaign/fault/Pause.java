package io.aitta.multijvm.campaign.fault;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.aitta.multijvm.process.JvmNode;
import io.aitta.multijvm.process.TestProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Stops the clock of a node for so many seconds. It may find itself replaced and end. */
public record Pause(int fewestSeconds, int mostSeconds) implements Fault, Blow {
  @Override
  public String name() {
    return "pause";
  }

  @Override
  public String label() {
    return "pause, %d to %d s".formatted(fewestSeconds, mostSeconds);
  }

  @Override
  public List<Duration> strike(Field field) {
    JvmNode node = choose(field);
    List<String> keys = field.keysLedBy(node);
    long since = System.nanoTime();
    Runnable end = begin(field, node);
    List<Duration> outages = field.outages(keys, since);
    end.run();
    field.awaitGreenAgain();
    return outages;
  }

  /** It ends early where the node is killed. */
  @Override
  public Runnable begin(Field field, JvmNode node) {
    TestProcess paused = node.process();
    paused.pause();
    field.doors().close(node.url());
    int seconds = field.random().nextInt(fewestSeconds, mostSeconds + 1);
    Executor later = CompletableFuture.delayedExecutor(seconds, SECONDS, Runnable::run);
    CompletableFuture<Void> over = CompletableFuture.runAsync(() -> resume(paused), later);
    return over::join;
  }

  private static void resume(TestProcess paused) {
    if (paused.isAlive()) {
      paused.resume();
    }
  }
}
