package io.aitta.core.register.simulation;

import static io.aitta.core.register.simulation.Schedule.MILLI;

import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Carries messages late, twice, out of order, or not at all. */
final class Network {
  private final Schedule schedule;
  private final RandomGenerator random;
  private final Set<String> cut = new TreeSet<>();
  private int lossPercent;
  private int repeatPercent;
  private boolean slow;

  Network(Schedule schedule, RandomGenerator random) {
    this.schedule = schedule;
    this.random = random;
  }

  /** Behaves badly, how badly is drawn. */
  void worsen() {
    lossPercent = random.nextInt(3) * 8;
    repeatPercent = random.nextInt(3) * 10;
    slow = random.nextBoolean();
  }

  void heal() {
    lossPercent = 0;
    repeatPercent = 0;
    slow = false;
    cut.clear();
  }

  /** Cuts one direction between two nodes. */
  void cut(String from, String to) {
    cut.add(from + ">" + to);
  }

  void mend() {
    cut.clear();
  }

  void carry(String from, String to, Runnable delivery) {
    if (!from.equals(to)) {
      if (cut.contains(from + ">" + to) || random.nextInt(100) < lossPercent) {
        return;
      }
      if (random.nextInt(100) < repeatPercent) {
        schedule.after(delay(), delivery);
      }
    }
    schedule.after(delay(), delivery);
  }

  private long delay() {
    boolean late = slow && random.nextInt(20) == 0;
    return (1 + random.nextInt(late ? 1000 : 15)) * MILLI;
  }
}
