package io.aitta.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Carries messages between places, or does not. Places are numbers: nodes, then clients. */
final class Network {
  private static final long MILLI = 1_000_000;

  private final EventQueue queue;
  private final SplittableRandom random;
  private final Plan plan;
  private final Set<Link> cut = new HashSet<>();
  private final Map<Integer, Long> slow = new HashMap<>();
  private boolean healed;

  private record Link(int from, int to) {}

  Network(EventQueue queue, SplittableRandom random, Plan plan) {
    this.queue = queue;
    this.random = random;
    this.plan = plan;
  }

  void send(int from, int to, Runnable delivery) {
    boolean lost = !healed && random.nextDouble() < plan.loss();
    if (!lost && !cut.contains(new Link(from, to))) {
      queue.in(delay(from, to), () -> arrive(from, to, delivery));
    }
    if (!healed && random.nextDouble() < plan.doubling()) {
      queue.in(delay(from, to) * (1 + random.nextInt(8)), () -> arrive(from, to, delivery));
    }
  }

  /** What is on its way when a link is cut does not arrive, as when a connection breaks. */
  private void arrive(int from, int to, Runnable delivery) {
    if (!cut.contains(new Link(from, to))) {
      delivery.run();
    }
  }

  void cut(int from, int to) {
    cut.add(new Link(from, to));
  }

  void join(int from, int to) {
    cut.remove(new Link(from, to));
  }

  /** Everything that goes to or comes from that place takes longer by so much. */
  void slow(int place, long nanos) {
    slow.put(place, nanos);
  }

  void heal() {
    healed = true;
    cut.clear();
    slow.clear();
  }

  private long delay(int from, int to) {
    long usual = MILLI / 5 + random.nextLong(plan.delayMillis() * MILLI);
    long rare = !healed && random.nextInt(200) == 0 ? random.nextLong(3_000 * MILLI) : 0;
    return usual + rare + slow.getOrDefault(from, 0L) + slow.getOrDefault(to, 0L);
  }
}
