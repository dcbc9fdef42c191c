package io.aitta.multijvm.campaign.fault;

import io.aitta.multijvm.process.JvmNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Asks a node to leave and kills it within two seconds, in the midst of its handing over. */
public record KillOfLeaving() implements Fault {
  @Override
  public String name() {
    return "leave, then kill the same";
  }

  @Override
  public List<Duration> strike(Field field) {
    JvmNode node = field.any();
    field.doors().close(node.url());
    node.process().terminate();
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(field.random().nextInt(2_000)));
    List<Duration> outages = Kill.of(node, field);
    field.awaitGreen();
    return outages;
  }
}
