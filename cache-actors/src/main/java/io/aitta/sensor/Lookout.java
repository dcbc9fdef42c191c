package io.aitta.sensor;

import io.aitta.core.replication.configuration.MemberId;
import io.aitta.directory.Directory;
import io.aitta.directory.Peer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;

/** Looks in the directory who is to be watched, and has them watched. */
final class Lookout extends AbstractBehavior<Lookout.Event> {
  private final Directory directory;
  private final DeathSensor sensor;
  private final WatchList list;
  private final DeathNotice notice;
  private final Executor blocking;

  /** What it hears. */
  sealed interface Event {}

  /** It is time to look, or something has changed. */
  private record Look() implements Event {}

  /** The host of that process has this address. */
  private record Found(Subject subject, InetAddress host) implements Event {}

  /** The host of that process has no address now. */
  private record NotFound(Subject subject) implements Event {}

  /** What it looks at and acts by. */
  record Tools(Directory directory, DeathSensor sensor, WatchList list, DeathNotice notice) {}

  private Lookout(ActorContext<Event> context, Tools tools) {
    super(context);
    this.directory = tools.directory();
    this.sensor = tools.sensor();
    this.list = tools.list();
    this.notice = tools.notice();
    this.blocking = context.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
  }

  static Behavior<Event> create(Tools tools, Duration interval) {
    Behavior<Event> behavior =
        Behaviors.withTimers(
            timers ->
                Behaviors.setup(
                    context -> {
                      timers.startTimerWithFixedDelay(new Look(), interval);
                      return new Lookout(context, tools).listening();
                    }));
    // The timer asks again, whatever failed.
    return Behaviors.supervise(behavior).onFailure(SupervisorStrategy.resume());
  }

  private Lookout listening() {
    Cluster.get(getContext().getSystem())
        .subscriptions()
        .tell(
            Subscribe.create(
                getContext().messageAdapter(ClusterEvent.MemberEvent.class, event -> new Look()),
                ClusterEvent.MemberEvent.class));
    return this;
  }

  @Override
  public Receive<Event> createReceive() {
    return newReceiveBuilder()
        .onMessage(Look.class, event -> onLook())
        .onMessage(Found.class, this::onFound)
        .onMessage(NotFound.class, this::onNotFound)
        .build();
  }

  private Behavior<Event> onLook() {
    notice.liftMarks();
    List<Subject> subjects =
        Subject.among(
            directory.peers().stream().map(Peer::node), directory.statuses(), directory.self());
    WatchList.Changes changes = list.update(subjects);
    changes.watch().forEach(this::find);
    changes.replaced().forEach(sensor::replaced);
    changes.forget().forEach(sensor::forget);
    Subject.ended(directory.statuses(), directory.self()).stream()
        .filter(member -> !list.dead().contains(member))
        .forEach(this::buryWithoutLooking);
    return this;
  }

  /** Its successor has its disk, so it has ended wherever its ports were. */
  private void buryWithoutLooking(MemberId ended) {
    notice.accept(ended);
    sensor.forget(ended);
  }

  /** Names are looked up by others: that may take long. */
  private void find(Subject subject) {
    String host = subject.node().address().getHost().orElseThrow();
    getContext()
        .pipeToSelf(
            CompletableFuture.supplyAsync(() -> resolve(host), blocking),
            (found, failure) ->
                failure == null ? new Found(subject, found) : new NotFound(subject));
  }

  private static InetAddress resolve(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException unknown) {
      throw new CompletionException(unknown);
    }
  }

  private Behavior<Event> onFound(Found found) {
    Subject subject = found.subject();
    if (list.contains(subject.member())) {
      int artery = subject.node().address().getPort().orElseThrow();
      sensor.watch(
          subject.member(),
          new InetSocketAddress(found.host(), subject.sensorPort()),
          new InetSocketAddress(found.host(), artery));
    }
    return this;
  }

  private Behavior<Event> onNotFound(NotFound notFound) {
    list.missed(notFound.subject().member());
    return this;
  }
}
