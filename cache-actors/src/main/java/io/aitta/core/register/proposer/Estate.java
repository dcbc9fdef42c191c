package io.aitta.core.register.proposer;

import io.aitta.core.register.message.VoterReply.Sealed;
import io.aitta.core.register.model.Accepted;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.VoterId;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the sealed voters of a generation say that it leaves to its successor. */
final class Estate {
  private final Generation generation;
  private final Generation successor;
  private final SortedMap<VoterId, Sealed> sealed = new TreeMap<>();

  Estate(Generation generation, Generation successor) {
    this.generation = generation;
    this.successor = successor;
  }

  Generation generation() {
    return generation;
  }

  Generation successor() {
    return successor;
  }

  void add(Sealed reply) {
    if (reply.generation() == generation.number() && generation.has(reply.from())) {
      sealed.put(reply.from(), reply);
    }
  }

  /** Whether nothing that was decided is missing, and nothing more will be. */
  boolean isComplete() {
    return sealed.size() >= generation.sealQuorum();
  }

  /** For each key the latest vote. */
  SortedMap<Integer, Accepted> lastVotes() {
    SortedMap<Integer, Accepted> latest = new TreeMap<>();
    for (Sealed reply : sealed.values()) {
      reply.records().forEach((key, vote) -> latest.merge(key, vote, Accepted::latest));
    }
    latest.remove(Generation.SUCCESSOR_KEY);
    return latest;
  }
}
