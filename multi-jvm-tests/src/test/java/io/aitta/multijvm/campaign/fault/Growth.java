package io.aitta.multijvm.campaign.fault;

import io.aitta.multijvm.process.JvmNode;
import java.time.Duration;
import java.util.List;

/** Adds nodes until there are so many, and lets the newest leave until there are as few. */
public record Growth(int most, int fewest) implements Fault {
  @Override
  public String name() {
    return "growth to %d and back to %d".formatted(most, fewest);
  }

  @Override
  public List<Duration> strike(Field field) {
    while (field.alive().size() < most) {
      field.addNode();
      field.awaitGreen();
    }
    while (field.alive().size() > fewest) {
      List<JvmNode> nodes = field.alive();
      field.leave(nodes.get(nodes.size() - 1));
      field.awaitGreen();
    }
    return List.of();
  }
}
