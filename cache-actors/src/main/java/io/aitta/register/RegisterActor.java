package io.aitta.register;

import io.aitta.core.replication.configuration.MemberId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** Carries calls, words of other nodes and time to the registrar, one at a time. */
final class RegisterActor extends AbstractBehavior<RegisterEvent> {
  private static final Duration LOOK_INTERVAL = Duration.ofMillis(100);

  private final Registrar registrar;
  private final Supplier<Roster> members;
  private final Intake posts;
  private final LongSupplier nanoTime;
  private final TimerScheduler<RegisterEvent> timers;
  private final List<Call> together = new ArrayList<>();
  private final List<CompletableFuture<Done>> leaving = new ArrayList<>();
  private OptionalLong alarm = OptionalLong.empty();

  private RegisterActor(
      ActorContext<RegisterEvent> context,
      TimerScheduler<RegisterEvent> timers,
      Registrar registrar,
      Supplier<Roster> members,
      Intake posts,
      LongSupplier nanoTime) {
    super(context);
    this.timers = timers;
    this.registrar = registrar;
    this.members = members;
    this.posts = posts;
    this.nanoTime = nanoTime;
    timers.startTimerWithFixedDelay(new RegisterEvent.Look(), LOOK_INTERVAL);
  }

  /**
   * The actor.
   *
   * @param members looks at the members of the cluster
   * @param posts took in the words of other nodes
   */
  static Behavior<RegisterEvent> create(
      Registrar registrar, Supplier<Roster> members, Intake posts, LongSupplier nanoTime) {
    Behavior<RegisterEvent> behavior =
        Behaviors.withTimers(
            timers ->
                Behaviors.setup(
                    context ->
                        new RegisterActor(context, timers, registrar, members, posts, nanoTime)));
    // What a voter has said must outlive a fault.
    return Behaviors.supervise(behavior).onFailure(SupervisorStrategy.resume());
  }

  @Override
  public Receive<RegisterEvent> createReceive() {
    return newReceiveBuilder()
        .onMessage(RegisterEvent.Asked.class, this::onAsked)
        .onMessage(RegisterEvent.AskTogether.class, event -> onAskTogether())
        .onMessage(RegisterEvent.Posted.class, this::onPosted)
        .onMessage(RegisterEvent.Died.class, event -> onDied(event.member()))
        .onMessage(RegisterEvent.Leaving.class, this::onLeaving)
        .onMessage(RegisterEvent.Look.class, event -> onLook())
        .onMessage(RegisterEvent.Alarm.class, event -> onAlarm())
        .onSignal(PostStop.class, signal -> onStop())
        .build();
  }

  private Behavior<RegisterEvent> onAsked(RegisterEvent.Asked asked) {
    together.add(asked.call());
    if (together.size() == 1) {
      getContext().getSelf().tell(new RegisterEvent.AskTogether());
    }
    return this;
  }

  private Behavior<RegisterEvent> onAskTogether() {
    List<Call> calls = List.copyOf(together);
    together.clear();
    registrar.onCalls(nanoTime.getAsLong(), calls);
    return goOn();
  }

  private Behavior<RegisterEvent> onPosted(RegisterEvent.Posted posted) {
    posts.release();
    registrar.onPost(nanoTime.getAsLong(), posted.from(), posted.post());
    return goOn();
  }

  private Behavior<RegisterEvent> onDied(MemberId member) {
    registrar.onDied(nanoTime.getAsLong(), member);
    return goOn();
  }

  private Behavior<RegisterEvent> onLeaving(RegisterEvent.Leaving event) {
    leaving.add(event.dispensable());
    return onLook();
  }

  private Behavior<RegisterEvent> onLook() {
    registrar.onLook(nanoTime.getAsLong(), members.get());
    return goOn();
  }

  private Behavior<RegisterEvent> onAlarm() {
    alarm = OptionalLong.empty();
    registrar.onTick(nanoTime.getAsLong());
    return goOn();
  }

  private Behavior<RegisterEvent> onStop() {
    registrar.onCalls(nanoTime.getAsLong(), List.copyOf(together));
    registrar.stop();
    return this;
  }

  private Behavior<RegisterEvent> goOn() {
    registrar.wakeAt().ifPresent(this::setAlarm);
    if (!leaving.isEmpty() && registrar.isDispensable()) {
      leaving.forEach(waiting -> waiting.complete(Done.getInstance()));
      leaving.clear();
    }
    return this;
  }

  /** Unless it rings before that time anyhow. */
  private void setAlarm(long time) {
    if (alarm.isEmpty() || time - alarm.getAsLong() < 0) {
      alarm = OptionalLong.of(time);
      Duration left = Duration.ofNanos(Math.max(1, time - nanoTime.getAsLong()));
      timers.startSingleTimer(new RegisterEvent.Alarm(), left);
    }
  }
}
