package io.aitta.register;

import io.aitta.core.register.model.VoterId;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.voter.TestingDisk;
import io.aitta.voter.VoterStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * A cluster of registrars in one thread, with a time of its own. All that happens follows from the
 * seed.
 */
final class TestingCluster {
  /** Soon the clock overflows, as clocks of nanoseconds may. */
  private static final long START = Long.MAX_VALUE - Duration.ofSeconds(20).toNanos();

  private static final long MOST_DELAY = Duration.ofMillis(3).toNanos();

  private final SplittableRandom random;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
  private final List<TestingMember> members = new ArrayList<>();
  private final Set<String> cut = new TreeSet<>();
  private int ages;
  private long wallClock;
  private double lost;
  private double repeated;
  private long number;
  private long now = START;

  TestingCluster(long seed) {
    random = new SplittableRandom(seed);
  }

  /**
   * Something that will happen.
   *
   * @param at nanoseconds since the start
   */
  private record Event(long at, long number, Runnable action) {}

  /** From now on messages get lost or come twice with these probabilities. */
  void unsteady(double lossRate, double repeatRate) {
    lost = lossRate;
    repeated = repeatRate;
  }

  /** A new member, the youngest, with its words in memory. */
  TestingMember join(String name) {
    MemberId id = newProcess(name);
    return join(id, VoterStore.open(Optional.empty(), name, id.incarnation()));
  }

  /** A new member, the youngest, with its words on that disk. */
  TestingMember join(String name, TestingDisk disk) {
    MemberId id = newProcess(name);
    try {
      return join(id, VoterStore.onDisk(disk, name, id.incarnation()));
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  private MemberId newProcess(String name) {
    return new MemberId(name, new UUID(random.nextLong(), random.nextLong()));
  }

  private TestingMember join(MemberId id, VoterStore store) {
    TestingMember member = new TestingMember(this, id, ages, store, random.split());
    ages++;
    members.add(member);
    members.forEach(TestingMember::speak);
    member.start();
    return member;
  }

  /** The process ends; nobody knows it for certain. */
  void crash(TestingMember member) {
    member.stop();
  }

  /** All that live are told that the process has ended. */
  void proveDead(TestingMember member) {
    members.forEach(other -> other.onDied(member.id()));
  }

  /** It is no member any more. */
  void remove(TestingMember member) {
    members.remove(member);
  }

  /** Nothing goes to or from that node any more. */
  void isolate(TestingMember member) {
    cut.add(member.id().node());
  }

  void reconnect(TestingMember member) {
    cut.remove(member.id().node());
  }

  List<TestingMember> members() {
    return members;
  }

  List<TestingMember> living() {
    return members.stream().filter(TestingMember::lives).toList();
  }

  boolean isReachable(TestingMember member) {
    return member.lives() && !cut.contains(member.id().node());
  }

  long now() {
    return now;
  }

  SplittableRandom random() {
    return random;
  }

  /** The latest process of that voter. */
  Optional<TestingMember> member(VoterId voter) {
    return members.stream().filter(it -> it.voter().equals(voter)).reduce((one, later) -> later);
  }

  /** The time of day, in milliseconds. */
  long wallClock() {
    return wallClock;
  }

  /** From now on that is the time of day. */
  void wallClock(long millis) {
    wallClock = millis;
  }

  /** Carries something, after a while, if nothing is in its way. */
  void carry(TestingMember from, TestingMember to, Runnable arrival) {
    for (int copies = random.nextDouble() < repeated ? 2 : 1; copies > 0; copies--) {
      if (random.nextDouble() >= lost && isReachable(from)) {
        after(
            random.nextLong(MOST_DELAY),
            () -> {
              if (isReachable(to)) {
                arrival.run();
              }
            });
      }
    }
  }

  void after(long nanos, Runnable action) {
    events.add(new Event(at(now + nanos), number++, action));
  }

  void run(Duration time) {
    runUntil(() -> false, time);
  }

  /** Lets time pass until that is so; false where it never was. */
  boolean runUntil(BooleanSupplier goal, Duration atMost) {
    long end = at(now + atMost.toNanos());
    while (!goal.getAsBoolean()) {
      if (events.isEmpty() || events.peek().at() > end) {
        now = end + START;
        return goal.getAsBoolean();
      }
      Event next = events.remove();
      now = next.at() + START;
      next.action().run();
    }
    return true;
  }

  private static long at(long time) {
    return time - START;
  }
}
