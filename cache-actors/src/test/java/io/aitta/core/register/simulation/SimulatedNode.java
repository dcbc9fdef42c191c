package io.aitta.core.register.simulation;

import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.ProposerId;
import io.aitta.core.register.model.VoterProcess;
import io.aitta.core.register.proposer.Proposer;
import io.aitta.core.register.proposer.ProposerSettings;
import io.aitta.voter.TestingDisk;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/** A node: a disk that stays, and a process with a voter and a proposer that comes and goes. */
final class SimulatedNode {
  private static final long MILLI = Schedule.MILLI;
  private static final ProposerSettings SETTINGS =
      new ProposerSettings(100 * MILLI, 10 * MILLI, 300 * MILLI, 60, 64, 2000 * MILLI);

  private final String name;
  private final World world;
  private TestingDisk disk = new TestingDisk();
  private UUID storage;
  private Optional<SimulatedVoter> voter = Optional.empty();
  private Optional<Proposer> proposer = Optional.empty();
  private int life;
  private long alarm;

  SimulatedNode(String name, World world) {
    this.name = name;
    this.world = world;
    this.storage = world.uuid();
  }

  String name() {
    return name;
  }

  boolean isUp() {
    return proposer.isPresent();
  }

  /** Counts starts: what was meant for an earlier process is not for this one. */
  int life() {
    return life;
  }

  SimulatedVoter voter() {
    return voter.orElseThrow();
  }

  Proposer proposer() {
    return proposer.orElseThrow();
  }

  VoterProcess process() {
    return voter().acceptor().self();
  }

  void startVoter() {
    life++;
    alarm = 0;
    voter =
        Optional.of(
            new SimulatedVoter(
                disk, name, storage, world.uuid(), world.policy(), world.mutation()));
    if (world.mutation() == Mutation.NOTHING_FORCED) {
      disk.lie();
    }
  }

  void startProposer(Generation start) {
    ProposerId id = new ProposerId(name, world.uuid());
    SplittableRandom jitter = new SplittableRandom(world.random().nextLong());
    proposer = Optional.of(new Proposer(id, start, world.policy(), SETTINGS, jitter));
  }

  void crash() {
    life++;
    voter = Optional.empty();
    proposer = Optional.empty();
    disk.crash(world.random());
  }

  /** Sets the alarm, unless it rings before that time anyhow. */
  boolean isNewAlarm(long time, long now) {
    boolean isNew = alarm <= now || time < alarm;
    alarm = isNew ? Math.max(time, now + 1) : alarm;
    return isNew;
  }

  void failDisk() {
    disk.fail();
  }

  /** The disk is gone for good; there is a new one. */
  void loseDisk() {
    disk = new TestingDisk();
    storage = world.uuid();
  }
}
