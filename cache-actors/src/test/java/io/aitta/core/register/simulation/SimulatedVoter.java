package io.aitta.core.register.simulation;

import io.aitta.core.register.message.VoterMessage;
import io.aitta.core.register.message.VoterMessage.Seal;
import io.aitta.core.register.message.VoterReply;
import io.aitta.core.register.model.TwoVoterPolicy;
import io.aitta.core.register.model.VoterProcess;
import io.aitta.core.register.voter.Acceptor;
import io.aitta.core.register.voter.VoterRecord;
import io.aitta.core.register.voter.VoterStorage;
import io.aitta.voter.TestingDisk;
import io.aitta.voter.VoterLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;

/** A voter's process over its disk, honest or mutated. */
final class SimulatedVoter {
  private static final long LEAST_OVERGROWN = 4096;

  private final TestingDisk disk;
  private final TwoVoterPolicy policy;
  private final Mutation mutation;
  private final VoterLog log;
  private final VoterProcess process;
  private Acceptor acceptor;

  SimulatedVoter(
      TestingDisk disk,
      String name,
      UUID storage,
      UUID process,
      TwoVoterPolicy policy,
      Mutation mutation) {
    this.disk = disk;
    this.policy = policy;
    this.mutation = mutation;
    this.log = open(disk, name, storage);
    this.process = new VoterProcess(log.id(), process);
    this.acceptor = new Acceptor(this.process, log, policy);
  }

  Acceptor acceptor() {
    return acceptor;
  }

  VoterReply step(VoterMessage message) {
    if (mutation == Mutation.NO_PROMISES) {
      VoterLog again = open(disk, process.voter().name(), process.voter().storage());
      acceptor = new Acceptor(process, new Forgetful(again), policy);
    }
    if (mutation == Mutation.NO_SEAL && message instanceof Seal) {
      VoterLog other = open(disk.copy(), process.voter().name(), process.voter().storage());
      return new Acceptor(process, other, policy).step(message);
    }
    return acceptor.step(message);
  }

  private static VoterLog open(TestingDisk disk, String name, UUID storage) {
    try {
      return VoterLog.open(disk, name, () -> storage, LEAST_OVERGROWN);
    } catch (IOException damaged) {
      throw new UncheckedIOException("a crash may not damage a log", damaged);
    }
  }

  /** A storage that has lost every promise. */
  private record Forgetful(VoterStorage storage) implements VoterStorage {
    @Override
    public List<VoterRecord> recovered() {
      return storage.recovered().stream()
          .filter(record -> !(record instanceof VoterRecord.Promised))
          .toList();
    }

    @Override
    public void append(List<VoterRecord> records) throws IOException {
      storage.append(records);
    }

    @Override
    public boolean isOvergrown() {
      return false;
    }

    @Override
    public void replace(List<VoterRecord> records) throws IOException {
      storage.replace(records);
    }
  }
}
