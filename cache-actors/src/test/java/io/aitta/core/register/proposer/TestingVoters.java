package io.aitta.core.register.proposer;

import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.TwoVoterPolicy;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.model.VoterProcess;
import io.aitta.core.register.proposer.ProposerInput.Received;
import io.aitta.core.register.proposer.ProposerOutput.Send;
import io.aitta.core.register.voter.Acceptor;
import io.aitta.voter.TestingDisk;
import io.aitta.voter.VoterLog;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Voters that answer at once, as long as they are up. */
final class TestingVoters {
  private final SortedMap<String, Acceptor> up = new TreeMap<>();
  private final SortedMap<String, VoterProcess> processes = new TreeMap<>();
  private int messages;

  TestingVoters(TwoVoterPolicy policy, String... names) {
    for (String name : names) {
      up.put(name, start(name, policy));
      processes.put(name, up.get(name).self());
    }
  }

  /** Generation 1 of those voters. */
  Generation first(String... names) {
    return new Generation(1, ids(names));
  }

  SortedSet<VoterId> ids(String... names) {
    SortedSet<VoterId> ids = new TreeSet<>();
    for (String name : names) {
      ids.add(processes.get(name).voter());
    }
    return ids;
  }

  Acceptor get(String name) {
    return up.get(name);
  }

  void stop(String name) {
    up.remove(name);
  }

  Set<VoterProcess> process(String name) {
    return Set.of(processes.get(name));
  }

  /** How many messages were answered so far. */
  int messages() {
    return messages;
  }

  /** Gives the input to the proposer and lets all talk until nothing is left to say. */
  List<ProposerOutput> talk(Proposer proposer, long now, ProposerInput input) {
    List<ProposerOutput> told = new ArrayList<>();
    ArrayDeque<ProposerInput> inputs = new ArrayDeque<>(List.of(input));
    while (!inputs.isEmpty()) {
      for (ProposerOutput output : proposer.step(now, inputs.remove())) {
        if (output instanceof Send send) {
          answer(send, inputs);
        } else {
          told.add(output);
        }
      }
    }
    return told;
  }

  private void answer(Send send, ArrayDeque<ProposerInput> inputs) {
    if (up.containsKey(send.to().name())) {
      messages++;
      inputs.add(new Received(up.get(send.to().name()).step(send.message())));
    }
  }

  private static Acceptor start(String name, TwoVoterPolicy policy) {
    try {
      UUID storage = new UUID(name.hashCode(), 1);
      VoterLog log = VoterLog.open(new TestingDisk(), name, () -> storage, 4000);
      return new Acceptor(new VoterProcess(log.id(), new UUID(name.hashCode(), 2)), log, policy);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
