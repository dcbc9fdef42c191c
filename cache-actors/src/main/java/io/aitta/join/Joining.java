package io.aitta.join;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.MemberStatus;

/** Finds the seeds, joins, and stops the node when nobody has let it in in time. */
final class Joining extends AbstractBehavior<Joining.Event> {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  /** A cluster that has a dead node to remove first makes nobody a full member meanwhile. */
  private static final int TIMES_TO_BE_FULL = 3;

  /**
   * Seeds may come up later than this node, and refuse it as soon as they have. Where a seed is
   * somebody else's port each knock costs a stream of Artery, which by default ends the system when
   * more than five are lost within five seconds.
   */
  private static final Duration KNOCK_AGAIN = Duration.ofSeconds(2);

  private final TimerScheduler<Event> timers;
  private final JoinSettings settings;
  private final SeedSource source;
  private final org.apache.pekko.actor.ActorRef door;
  private final Cluster cluster;
  private final Executor blocking;
  private String looked;
  private boolean known;
  private List<Address> others = List.of();

  sealed interface Event {}

  private record Found(List<Seed> seeds) implements Event {}

  private record NotFound(String why) implements Event {}

  private enum Signal implements Event {
    LOOK,
    KNOCK,
    TIME_IS_UP
  }

  private Joining(
      ActorContext<Event> context,
      TimerScheduler<Event> timers,
      JoinSettings settings,
      SeedSource source,
      org.apache.pekko.actor.ActorRef door) {
    super(context);
    this.timers = timers;
    this.settings = settings;
    this.source = source;
    this.door = door;
    this.looked = source.origin() + " was not read yet";
    this.cluster = Cluster.get(context.getSystem());
    this.blocking = context.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
  }

  static Behavior<Event> create(
      JoinSettings settings, SeedSource source, org.apache.pekko.actor.ActorRef door) {
    return Behaviors.withTimers(
        timers ->
            Behaviors.setup(
                context -> {
                  timers.startSingleTimer(Signal.TIME_IS_UP, settings.timeout());
                  context.getSelf().tell(Signal.LOOK);
                  return new Joining(context, timers, settings, source, door);
                }));
  }

  @Override
  public Receive<Event> createReceive() {
    return newReceiveBuilder()
        .onMessageEquals(Signal.LOOK, this::look)
        .onMessage(Found.class, this::onFound)
        .onMessage(NotFound.class, this::onNotFound)
        .onMessageEquals(Signal.KNOCK, this::knock)
        .onMessageEquals(Signal.TIME_IS_UP, this::onTimeIsUp)
        .build();
  }

  private Behavior<Event> look() {
    var self = getContext().getSelf();
    blocking.execute(
        () -> {
          try {
            self.tell(new Found(source.find()));
          } catch (UnknownHostException unknown) {
            self.tell(new NotFound(source.origin() + " has no address"));
          }
        });
    return this;
  }

  private Behavior<Event> onFound(Found found) {
    List<Address> asked =
        ContactPoints.of(cluster.selfAddress(), found.seeds(), source.ordered(), settings.form());
    if (asked.isEmpty()) {
      return onNotFound(new NotFound(source.origin() + " leads to this node alone"));
    }
    looked =
        "asked " + String.join(", ", asked.stream().map(Seed::of).map(Seed::toString).toList());
    others = asked.stream().filter(node -> !node.equals(cluster.selfAddress())).toList();
    timers.startTimerWithFixedDelay(Signal.KNOCK, Duration.ZERO, KNOCK_AGAIN);
    cluster.joinSeedNodes(asked);
    return this;
  }

  private Behavior<Event> knock() {
    if (isOutside()) {
      door.tell(new Door.Knock(others), org.apache.pekko.actor.ActorRef.noSender());
    } else {
      timers.cancel(Signal.KNOCK);
    }
    return this;
  }

  private boolean isOutside() {
    return cluster.selfMember().status().equals(MemberStatus.removed());
  }

  private Behavior<Event> onNotFound(NotFound notFound) {
    looked = notFound.why();
    timers.startSingleTimer(Signal.LOOK, LOOK_AGAIN);
    return this;
  }

  private Behavior<Event> onTimeIsUp() {
    MemberStatus status = cluster.selfMember().status();
    if (status.equals(MemberStatus.joining()) && !known) {
      known = true;
      timers.startSingleTimer(Signal.TIME_IS_UP, settings.timeout().multipliedBy(TIMES_TO_BE_FULL));
      return this;
    }
    if (status.equals(MemberStatus.joining())) {
      stop(notMadeFull());
    } else if (isOutside()) {
      stop(nobodyAnswered());
    }
    return Behaviors.stopped();
  }

  private void stop(String sentence) {
    CoordinatedShutdown.get(getContext().getSystem()).run(new CannotJoin(sentence));
  }

  private String notMadeFull() {
    return "the cluster has known this node for more than %d ms and not made it a full member (%s):"
        .concat(" see that its other nodes run and reach each other, and start this one again")
        .formatted(settings.timeout().multipliedBy(TIMES_TO_BE_FULL).toMillis(), looked);
  }

  private String nobodyAnswered() {
    return "no node of the cluster let this one in within %d ms (%s): start one of them first, or"
        .concat(" start this one with aitta.cluster.form = on to form a new cluster")
        .formatted(settings.timeout().toMillis(), looked);
  }
}
