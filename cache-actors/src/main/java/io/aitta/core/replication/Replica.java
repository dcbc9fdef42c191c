package io.aitta.core.replication;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.journal.LogLimits;
import io.aitta.core.replication.journal.RestoredCopy;
import io.aitta.core.replication.protocol.Counter;
import io.aitta.core.replication.protocol.Counters;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.Now;
import io.aitta.core.replication.protocol.Outbox;
import io.aitta.core.replication.protocol.Output;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.core.replication.protocol.ReplicationSettings;
import io.aitta.core.replication.protocol.Standing;
import java.util.List;
import java.util.Optional;

/**
 * One node's part in the copies of one partition. Deterministic: what comes out of a step depends
 * on the steps before and on nothing else. Used by one thread at a time; a step does a bounded
 * amount of work.
 *
 * <p>Primary-backup replication with consensus for the configuration alone, after PacificA (Lin et
 * al., MSR-TR-2008-25): the register says who leads and who is in sync, an acknowledged write is on
 * every copy that is in sync, so any of them can lead next.
 */
public final class Replica {
  private final Ground ground;
  private final Outbox out;
  private final Counters counters = new Counters();
  private Role role;
  private Standing told;
  private Optional<Long> lastStep = Optional.empty();

  /**
   * What a replica works with.
   *
   * @param self this process
   * @param opener makes an empty partition, whose epoch is 0
   * @param keeping how copies are kept on the disk, if they are
   */
  public record Parts(
      MemberId self,
      ReplicationSettings settings,
      Copy.Opener opener,
      Optional<LogLimits> keeping) {}

  /** A replica without a copy. */
  public Replica(Parts parts) {
    this(parts, Optional.empty());
  }

  /** A replica with the copy that its node's disk had. */
  public Replica(Parts parts, RestoredCopy restored) {
    this(parts, Optional.of(restored));
  }

  private Replica(Parts parts, Optional<RestoredCopy> restored) {
    this.out = new Outbox(counters);
    this.ground = new Ground(parts.self(), parts.settings(), parts.opener(), parts.keeping(), out);
    this.role =
        restored
            .<Role>map(
                copy -> new Returned(ground, copy, parts.keeping().orElseThrow().recoveryWait()))
            .orElseGet(() -> new Idle(ground));
    this.told = standing();
  }

  /**
   * Takes a step.
   *
   * @param now taken after the input had come; the nanoseconds never go back
   * @return what is to be done, in this order; messages may be lost, answers may not
   */
  public List<Output> step(Now now, Input input) {
    wake(now);
    ground.log.stepBegins(now.nanos());
    role = take(now, input);
    role = role.settle(now);
    role.logged().ifPresent(copy -> ground.log.look(copy, copy.timeAt(now.nanos())));
    tell();
    return out.take();
  }

  /** Where the replica stands. */
  public Standing standing() {
    return new Standing(
        role.part(), ground.known(), role.silent(), role.learning(), role.returned());
  }

  /** The copy it has, which may not be whole: see the standing. For looking only. */
  public Optional<Copy> copy() {
    return role.copy();
  }

  public Counters counters() {
    return counters;
  }

  /** A node that did nothing for a while heard nobody, which says nothing about the others. */
  private void wake(Now now) {
    long patience = ground.timing().silence().toNanos() / 2;
    lastStep.map(last -> now.nanos() - last).filter(gap -> gap > patience).ifPresent(role::onAwake);
    lastStep = Optional.of(now.nanos());
  }

  private Role take(Now now, Input input) {
    if (input instanceof Input.Received received) {
      return receive(now, received.from(), received.message());
    }
    if (input instanceof Input.Decided decided) {
      return decided(now, decided);
    }
    if (input instanceof Input.Claim) {
      return role.onClaim(now, Optional.empty());
    }
    if (input instanceof Input.ForceClaim forced) {
      return role.onClaim(now, Optional.of(forced.lost()));
    }
    takeInPart(now, input);
    return role;
  }

  private void takeInPart(Now now, Input input) {
    if (input instanceof Input.Tick) {
      role.onTick(now);
    } else if (input instanceof Input.Asked asked) {
      role.onRequest(now, asked.request());
    } else if (input instanceof Input.Undecided undecided) {
      ground.register.undecided(undecided.call(), now.nanos());
    } else if (input instanceof Input.Stored stored) {
      ground.log.stored(stored.number());
      role.onStored(now);
    } else if (input instanceof Input.StoreFailed) {
      ground.log.failed();
    } else if (input instanceof Input.Back back) {
      ground.areBack(back.others());
    } else if (input instanceof Input.Died died) {
      ground.died(died.member());
    } else if (input instanceof Input.Recruit recruit) {
      role.onRecruit(now, recruit.member());
    } else if (input instanceof Input.Dismiss dismiss) {
      role.onDismiss(now, dismiss.member());
    } else if (input instanceof Input.HandOver handOver) {
      role.onHandOver(now, handOver.target());
    } else if (input instanceof Input.Maintain maintain) {
      role.onMaintain(now, maintain.work());
    }
  }

  private Role decided(Now now, Input.Decided decided) {
    boolean expected = ground.register.answers(decided.call());
    decided.current().ifPresent(current -> role = learn(now, current));
    return expected ? role.onRegister(now, decided.current()) : role;
  }

  private Role learn(Now now, Configuration configuration) {
    return ground.learns(configuration) ? role.onConfiguration(now, configuration) : role;
  }

  private Role receive(Now now, MemberId from, ReplicaMessage message) {
    if (message instanceof ReplicaMessage.Announce announce) {
      Role next = learn(now, announce.configuration());
      next.onAnnounce(now, from, announce.configuration().epoch());
      return next;
    }
    if (message instanceof ReplicaMessage.HandedOver handedOver) {
      ground.grants.giveBack(from, handedOver.configuration().epoch());
      return learn(now, handedOver.configuration());
    }
    if (message instanceof ReplicaMessage.Rejected rejected) {
      role.onRejected(now, from, rejected);
      return rejected.known().map(known -> learn(now, known)).orElse(role);
    }
    return receiveInEpoch(now, from, message);
  }

  private Role receiveInEpoch(Now now, MemberId from, ReplicaMessage message) {
    if (message instanceof ReplicaMessage.CatchUp step) {
      return isOver(from, step.epoch()) ? role : role.onCatchUp(now, from, step);
    }
    if (message instanceof ReplicaMessage.Append append) {
      if (!isOver(from, append.epoch())) {
        role.onAppend(now, from, append);
      }
    } else if (message instanceof ReplicaMessage.AskLease ask) {
      if (!isOver(from, ask.epoch())) {
        role.onAskLease(now, from, ask);
      }
    } else {
      receiveByPrimary(now, from, message);
    }
    return role;
  }

  private void receiveByPrimary(Now now, MemberId from, ReplicaMessage message) {
    if (message instanceof ReplicaMessage.Appended appended) {
      role.onAppended(now, from, appended);
    } else if (message instanceof ReplicaMessage.Grant grant) {
      role.onGrant(now, from, grant);
    } else if (message instanceof ReplicaMessage.CaughtUp caughtUp) {
      role.onCaughtUp(now, from, caughtUp);
    }
  }

  /** Turns down what comes from an epoch that is over, or that this replica has helped to end. */
  private boolean isOver(MemberId from, long epoch) {
    if (epoch >= ground.sealed()) {
      return false;
    }
    out.count(Counter.REJECTED);
    out.send(from, new ReplicaMessage.Rejected(ground.sealed(), ground.known()));
    return true;
  }

  private void tell() {
    Standing standing = standing();
    if (!standing.equals(told)) {
      told = standing;
      out.add(new Output.StandingChanged(standing));
    }
  }
}
