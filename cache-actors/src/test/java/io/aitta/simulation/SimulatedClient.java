package io.aitta.simulation;

import io.aitta.core.replication.history.RequestId;
import io.aitta.core.replication.protocol.Outcome;
import io.aitta.core.reply.Reply;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Asks one thing after another, and each again under the same id until it has an answer or its time
 * is over, as a gateway does.
 */
final class SimulatedClient {
  private static final long MILLI = 1_000_000;
  private static final long TIMEOUT = 5_000 * MILLI;
  private static final long RESEND = 700 * MILLI;
  private static final long RETRY = 40 * MILLI;

  private final Simulation world;
  private final int place;
  private final SplittableRandom random;
  private final Workload workload;
  private final boolean acknowledges;

  /** Whether it gives its writes names rather than numbers. */
  private final boolean names;

  private final boolean stays;

  /** Readers are impatient: of many keys some can be read where others wait. */
  private final long timeout;

  private long number;
  private Task task;
  private long begun;
  private int lossesBefore;
  private boolean unanswered;
  private int attempt;
  private boolean idle = true;
  private Optional<Integer> served = Optional.empty();

  /**
   * A client.
   *
   * @param reader whether it only reads, of whoever answered last, and soon gives up
   */
  SimulatedClient(Simulation world, int place, SplittableRandom random, boolean reader) {
    this.world = world;
    this.place = place;
    this.random = random;
    this.workload = new Workload(world.caches(), random.split(), reader);
    this.acknowledges = random.nextInt(4) > 0;
    this.names = random.nextInt(3) == 0;
    this.timeout = reader ? (100 + 4 * world.plan().delayMillis()) * MILLI : TIMEOUT;
    this.stays = reader || random.nextInt(3) == 0;
  }

  void start() {
    if (world.isBusy()) {
      begin(workload.next());
    }
  }

  boolean isIdle() {
    return idle;
  }

  /** Asks for one thing of somebody else's choice. */
  void begin(Task chosen) {
    task = chosen;
    number++;
    begun = world.now();
    lossesBefore = world.watch().losses();
    unanswered = false;
    idle = false;
    send();
  }

  private void send() {
    attempt++;
    int sent = attempt;
    long of = number;
    boolean had = unanswered;
    unanswered = true;
    SimulatedNode target = target();
    Optional<RequestId> id = task.operation().writes() ? Optional.of(id()) : Optional.empty();
    long left = begun + timeout - world.now();
    Task asked = task;
    long below = names ? Long.MIN_VALUE : acknowledges ? number : 0;
    world
        .network()
        .send(
            place,
            target.place(),
            () -> {
              if (!hasOutlived(of)) {
                target.ask(
                    id,
                    below,
                    asked.cache(),
                    asked.operation(),
                    left,
                    outcome ->
                        world
                            .network()
                            .send(
                                target.place(),
                                place,
                                () -> onOutcome(target.place(), of, sent, had, outcome)));
              }
            });
    world.queue().in(Math.min(RESEND, timeout), () -> onSilence(of, sent));
  }

  private RequestId id() {
    return names
        ? RequestId.named(((long) place << Integer.SIZE) | number, number)
        : new RequestId(place, number);
  }

  /** Who remembered that it was done is dead: what still is on its way might be done again. */
  private boolean hasOutlived(long of) {
    return world.watch().losses() > 0 && (idle || of != number);
  }

  /** Some clients stay with whoever answered last, as long as it does. */
  private SimulatedNode target() {
    if (stays && served.isPresent()) {
      return world.nodes().get(served.get());
    }
    return world.likelyPrimary(random);
  }

  private void onOutcome(int from, long of, int sent, boolean had, Outcome outcome) {
    if (of != number || idle) {
      return;
    }
    if (outcome instanceof Outcome.Done done && (sent == attempt || task.operation().writes())) {
      served = Optional.of(from);
      end(Optional.of(done.reply()));
    } else if (sent == attempt) {
      // A message that is doubled may be done although another of it was refused.
      boolean sure = outcome instanceof Outcome.Refused && world.plan().doubling() == 0;
      unanswered = had || !sure;
      served = Optional.empty();
      boolean hopeless =
          outcome instanceof Outcome.Unknown unknown && unknown.doubt() == Outcome.Doubt.FORGOTTEN;
      again(of, sent, hopeless);
    }
  }

  private void again(long of, int sent, boolean hopeless) {
    if (hopeless) {
      end(Optional.empty());
    } else {
      world.queue().in(RETRY + random.nextLong(RETRY), () -> onSilence(of, sent));
    }
  }

  private void onSilence(long of, int sent) {
    if (of != number || sent != attempt || idle) {
      return;
    }
    if (world.now() - begun >= timeout) {
      end(Optional.empty());
    } else {
      served = Optional.empty();
      send();
    }
  }

  private void end(Optional<Reply> reply) {
    idle = true;
    long now = world.now();
    world
        .trace()
        .say(() -> "client " + place + " #" + number + " " + task.operation() + ": " + reply);
    if (reply.isPresent()) {
      workload.learn(task, reply.get());
      task.calls(reply.get(), begun, now).forEach(world.log()::add);
    } else if (unanswered) {
      task.unknown(begun).ifPresent(world.log()::add);
    }
    for (int loss = lossesBefore; loss < world.watch().losses(); loss++) {
      // It may have been done once before all was lost, and once more afterwards.
      task.unknown(begun).ifPresent(world.log()::add);
    }
    world.queue().in(random.nextLong(60 * MILLI), this::start);
  }
}
