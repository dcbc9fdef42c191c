package io.aitta.multijvm.campaign.fault;

import io.aitta.multijvm.process.JvmNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Stops the clock of a node and kills it within four seconds: before or while it is replaced. */
public record KillOfPaused() implements Fault {
  @Override
  public String name() {
    return "pause, then kill the same";
  }

  @Override
  public List<Duration> strike(Field field) {
    JvmNode node = field.any();
    node.pause();
    field.doors().close(node.url());
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(field.random().nextInt(4_000)));
    List<Duration> outages = Kill.of(node, field);
    field.awaitGreen();
    return outages;
  }
}
