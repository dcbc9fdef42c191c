package io.aitta.multijvm.campaign.fault;

import static java.util.Locale.ROOT;

import io.aitta.multijvm.campaign.client.Doors;
import io.aitta.multijvm.process.JvmNode;
import io.aitta.multijvm.surroundings.Network;
import io.aitta.multijvm.surroundings.Traffic;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Cuts or disturbs links between nodes for a time, while clients reach all nodes. Nodes that find
 * themselves shut out and end are started again once all links are whole.
 *
 * @param length says how long, in words
 * @param fewestMillis the shortest that is
 * @param mostMillis the longest
 */
record Cut(
    Traffic traffic, Shape shape, Victim victim, String length, int fewestMillis, int mostMillis)
    implements Fault, Blow {
  /** Over before anybody is given up. */
  static Cut brief(Shape shape, Victim victim) {
    return new Cut(Traffic.CUT, shape, victim, "1 to 3 s", 1_000, 3_000);
  }

  /** Until the split brain resolver has acted. */
  static Cut lasting(Shape shape, Victim victim) {
    return new Cut(Traffic.CUT, shape, victim, "20 to 40 s", 20_000, 40_000);
  }

  /** All links of a node, which drop or delay packets. */
  static Cut bad(Traffic traffic) {
    return new Cut(traffic, Shape.ALONE, Victim.ANY, "5 to 20 s", 5_000, 20_000);
  }

  @Override
  public String name() {
    String nodes = victim == Victim.OLDEST ? " oldest" : "";
    String what = (traffic.label() + " " + shape.name() + nodes).toLowerCase(ROOT);
    return what.replace('_', ' ') + ", " + length;
  }

  @Override
  public String label() {
    return name();
  }

  @Override
  public JvmNode choose(Field field) {
    return victim.of(field);
  }

  @Override
  public List<Duration> strike(Field field) {
    JvmNode struck = choose(field);
    field.awaitGreen();
    List<JvmNode> nodes = field.allFrom(struck);
    List<String> keys = field.keysLedBy(struck);
    long since = System.nanoTime();
    Runnable end = begin(field, nodes);
    try {
      return field.outages(keys, since, doorsBeside(nodes));
    } finally {
      end.run();
      field.awaitGreenAgain();
    }
  }

  @Override
  public Runnable begin(Field field, JvmNode node) {
    return begin(field, field.allFrom(node));
  }

  private Runnable begin(Field field, List<JvmNode> nodes) {
    Network network = field.surroundings(Network.class);
    field.sides().divide(sides(nodes));
    network.disturb(traffic, shape.ways(nodes.stream().map(field::indexOf).toList()));
    Executor later =
        CompletableFuture.delayedExecutor(
            field.random().nextInt(fewestMillis, mostMillis + 1),
            TimeUnit.MILLISECONDS,
            Runnable::run);
    CompletableFuture<Void> healed =
        CompletableFuture.runAsync(
            () -> {
              network.heal();
              field.sides().unite();
            },
            later);
    return healed::join;
  }

  private Map<URI, String> sides(List<JvmNode> nodes) {
    Map<URI, String> sides = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      String side = i < shape.struck(nodes.size()) ? "struck" : "beside";
      sides.put(nodes.get(i).url(), name() + ", " + side + ":");
    }
    return sides;
  }

  /** The nodes that are not struck; all where there is none. */
  private Doors doorsBeside(List<JvmNode> nodes) {
    int struck = shape.struck(nodes.size()) % nodes.size();
    return Field.doorsOf(nodes.subList(struck, nodes.size()));
  }
}
