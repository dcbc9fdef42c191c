package io.aitta.multijvm.campaign.fault;

import static java.util.Locale.ROOT;

import io.aitta.multijvm.process.JvmNode;
import java.time.Duration;
import java.util.List;

/** Kills a node at once and starts it again. */
public record Kill(Victim victim) implements Fault, Blow {
  @Override
  public String name() {
    return "kill " + victim.name().toLowerCase(ROOT);
  }

  @Override
  public String label() {
    return "kill";
  }

  @Override
  public JvmNode choose(Field field) {
    return victim.of(field);
  }

  @Override
  public List<Duration> strike(Field field) {
    JvmNode node = choose(field);
    field.awaitGreen();
    List<String> keys = field.keysLedBy(node);
    long since = System.nanoTime();
    Runnable end = begin(field, node);
    List<Duration> outages = field.outages(keys, since);
    end.run();
    field.awaitGreen();
    return outages;
  }

  @Override
  public Runnable begin(Field field, JvmNode node) {
    node.kill();
    field.doors().close(node.url());
    return field::bringBackEnded;
  }
}
