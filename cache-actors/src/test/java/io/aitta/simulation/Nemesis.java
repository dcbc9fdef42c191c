package io.aitta.simulation;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.core.replication.protocol.Standing;
import io.aitta.simulation.SimulatedNode.PauseAt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Breaks things: one fault after another, several at a time, each for a while. */
final class Nemesis {
  private static final long MILLI = 1_000_000;

  /** In milliseconds. */
  private static final long HOUR = 3_600_000;

  /** In bytes; of the entries that clients write some are larger. */
  private static final long LARGE = 120;

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
    long rest = world.plan().onlyIsolations() ? 2_000 * MILLI : 1;
    world.queue().in(rest + random.nextLong(2 * mean), this::strike);
  }

  private void strike() {
    if (!world.isBusy()) {
      return;
    }
    faults++;
    if (world.plan().onlyIsolations()) {
      isolate(world.likelyPrimary(random).place(), true);
    } else {
      strikeAnyhow();
    }
    later();
  }

  private void strikeAnyhow() {
    if (world.plan().keeps() && random.nextInt(6) == 0) {
      strikeDisks();
    }
    switch (random.nextInt(16)) {
      case 0, 1 -> crash(anyNode());
      case 2, 3 -> pause(likelyVictim());
      case 4 -> split();
      case 5, 6 -> isolate(likelyVictim().place(), random.nextBoolean());
      case 7 -> oneWay();
      case 8 -> bridge();
      case 9 -> flap(3 + random.nextInt(6));
      case 10 -> slowNode();
      case 11 -> failRegister();
      case 12 -> trouble(anyKind());
      case 13 -> trouble(anyKind().or(anyKind()));
      case 14 -> churn(anyNode().place(), 2 + random.nextInt(5));
      default -> stepClock();
    }
    if (random.nextInt(3) == 0) {
      handOver();
    }
    if (random.nextInt(3) == 0) {
      dismiss();
    }
    if (world.plan().operator() == Plan.Operator.RASH && random.nextInt(4) == 0) {
      force();
    }
    if (random.nextInt(3) == 0) {
      say("change caches");
      world.changeCaches(random);
    }
  }

  private void strikeDisks() {
    SimulatedNode victim = likelyVictim();
    long nanos = random.nextLong(5_000 * MILLI);
    switch (random.nextInt(4)) {
      case 0, 1 -> {
        say("crash everybody");
        world.crashAll(random);
      }
      case 2 -> {
        say("the disk of " + victim.member() + " stands still for " + nanos / MILLI);
        world.diskOf(victim.place()).standStill(nanos);
      }
      default -> {
        say("the disk of " + victim.member() + " fails for " + nanos / MILLI);
        world.diskOf(victim.place()).fail(nanos);
      }
    }
  }

  /** Mostly spares the last living process that is counted in: that loses data by design. */
  private void crash(SimulatedNode victim) {
    List<MemberId> inSync =
        world.register().current().map(Configuration::inSync).map(List::copyOf).orElse(List.of());
    boolean last =
        inSync.stream()
            .filter(member -> !member.equals(victim.member()))
            .noneMatch(member -> world.nodeOf(member).isPresent());
    boolean mayDie =
        !last || world.plan().operator() == Plan.Operator.CAREFUL || world.plan().keeps();
    if (victim.isAlive() && mayDie) {
      say("crash " + victim.member());
      world.crash(victim, 100 * MILLI + random.nextLong(3_000 * MILLI));
    }
  }

  private void pause(SimulatedNode victim) {
    PauseAt at = random.nextBoolean() ? PauseAt.BEFORE_STEP : PauseAt.BEFORE_SENDING;
    long nanos = 100 * MILLI + random.nextLong(4_000 * MILLI);
    say("pause " + victim.member() + " " + at + " " + nanos / MILLI);
    victim.pause(at, nanos);
  }

  /** Two sides; clients reach both, the register one. */
  private void split() {
    int nodes = world.plan().nodes();
    int left = random.nextInt(1 << nodes);
    say("split " + Integer.toBinaryString(left));
    long nanos = aWhile();
    for (int a = 0; a < nodes; a++) {
      for (int b = 0; b < nodes; b++) {
        if (((left >> a) & 1) != ((left >> b) & 1)) {
          cut(a, b, nanos);
        }
      }
      if (((left >> a) & 1) == 0) {
        world.register().cut(a, nanos);
      }
    }
  }

  private void isolate(int victim, boolean fromRegister) {
    long nanos = aWhile();
    say("isolate " + victim);
    for (int other = 0; other < world.plan().nodes(); other++) {
      cut(victim, other, nanos);
      cut(other, victim, nanos);
    }
    if (fromRegister) {
      world.register().cut(victim, nanos);
    }
  }

  private void oneWay() {
    int from = likelyVictim().place();
    int to = anyNode().place();
    say("cut one way " + from + " to " + to);
    cut(from, to, aWhile());
  }

  /** Two that cannot reach each other, though each reaches all others. */
  private void bridge() {
    int one = likelyVictim().place();
    int other = anyNode().place();
    say("cut between " + one + " and " + other);
    long nanos = aWhile();
    cut(one, other, nanos);
    cut(other, one, nanos);
  }

  private void flap(int times) {
    int one = anyNode().place();
    int other = anyNode().place();
    long nanos = random.nextLong(400 * MILLI);
    cut(one, other, nanos);
    cut(other, one, nanos);
    if (times > 0 && world.isBusy()) {
      world.queue().in(random.nextLong(800 * MILLI), () -> flap(times - 1));
    }
  }

  private void slowNode() {
    int victim = anyNode().place();
    say("slow " + victim);
    world.network().slow(victim, random.nextLong(1_500 * MILLI));
    world.queue().in(aWhile(), () -> world.network().slow(victim, 0));
  }

  private void stepClock() {
    SimulatedNode victim = likelyVictim();
    long millis = random.nextLong(-HOUR, HOUR);
    say("step the clock of " + victim.member() + " by " + millis);
    victim.stepClock(millis);
  }

  private void failRegister() {
    boolean away = random.nextInt(8) == 0;
    long nanos = random.nextLong((away ? world.plan().busyMillis() : 4_000) * MILLI);
    say("register without quorum " + nanos / MILLI);
    world.register().fail(nanos);
  }

  private Predicate<ReplicaMessage> anyKind() {
    Class<?>[] kinds = ReplicaMessage.class.getPermittedSubclasses();
    int kind = random.nextInt(kinds.length + 1);
    say("trouble with " + (kind < kinds.length ? kinds[kind].getSimpleName() : "what is large"));
    return kind < kinds.length ? kinds[kind]::isInstance : Nemesis::isLarge;
  }

  private static boolean isLarge(ReplicaMessage message) {
    if (message instanceof ReplicaMessage.Append append) {
      return append.change().bytes() > LARGE;
    }
    return message instanceof ReplicaMessage.CatchUp step && step.item().item().bytes() > LARGE;
  }

  private void trouble(Predicate<ReplicaMessage> with) {
    boolean lost = random.nextBoolean();
    world
        .network()
        .trouble(
            with,
            lost ? OptionalLong.empty() : OptionalLong.of(random.nextLong(3_000 * MILLI)),
            aWhile());
  }

  /** One member is let go and taken back, again and again. */
  private void churn(int place, int times) {
    SimulatedNode primary = world.likelyPrimary(random);
    MemberId member = world.nodes().get(place).member();
    say("let " + member + " go and take it back by " + primary.member());
    primary.take(new Input.Dismiss(member));
    primary.take(new Input.Recruit(member));
    if (times > 0 && world.isBusy()) {
      world.queue().in(random.nextLong(300 * MILLI), () -> churn(place, times - 1));
    }
  }

  private void handOver() {
    SimulatedNode primary = world.likelyPrimary(random);
    List<MemberId> targets = new ArrayList<>();
    world.register().current().map(Configuration::inSync).ifPresent(targets::addAll);
    targets.remove(primary.member());
    if (!targets.isEmpty()) {
      MemberId target = targets.get(random.nextInt(targets.size()));
      say("hand over from " + primary.member() + " to " + target);
      primary.take(new Input.HandOver(target));
      if (random.nextBoolean()) {
        strikeDuringHandOver(random.nextBoolean() ? primary : world.nodeOf(target).orElse(primary));
      }
    }
  }

  /** Draining, the register's decision and the other's recovery take some tens of milliseconds. */
  private void strikeDuringHandOver(SimulatedNode victim) {
    int kind = random.nextInt(4);
    world
        .queue()
        .in(
            random.nextLong(80 * MILLI),
            () -> {
              switch (kind) {
                case 0 -> crash(victim);
                case 1 -> pause(victim);
                case 2 -> isolate(victim.place(), random.nextBoolean());
                default -> failRegister();
              }
            });
  }

  /** One who led before, best of all, may still be sent what the others said to it then. */
  private void force() {
    Optional<SimulatedNode> founder =
        world.watch().leaders().stream()
            .flatMap(member -> world.nodeOf(member).stream())
            .filter(node -> node.replica().standing().part() == Standing.Part.IDLE)
            .findFirst();
    founder.ifPresent(
        node ->
            world
                .register()
                .current()
                .ifPresent(
                    current -> {
                      say("force " + node.member());
                      node.take(new Input.ForceClaim(current));
                    }));
  }

  /** Of one in sync, one who learns or one who has nothing; now and then at once taken back. */
  private void dismiss() {
    SimulatedNode primary = world.likelyPrimary(random);
    MemberId member = anyNode().member();
    say("dismiss " + member + " by " + primary.member());
    primary.take(new Input.Dismiss(member));
    if (random.nextInt(4) == 0) {
      primary.take(new Input.Recruit(member));
    }
  }

  private void cut(int from, int to, long nanos) {
    if (from != to) {
      world.network().cut(from, to);
      world.queue().in(nanos, () -> world.network().join(from, to));
    }
  }

  private long aWhile() {
    return 300 * MILLI + random.nextLong(4_500 * MILLI);
  }

  private SimulatedNode likelyVictim() {
    return random.nextBoolean() ? world.likelyPrimary(random) : anyNode();
  }

  private SimulatedNode anyNode() {
    return world.nodes().get(random.nextInt(world.nodes().size()));
  }

  private void say(String what) {
    world.trace().say(() -> "--- " + what);
  }
}
