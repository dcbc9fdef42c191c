package io.aitta.simulation;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.ConfigurationFormat;
import io.aitta.core.replication.protocol.Input;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A linearizable register that may take long, lose questions or answers, and have no quorum. A
 * proposal that was reported undecided may still be accepted later, which is harsher than the real
 * one; but not that of a process which is dead once another question was settled meanwhile: voters
 * have promised that one's ballot, and only who lives asks again with a higher one.
 */
final class SimulatedRegister {
  private static final long MILLI = 1_000_000;
  private static final long PATIENCE = 1_500 * MILLI;

  private final EventQueue queue;
  private final SplittableRandom random;
  private final Consumer<Configuration> changes;
  private Optional<Configuration> current = Optional.empty();
  private final Map<Integer, Long> cutUntil = new HashMap<>();
  private long outUntil;
  private long settled;
  private boolean healed;

  /**
   * @param changes hears of each configuration at the moment it is decided
   */
  SimulatedRegister(EventQueue queue, SplittableRandom random, Consumer<Configuration> changes) {
    this.queue = queue;
    this.random = random;
    this.changes = changes;
  }

  Optional<Configuration> current() {
    return current;
  }

  /** Has no quorum for a while. */
  void fail(long nanos) {
    outUntil = queue.now() + nanos;
  }

  /** Does not reach one node for a while. */
  void cut(int place, long nanos) {
    cutUntil.put(place, queue.now() + nanos);
  }

  void heal() {
    healed = true;
    outUntil = 0;
    cutUntil.clear();
  }

  void read(int place, long call, Consumer<Input> reply) {
    ask(place, call, reply, () -> {});
  }

  void propose(
      int place,
      long call,
      Optional<Configuration> expected,
      Configuration next,
      BooleanSupplier alive,
      Consumer<Input> reply) {
    long before = settled;
    ask(
        place,
        call,
        reply,
        () -> {
          if (alive.getAsBoolean() || settled == before) {
            decide(expected, next);
          }
        });
  }

  private void decide(Optional<Configuration> expected, Configuration next) {
    if (current.equals(expected)) {
      current = Optional.of(ConfigurationFormat.fromBytes(ConfigurationFormat.toBytes(next)));
      changes.accept(next);
    }
  }

  private void ask(int place, long call, Consumer<Input> reply, Runnable change) {
    boolean[] answered = {false};
    Consumer<Input> once =
        answer -> {
          if (!answered[0]) {
            answered[0] = true;
            reply.accept(answer);
          }
        };
    queue.in(PATIENCE, () -> once.accept(new Input.Undecided(call)));
    if (!happens(20)) {
      queue.in(delay(), () -> answer(place, call, once, change));
    }
  }

  private void answer(int place, long call, Consumer<Input> reply, Runnable change) {
    if (queue.now() < outUntil || queue.now() < cutUntil.getOrDefault(place, 0L)) {
      return;
    }
    change.run();
    settled++;
    if (!happens(20)) {
      Optional<Configuration> seen = current;
      queue.in(delay(), () -> reply.accept(new Input.Decided(call, seen)));
    }
  }

  private boolean happens(int onceIn) {
    return !healed && random.nextInt(onceIn) == 0;
  }

  private long delay() {
    boolean slow = happens(12);
    return MILLI / 2 + random.nextLong((slow ? 4_000 : 8) * MILLI);
  }
}
