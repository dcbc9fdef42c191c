package io.aitta.multijvm.campaign.fault;

import java.time.Duration;
import java.util.List;

/** Restarts all nodes, one after the other, each once the copies are complete. */
public record RollingRestart() implements Fault {
  @Override
  public String name() {
    return "rolling restart";
  }

  @Override
  public List<Duration> strike(Field field) {
    field.alive().forEach(node -> Leave.of(node, field));
    return List.of();
  }
}
