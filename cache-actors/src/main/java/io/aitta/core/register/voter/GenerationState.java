package io.aitta.core.register.voter;

import io.aitta.core.register.model.Accepted;
import io.aitta.core.register.model.Ballot;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.voter.VoterRecord.Opened;
import io.aitta.core.register.voter.VoterRecord.Promised;
import io.aitta.core.register.voter.VoterRecord.SealedBy;
import io.aitta.core.register.voter.VoterRecord.Voted;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a voter has promised and accepted in one generation. */
final class GenerationState {
  private final Generation generation;
  private final SortedMap<Integer, Ballot> promised = new TreeMap<>();
  private final SortedMap<Integer, Accepted> accepted = new TreeMap<>();
  private Optional<Generation> successor = Optional.empty();

  GenerationState(Generation generation) {
    this.generation = generation;
  }

  Generation generation() {
    return generation;
  }

  /** The ballot that was promised for the key, when it is above the one given. */
  Optional<Ballot> promisedAbove(Ballot ballot, int key) {
    return Optional.ofNullable(promised.get(key)).filter(ballot::isBelow);
  }

  boolean hasPromised(Ballot ballot, int key) {
    return ballot.equals(promised.get(key));
  }

  Optional<Accepted> accepted(int key) {
    return Optional.ofNullable(accepted.get(key));
  }

  SortedMap<Integer, Accepted> allAccepted() {
    return accepted;
  }

  /** Who comes after this generation, once that is decided and nothing more is accepted here. */
  Optional<Generation> successor() {
    return successor;
  }

  void promise(int key, Ballot ballot) {
    promised.put(key, ballot);
  }

  void vote(int key, Accepted vote) {
    promised.put(key, vote.ballot());
    accepted.put(key, vote);
  }

  void seal(Generation next) {
    successor = Optional.of(next);
  }

  /** Adds the records that make this state out of nothing. */
  void writeTo(List<VoterRecord> records) {
    long number = generation.number();
    records.add(new Opened(generation));
    accepted.forEach((key, vote) -> records.add(new Voted(number, key, vote)));
    promised.forEach(
        (key, ballot) -> {
          if (accepted(key).filter(vote -> vote.ballot().equals(ballot)).isEmpty()) {
            records.add(new Promised(number, key, ballot));
          }
        });
    successor.ifPresent(next -> records.add(new SealedBy(number, next)));
  }
}
