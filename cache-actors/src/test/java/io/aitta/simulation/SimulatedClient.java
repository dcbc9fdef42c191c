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
  private final boolean stays;
  private long number;
  private Task task;
  private long begun;
  private boolean unanswered;
  private int attempt;
  private boolean idle = true;
  private Optional<Integer> served = Optional.empty();

  SimulatedClient(Simulation world, int place, SplittableRandom random) {
    this.world = world;
    this.place = place;
    this.random = random;
    boolean reader = random.nextInt(3) == 0;
    this.workload = new Workload(world.caches(), random.split(), reader);
    this.acknowledges = random.nextInt(4) > 0;
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
    Optional<RequestId> id =
        task.operation().writes() ? Optional.of(new RequestId(place, number)) : Optional.empty();
    long left = begun + TIMEOUT - world.now();
    Task asked = task;
    long below = acknowledges ? number : 0;
    world
        .network()
        .send(
            place,
            target.place(),
            () ->
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
                                () -> onOutcome(target.place(), of, sent, had, outcome))));
    world.queue().in(RESEND, () -> onSilence(of, sent));
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
    served = Optional.empty();
    if (world.now() - begun >= TIMEOUT) {
      end(Optional.empty());
    } else {
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
    world.queue().in(random.nextLong(60 * MILLI), this::start);
  }
}
