package io.aitta.core.register.voter;

import io.aitta.core.register.model.Generation;
import io.aitta.core.register.voter.VoterRecord.Active;
import io.aitta.core.register.voter.VoterRecord.Opened;
import io.aitta.core.register.voter.VoterRecord.Promised;
import io.aitta.core.register.voter.VoterRecord.SealedBy;
import io.aitta.core.register.voter.VoterRecord.Voted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** All that a voter knows: what its records, in their order, come to. */
final class VoterState implements VoterRecord.Handler {
  private final TreeMap<Long, GenerationState> generations = new TreeMap<>();
  private Optional<Generation> active = Optional.empty();

  /** The latest generation known to be active. */
  Optional<Generation> active() {
    return active;
  }

  /** The active generation, when it comes after the one of that number. */
  Optional<Generation> activeAfter(long number) {
    return active.filter(generation -> generation.number() > number);
  }

  Optional<GenerationState> generation(long number) {
    return Optional.ofNullable(generations.get(number));
  }

  /** The fewest records that come to this state. */
  List<VoterRecord> toRecords() {
    List<VoterRecord> records = new ArrayList<>();
    active.ifPresent(generation -> records.add(new Active(generation)));
    generations.values().forEach(state -> state.writeTo(records));
    return records;
  }

  void apply(List<VoterRecord> records) {
    records.forEach(record -> record.handledBy(this));
  }

  @Override
  public void onOpened(Opened opened) {
    Generation generation = opened.generation();
    generations.computeIfAbsent(generation.number(), number -> new GenerationState(generation));
  }

  @Override
  public void onPromised(Promised promised) {
    opened(promised.generation()).promise(promised.key(), promised.ballot());
  }

  @Override
  public void onVoted(Voted voted) {
    opened(voted.generation()).vote(voted.key(), voted.accepted());
  }

  @Override
  public void onSealedBy(SealedBy sealed) {
    opened(sealed.generation()).seal(sealed.successor());
  }

  @Override
  public void onActive(Active activated) {
    active = Optional.of(activated.generation());
    generations.headMap(activated.generation().number()).clear();
  }

  private GenerationState opened(long number) {
    return generation(number)
        .orElseThrow(
            () -> new IllegalArgumentException("generation " + number + " was never opened here"));
  }
}
