package io.aitta.multijvm.campaign.fault;

import io.aitta.multijvm.process.JvmNode;
import java.time.Duration;
import java.util.List;

/** Asks a node to leave, and starts it again once it has. */
public record Leave() implements Fault {
  @Override
  public String name() {
    return "leave and return";
  }

  @Override
  public List<Duration> strike(Field field) {
    of(field.any(), field);
    return List.of();
  }

  static void of(JvmNode node, Field field) {
    field.leave(node);
    field.bringBack(node);
    field.awaitGreen();
  }
}
