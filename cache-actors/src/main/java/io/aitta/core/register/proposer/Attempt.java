package io.aitta.core.register.proposer;

import io.aitta.core.register.message.VoterReply.Promises;
import io.aitta.core.register.message.VoterReply.Votes;
import io.aitta.core.register.model.Accepted;
import io.aitta.core.register.model.Ballot;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.RegisterValue;
import io.aitta.core.register.model.VoterId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One try to decide, under one ballot: the promises it got, what it proposed, the votes for it. */
final class Attempt {
  private final Generation generation;
  private final Ballot ballot;
  private final SortedMap<VoterId, Promises> promises = new TreeMap<>();
  private final SortedMap<VoterId, Votes> votes = new TreeMap<>();
  private SortedMap<Integer, Optional<RegisterValue>> proposed = Collections.emptySortedMap();

  Attempt(Generation generation, Ballot ballot) {
    this.generation = generation;
    this.ballot = ballot;
  }

  /** Takes the promises; true for those that make the first majority. */
  boolean add(Promises reply) {
    return proposed.isEmpty()
        && isForThis(reply.from(), reply.generation(), reply.ballot())
        && promises.put(reply.from(), reply) == null
        && promises.size() == generation.majority();
  }

  /** Takes the votes; false when they are not for this attempt. */
  boolean add(Votes reply) {
    boolean mine = isForThis(reply.from(), reply.generation(), reply.ballot());
    if (mine) {
      votes.put(reply.from(), reply);
    }
    return mine;
  }

  /** The next values of those keys that the whole first majority granted. */
  SortedMap<Integer, Optional<RegisterValue>> propose(SortedMap<Integer, Change> changes) {
    SortedMap<Integer, Optional<RegisterValue>> values = new TreeMap<>();
    changes.forEach(
        (key, change) -> {
          if (promises.values().stream().allMatch(reply -> reply.granted().containsKey(key))) {
            values.put(key, change.next(latest(key)));
          }
        });
    proposed = Collections.unmodifiableSortedMap(values);
    return proposed;
  }

  SortedMap<Integer, Optional<RegisterValue>> proposed() {
    return proposed;
  }

  Ballot ballot() {
    return ballot;
  }

  boolean isDecided(int key) {
    return votes.values().stream().filter(reply -> reply.accepted().contains(key)).count()
        >= generation.majority();
  }

  /** Whether enough voters have answered to see that a rival came between. */
  boolean isPreempted() {
    return votes.size() >= generation.majority()
        && votes.values().stream().anyMatch(reply -> !reply.preempted().isEmpty());
  }

  /** How far it came, as a sentence's part. */
  String progress() {
    return "%d of %d voters promised and %d voted, %d are needed"
        .formatted(
            promises.size(), generation.voters().size(), votes.size(), generation.majority());
  }

  private Optional<Accepted> latest(int key) {
    return promises.values().stream()
        .flatMap(reply -> reply.granted().get(key).stream())
        .reduce(Accepted::latest);
  }

  private boolean isForThis(VoterId from, long number, Ballot asked) {
    return number == generation.number() && ballot.equals(asked) && generation.has(from);
  }
}
