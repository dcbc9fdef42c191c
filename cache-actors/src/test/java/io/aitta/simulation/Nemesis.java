package io.aitta.simulation;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Input;
import io.aitta.simulation.SimulatedNode.PauseAt;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Breaks things: one fault after another, several at a time, each for a while. */
final class Nemesis {
  private static final long MILLI = 1_000_000;

  private final Simulation world;
  private final SplittableRandom random;
  private int faults;

  Nemesis(Simulation world, SplittableRandom random) {
    this.world = world;
    this.random = random;
  }

  void start() {
    if (world.plan().faultEveryMillis() > 0) {
      later();
    }
  }

  int faults() {
    return faults;
  }

  private void later() {
    long mean = world.plan().faultEveryMillis() * MILLI;
    world.queue().in(1 + random.nextLong(2 * mean), this::strike);
  }

  private void strike() {
    if (!world.isBusy()) {
      return;
    }
    faults++;
    switch (random.nextInt(12)) {
      case 0, 1 -> crash();
      case 2, 3 -> pause();
      case 4 -> split();
      case 5 -> isolate();
      case 6 -> oneWay();
      case 7 -> bridge();
      case 8 -> flap(3 + random.nextInt(6));
      case 9 -> slowNode();
      case 10 -> failRegister();
      default -> {}
    }
    if (random.nextInt(3) == 0) {
      handOver();
    }
    if (random.nextInt(4) == 0) {
      world.network().joinAll();
    }
    later();
  }

  /** Spares the last living process that the register counts in: that loses data by design. */
  private void crash() {
    SimulatedNode victim = anyNode();
    List<MemberId> inSync =
        world.register().current().map(Configuration::inSync).map(List::copyOf).orElse(List.of());
    boolean last =
        inSync.stream()
            .filter(member -> !member.equals(victim.member()))
            .noneMatch(member -> world.nodeOf(member).isPresent());
    if (victim.isAlive() && !last) {
      say("crash " + victim.member());
      world.crash(victim, 100 * MILLI + random.nextLong(3_000 * MILLI));
    }
  }

  private void pause() {
    PauseAt at = random.nextBoolean() ? PauseAt.BEFORE_STEP : PauseAt.BEFORE_SENDING;
    long nanos = 100 * MILLI + random.nextLong(4_000 * MILLI);
    SimulatedNode victim = random.nextBoolean() ? world.likelyPrimary(random) : anyNode();
    say("pause " + victim.member() + " " + at + " " + nanos / MILLI);
    victim.pause(at, nanos);
  }

  /** Two sides; clients and the register reach both. */
  private void split() {
    int nodes = world.plan().nodes();
    int left = random.nextInt(1 << nodes);
    say("split " + Integer.toBinaryString(left));
    for (int a = 0; a < nodes; a++) {
      for (int b = 0; b < nodes; b++) {
        if (((left >> a) & 1) != ((left >> b) & 1)) {
          cut(a, b);
        }
      }
    }
    healLater();
  }

  private void isolate() {
    int victim = anyNode().place();
    say("isolate " + victim);
    for (int other = 0; other < world.plan().nodes(); other++) {
      cut(victim, other);
      cut(other, victim);
    }
    healLater();
  }

  private void oneWay() {
    int from = anyNode().place();
    int to = anyNode().place();
    say("cut one way " + from + " to " + to);
    cut(from, to);
    healLater();
  }

  /** Two that cannot reach each other, though each reaches all others. */
  private void bridge() {
    int one = anyNode().place();
    int other = anyNode().place();
    say("cut between " + one + " and " + other);
    cut(one, other);
    cut(other, one);
    healLater();
  }

  private void flap(int times) {
    int one = anyNode().place();
    int other = anyNode().place();
    cut(one, other);
    cut(other, one);
    world
        .queue()
        .in(
            random.nextLong(400 * MILLI),
            () -> {
              world.network().join(one, other);
              world.network().join(other, one);
            });
    if (times > 0 && world.isBusy()) {
      world.queue().in(random.nextLong(800 * MILLI), () -> flap(times - 1));
    }
  }

  private void slowNode() {
    int victim = anyNode().place();
    say("slow " + victim);
    world.network().slow(victim, random.nextLong(700 * MILLI));
    healLater();
  }

  private void failRegister() {
    long nanos = random.nextLong(4_000 * MILLI);
    say("register without quorum " + nanos / MILLI);
    world.register().fail(nanos);
  }

  private void handOver() {
    List<MemberId> targets =
        new ArrayList<>(
            world.register().current().map(Configuration::inSync).map(List::copyOf).orElse(List.of()));
    if (!targets.isEmpty()) {
      MemberId target = targets.get(random.nextInt(targets.size()));
      SimulatedNode primary = world.likelyPrimary(random);
      say("hand over from " + primary.member() + " to " + target);
      primary.take(new Input.HandOver(target));
    }
  }

  private void cut(int from, int to) {
    if (from != to) {
      world.network().cut(from, to);
    }
  }

  private void healLater() {
    world.queue().in(random.nextLong(5_000 * MILLI), world.network()::joinAll);
  }

  private SimulatedNode anyNode() {
    return world.nodes().get(random.nextInt(world.nodes().size()));
  }

  private void say(String what) {
    world.trace().say(() -> "--- " + what);
  }
}
