package io.aitta.replica;

import io.aitta.core.replication.journal.CopyRestorer;
import io.aitta.core.replication.journal.RestoredCopy;
import io.aitta.core.replication.protocol.Input;
import io.aitta.durability.NodeDisk;
import io.aitta.durability.PartitionDisk;
import io.aitta.durability.UnreadableDiskException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * Waits for what the node's disk has of a partition, and then runs its replica. To others it is a
 * node that does not answer yet; what is said once, that somebody has died, it keeps in mind.
 */
final class RestoringReplica extends AbstractBehavior<ReplicaEvent> {
  private final int number;
  private final ReplicaParts parts;
  private final PartitionDisk disk;
  private final List<ReplicaEvent> deaths = new ArrayList<>();

  private RestoringReplica(
      ActorContext<ReplicaEvent> context, int number, ReplicaParts parts, NodeDisk disk) {
    super(context);
    this.number = number;
    this.parts = parts;
    this.disk =
        disk.open(
            number,
            () -> new CopyRestorer(parts.opener(number), parts.settings().replication().requests()),
            new Telling(context.getSelf()));
  }

  static Behavior<ReplicaEvent> create(int number, ReplicaParts parts, NodeDisk disk) {
    return Behaviors.setup(context -> new RestoringReplica(context, number, parts, disk));
  }

  @Override
  public Receive<ReplicaEvent> createReceive() {
    return newReceiveBuilder()
        .onMessage(ReplicaEvent.Restored.class, this::onRestored)
        .onMessage(ReplicaEvent.Unreadable.class, RestoringReplica::onUnreadable)
        .onMessage(ReplicaEvent.Take.class, this::onInput)
        .build();
  }

  private Behavior<ReplicaEvent> onRestored(ReplicaEvent.Restored restored) {
    deaths.forEach(getContext().getSelf()::tell);
    return ReplicaActor.goOn(number, parts, Optional.of(disk), restored.copy());
  }

  private static Behavior<ReplicaEvent> onUnreadable(ReplicaEvent.Unreadable unreadable) {
    throw unreadable.fault();
  }

  private Behavior<ReplicaEvent> onInput(ReplicaEvent.Take event) {
    if (event.input() instanceof Input.Died) {
      deaths.add(event);
    }
    return this;
  }

  /** Tells the actor, whichever behaviour it has by then. */
  private record Telling(ActorRef<ReplicaEvent> self) implements PartitionDisk.Listener {
    @Override
    public void restored(Optional<RestoredCopy> copy) {
      self.tell(new ReplicaEvent.Restored(copy));
    }

    @Override
    public void unreadable(UnreadableDiskException fault) {
      self.tell(new ReplicaEvent.Unreadable(fault));
    }

    @Override
    public void stored(long number) {
      self.tell(new ReplicaEvent.Take(new Input.Stored(number)));
    }

    @Override
    public void failed() {
      self.tell(new ReplicaEvent.Take(new Input.StoreFailed()));
    }
  }
}
