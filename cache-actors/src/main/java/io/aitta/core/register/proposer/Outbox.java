package io.aitta.core.register.proposer;

import io.aitta.core.register.message.VoterMessage;
import io.aitta.core.register.model.VoterId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The outputs of the step under way. */
final class Outbox {
  private List<ProposerOutput> outputs = new ArrayList<>();

  void send(Collection<VoterId> to, VoterMessage message) {
    to.forEach(voter -> outputs.add(new ProposerOutput.Send(voter, message)));
  }

  void add(ProposerOutput output) {
    outputs.add(output);
  }

  List<ProposerOutput> drain() {
    List<ProposerOutput> drained = List.copyOf(outputs);
    outputs = new ArrayList<>();
    return drained;
  }
}
