package io.aitta.core.replication.primary;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which members a primary has to count on: those in sync by the latest decision, and those that may
 * be by a proposal that nobody knows the fate of. Only the decision of a later configuration ends
 * that doubt, since then the proposal, which follows an earlier one, can't be accepted any more.
 */
public final class InSyncSet {
  private final List<Configuration> doubtful = new ArrayList<>();
  private Configuration decided;

  public InSyncSet(Configuration decided) {
    this.decided = decided;
  }

  public Configuration decided() {
    return decided;
  }

  /** Whether the fate of a proposal is not known. */
  public boolean isInDoubt() {
    return !doubtful.isEmpty();
  }

  /** Whether another member may lead by a proposal of this one. */
  public boolean mayBeHandedOver() {
    return !doubtful.isEmpty()
        && doubtful.stream().anyMatch(proposal -> proposal.epoch() > decided.epoch());
  }

  /** How many are in sync at least, whatever became of the proposals. */
  public int fewest() {
    int fewest = decided.inSync().size();
    for (Configuration proposal : doubtful) {
      fewest = Math.min(fewest, proposal.inSync().size());
    }
    return fewest;
  }

  /** Takes note of a proposal before it is made. */
  public void propose(Configuration proposal) {
    if (!doubtful.contains(proposal)) {
      doubtful.add(proposal);
    }
  }

  /** Takes note of a later decision, in the same epoch. */
  public void decide(Configuration later) {
    decided = later;
    doubtful.clear();
  }

  /** The members without whom nothing may be committed. */
  public Set<MemberId> required() {
    if (doubtful.isEmpty()) {
      return decided.inSync();
    }
    Set<MemberId> required = new TreeSet<>(decided.inSync());
    doubtful.forEach(proposal -> required.addAll(proposal.inSync()));
    return required;
  }
}
