package io.aitta.simulation;

import io.aitta.core.replication.protocol.ReplicaMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Carries messages between places, or does not. Places are numbers: nodes, then clients. */
final class Network {
  private static final long MILLI = 1_000_000;

  private final EventQueue queue;
  private final SplittableRandom random;
  private final Plan plan;
  private final Set<Link> cut = new HashSet<>();
  private final Map<Integer, Long> slow = new HashMap<>();
  private final List<Trouble> troubles = new ArrayList<>();
  private boolean healed;

  private record Link(int from, int to) {}

  private record Trouble(Predicate<ReplicaMessage> with, OptionalLong delay) {}

  Network(EventQueue queue, SplittableRandom random, Plan plan) {
    this.queue = queue;
    this.random = random;
    this.plan = plan;
  }

  /** Some messages between replicas have their own trouble. */
  void send(int from, int to, ReplicaMessage message, Runnable delivery) {
    List<OptionalLong> delays =
        troubles.stream()
            .filter(trouble -> trouble.with().test(message))
            .map(Trouble::delay)
            .toList();
    if (delays.isEmpty()) {
      send(from, to, delivery);
    } else if (delays.stream().allMatch(OptionalLong::isPresent)) {
      long longest = delays.stream().mapToLong(OptionalLong::getAsLong).max().orElseThrow();
      queue.in(longest, () -> send(from, to, delivery));
    }
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

  /**
   * Messages of some kind are lost for a while, or are late.
   *
   * @param delay by how many nanoseconds; nothing if they are lost
   */
  void trouble(Predicate<ReplicaMessage> with, OptionalLong delay, long nanos) {
    Trouble trouble = new Trouble(with, delay);
    troubles.add(trouble);
    queue.in(nanos, () -> troubles.remove(trouble));
  }

  void heal() {
    healed = true;
    troubles.clear();
    cut.clear();
    slow.clear();
  }

  private long delay(int from, int to) {
    long usual = MILLI / 5 + random.nextLong(plan.delayMillis() * MILLI);
    long rare = !healed && random.nextInt(200) == 0 ? random.nextLong(3_000 * MILLI) : 0;
    return usual + rare + slow.getOrDefault(from, 0L) + slow.getOrDefault(to, 0L);
  }
}
