package io.aitta.register;

import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.VoterId;
import io.aitta.directory.Directory;
import io.aitta.link.Link;
import io.aitta.protocol.VoterPost;
import io.aitta.protocol.Voters;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends by the link to the node that says it is the voter; counts and logs what happens. */
final class NodeOutlet implements Outlet {
  private static final Logger LOG = LoggerFactory.getLogger(NodeOutlet.class);

  private final Directory directory;
  private final Link link;
  private final RegisterCounters counters;
  private final Consumer<Generation> onEntered;

  NodeOutlet(
      Directory directory, Link link, RegisterCounters counters, Consumer<Generation> onEntered) {
    this.directory = directory;
    this.link = link;
    this.counters = counters;
    this.onEntered = onEntered;
  }

  @Override
  public void send(VoterId to, VoterPost post) {
    addressOf(to).ifPresentOrElse(node -> answer(node, post), counters::countUnsent);
  }

  @Override
  public void answer(Address to, VoterPost post) {
    if (!link.send(to, post)) {
      counters.countUnsent();
    }
  }

  @Override
  public void entered(Generation active) {
    counters.countGeneration();
    LOG.info("The register of configurations is kept by {}", active);
    onEntered.accept(active);
  }

  @Override
  public void changing(Generation from) {
    counters.countChange();
  }

  @Override
  public void changeFailed(String reason) {
    counters.countChangeFailed();
    LOG.warn("The voters of the register were not replaced, which is tried again: {}", reason);
  }

  @Override
  public void contradicted(Generation mine, Generation other) {
    counters.countContradiction();
    LOG.error(
        "Two registers of configurations were made, which must not be: {} and {}. Restart the nodes"
            + " of the smaller one",
        mine,
        other);
  }

  private Optional<Address> addressOf(VoterId voter) {
    return directory.statuses().entrySet().stream()
        .filter(known -> Voters.of(known.getValue().member()).equals(voter))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
