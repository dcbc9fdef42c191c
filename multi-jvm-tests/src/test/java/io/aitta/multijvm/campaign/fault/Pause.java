package io.aitta.multijvm.campaign.fault;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.aitta.multijvm.process.JvmNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Stops the clock of a node for 1 to so many seconds. It may find itself replaced and end. */
public record Pause(int mostSeconds) implements Fault {
  @Override
  public String name() {
    return "pause";
  }

  @Override
  public List<Duration> strike(Field field) {
    JvmNode node = field.any();
    List<String> keys = field.keysLedBy(node);
    long since = System.nanoTime();
    node.pause();
    field.doors().close(node.url());
    Executor later =
        CompletableFuture.delayedExecutor(
            field.random().nextInt(1, mostSeconds + 1), SECONDS, Runnable::run);
    CompletableFuture<Void> resumed = CompletableFuture.runAsync(node::resume, later);
    List<Duration> outages = field.outages(keys, since);
    resumed.join();
    field.awaitGreenWith(node);
    return outages;
  }
}
