package io.aitta.replica;

import io.aitta.core.replication.Replica;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.journal.RestoredCopy;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.Now;
import io.aitta.core.replication.protocol.Output;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.core.replication.protocol.Standing;
import io.aitta.durability.NodeDisk;
import io.aitta.durability.PartitionDisk;
import io.aitta.register.ConfigurationRegister;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * Runs the replica of one partition. A replica that fails is not run again in this process: what it
 * had promised is not known any more, and its host ends the node.
 */
final class ReplicaActor extends AbstractBehavior<ReplicaEvent> implements ReplicaSurroundings {
  private final int number;
  private final ReplicaParts parts;
  private final ActorRef<ReplicaEvent> self;
  private final ReplicaRunner runner;
  private final ReplicaTally.Share tally;
  private final OwnerLog log;
  private final Optional<PartitionDisk> disk;
  private boolean sweeping;

  private ReplicaActor(
      ActorContext<ReplicaEvent> context,
      int number,
      ReplicaParts parts,
      Optional<PartitionDisk> disk,
      Optional<RestoredCopy> restored) {
    super(context);
    this.disk = disk;
    this.number = number;
    this.parts = parts;
    this.self = context.getSelf();
    this.log = new OwnerLog(number, parts.self(), parts.tally()::ownerChanged);
    this.tally = parts.tally().new Share();
    Replica.Parts core =
        new Replica.Parts(
            parts.self(),
            parts.settings().replication(),
            parts.opener(number),
            parts.disk().map(NodeDisk::limits));
    Replica replica =
        restored.map(copy -> new Replica(core, copy)).orElseGet(() -> new Replica(core));
    this.runner = new ReplicaRunner(number, replica, this, ReplicaActor::now);
    parts.tally().runs();
    runner.begin();
  }

  static Behavior<ReplicaEvent> create(int number, ReplicaParts parts) {
    Behavior<ReplicaEvent> behavior =
        parts
            .disk()
            .map(disk -> RestoringReplica.create(number, parts, disk))
            .orElseGet(() -> goOn(number, parts, Optional.empty(), Optional.empty()));
    return Behaviors.supervise(behavior)
        .onFailure(SupervisorStrategy.stop().withLoggingEnabled(false));
  }

  /** Runs it with what came from the disk. */
  static Behavior<ReplicaEvent> goOn(
      int number,
      ReplicaParts parts,
      Optional<PartitionDisk> disk,
      Optional<RestoredCopy> restored) {
    return Behaviors.setup(context -> new ReplicaActor(context, number, parts, disk, restored));
  }

  @Override
  public Receive<ReplicaEvent> createReceive() {
    return newReceiveBuilder()
        .onMessage(ReplicaEvent.Take.class, event -> take(event.input()))
        .onMessage(ReplicaEvent.RegisterSaid.class, this::onRegisterSaid)
        .onMessage(ReplicaEvent.Unreadable.class, ReplicaActor::onUnreadable)
        .onMessageEquals(ReplicaEvent.Signal.WORK, this::onWork)
        .onMessageEquals(ReplicaEvent.Signal.TICK, this::onTick)
        .onMessageEquals(ReplicaEvent.Signal.SWEEP, this::onSweep)
        .onMessageEquals(ReplicaEvent.Signal.SWEEP_ON, this::sweep)
        .build();
  }

  @Override
  public void send(MemberId to, ReplicaMessage message) {
    parts.post().send(number, to, message);
  }

  @Override
  public void read(long call) {
    parts.register().read(number, answer -> tell(call, answer));
  }

  @Override
  public void propose(long call, Optional<Configuration> expected, Configuration next) {
    parts.register().propose(number, expected, next, answer -> tell(call, answer));
  }

  @Override
  public void store(Output.Store store) {
    disk.orElseThrow().store(store.number(), store.record(), store.awaited());
  }

  @Override
  public void forgetBefore(long record) {
    disk.orElseThrow().forgetBefore(record);
  }

  @Override
  public Inbox serve(long epoch) {
    Inbox inbox =
        new Inbox(epoch, parts.settings().maxQueued(), () -> self.tell(ReplicaEvent.Signal.WORK));
    parts.led().open(number, inbox);
    return inbox;
  }

  @Override
  public void serveNoMore(Inbox inbox) {
    parts.led().close(number, inbox);
  }

  /** Who has just become idle ticks no more, and would keep what it counted last to itself. */
  @Override
  public void stands(Standing standing) {
    runner.tally(tally);
    log.stands(standing);
    listen(parts.rhythm().ticks(), standing.part() != Standing.Part.IDLE);
    listen(parts.rhythm().sweeps(), standing.servedEpoch().isPresent());
    parts.standings().accept(number, standing);
  }

  private void listen(Pulse pulse, boolean wanted) {
    if (wanted) {
      pulse.listen(number, self);
    } else {
      pulse.leave(number);
    }
  }

  private Behavior<ReplicaEvent> take(Input input) {
    if (input instanceof Input.Died died) {
      log.died(died.member());
    }
    runner.take(input);
    return this;
  }

  private Behavior<ReplicaEvent> onRegisterSaid(ReplicaEvent.RegisterSaid said) {
    runner.registerSaid(said.call(), said.answer());
    return this;
  }

  /** Found out later: its node cannot keep any more what it promises to. */
  private static Behavior<ReplicaEvent> onUnreadable(ReplicaEvent.Unreadable unreadable) {
    throw unreadable.fault();
  }

  private Behavior<ReplicaEvent> onTick() {
    parts.rhythm().ticks().heard(number);
    runner.take(new Input.Tick());
    runner.tally(tally);
    return this;
  }

  private Behavior<ReplicaEvent> onWork() {
    runner.turn();
    return this;
  }

  private Behavior<ReplicaEvent> onSweep() {
    parts.rhythm().sweeps().heard(number);
    return sweeping ? this : sweep();
  }

  private Behavior<ReplicaEvent> sweep() {
    sweeping = runner.sweep();
    runner.gauge(parts.gauges());
    if (sweeping) {
      self.tell(ReplicaEvent.Signal.SWEEP_ON);
    }
    return this;
  }

  /** On any thread. */
  private void tell(long call, ConfigurationRegister.Answer answer) {
    self.tell(new ReplicaEvent.RegisterSaid(call, answer));
  }

  private static Now now() {
    return new Now(System.nanoTime(), System.currentTimeMillis());
  }
}
