package io.aitta.multijvm.campaign.fault;

import static java.util.Locale.ROOT;

import io.aitta.multijvm.process.JvmNode;
import java.time.Duration;
import java.util.List;

/** Kills a node at once and starts it again. */
public record Kill(Victim victim) implements Fault {
  @Override
  public String name() {
    return "kill " + victim.name().toLowerCase(ROOT);
  }

  @Override
  public List<Duration> strike(Field field) {
    JvmNode node = victim.of(field);
    field.awaitGreen();
    List<Duration> outages = of(node, field);
    field.awaitGreen();
    return outages;
  }

  static List<Duration> of(JvmNode node, Field field) {
    List<String> keys = field.keysLedBy(node);
    long since = System.nanoTime();
    node.kill();
    field.doors().close(node.url());
    List<Duration> outages = field.outages(keys, since);
    field.bringBack(node);
    return outages;
  }
}
