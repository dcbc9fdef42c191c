package io.aitta.multijvm.campaign.fault;

import io.aitta.multijvm.process.JvmNode;
import java.time.Duration;
import java.util.List;

/** Kills all nodes at the same moment, as a power cut would, and starts them again together. */
public record Blackout() implements Fault {
  /** Of writing before it, and of nothing at all after it. */
  private static final int MOST_MILLIS = 2_000;

  @Override
  public String name() {
    return "blackout";
  }

  @Override
  public List<Duration> strike(Field field) {
    List<JvmNode> nodes = field.alive();
    field.tails().begin();
    field.rest(field.random().nextInt(MOST_MILLIS));
    List<String> keys = field.keysLedBy(nodes.get(field.random().nextInt(nodes.size())));
    long since = System.nanoTime();
    nodes.parallelStream().forEach(JvmNode::kill);
    field.rest(field.random().nextInt(MOST_MILLIS));
    field.bringBackTogether(nodes);
    List<Duration> outages = field.outages(keys, since);
    field.tails().judge(since);
    field.awaitGreenAgain();
    return outages;
  }
}
