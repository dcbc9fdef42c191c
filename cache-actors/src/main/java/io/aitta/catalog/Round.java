package io.aitta.catalog;

import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.CacheConfig.Durability;
import io.aitta.protocol.CatalogCommand;
import io.aitta.protocol.CatalogCommand.Configure;
import io.aitta.protocol.CatalogPush;
import io.aitta.protocol.CatalogResult;
import io.aitta.protocol.CatalogResult.Outcome;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pekko.actor.Address;

/** A change that was made here and waits for the other members to keep it too. One thread. */
final class Round {
  private final Job job;
  private final Outcome outcome;
  private final CatalogPush push;
  private final Set<Address> keepers = new HashSet<>();

  Round(Job job, Outcome outcome, long number, Catalog change) {
    this.job = job;
    this.outcome = outcome;
    this.push = new CatalogPush(number, change);
  }

  Job job() {
    return job;
  }

  Outcome outcome() {
    return outcome;
  }

  CatalogPush push() {
    return push;
  }

  void keptBy(Address node) {
    keepers.add(node);
  }

  /**
   * Whether a member out of reach matters as well: it may lead, and would acknowledge writes by the
   * former configuration that this one has kept on disks.
   */
  boolean isForAll() {
    return outcome == Outcome.CHANGED
        && job.command().change() instanceof Configure configure
        && configure.config().durability() != Durability.NONE;
  }

  /** Those who have not said yet that they keep it. */
  Set<Address> missing(Set<Address> members) {
    Set<Address> missing = new HashSet<>(members);
    missing.removeAll(keepers);
    return missing;
  }

  /**
   * A command and whoever waits for its result.
   *
   * @param deadline when the result is of no more use
   */
  record Job(CatalogCommand command, long deadline, Consumer<CatalogResult> replyTo) {
    void answer(Outcome outcome) {
      replyTo.accept(new CatalogResult(command.origin(), command.id(), outcome));
    }
  }
}
