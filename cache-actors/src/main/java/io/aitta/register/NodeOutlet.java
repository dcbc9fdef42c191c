package io.aitta.register;

import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.VoterId;
import io.aitta.directory.Directory;
import io.aitta.link.Link;
import io.aitta.protocol.VoterNotice;
import io.aitta.protocol.VoterPost;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends by the link to the node that says it is the voter; counts and logs what happens. */
final class NodeOutlet implements Outlet {
  private static final Logger LOG = LoggerFactory.getLogger(NodeOutlet.class);

  private final Directory directory;
  private final Link link;
  private final RegisterCounters counters;
  private final Announcement announcement;

  NodeOutlet(Directory directory, Link link, RegisterCounters counters, Announcement announcement) {
    this.directory = directory;
    this.link = link;
    this.counters = counters;
    this.announcement = announcement;
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
    announcement.entered(active);
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

  @Override
  public void steppedBack(String reason, VoterNotice notice) {
    announcement.steppedBack(reason, notice);
    LOG.error("This node votes no more on who leads and who has copies: {}", reason);
  }

  @Override
  public void standsStill(Optional<Standstill> now) {
    announcement.standsStill(now);
    now.ifPresentOrElse(
        standstill -> LOG.error("For some time {}", standstill.sentence()),
        () -> LOG.info("The register of configurations can decide again"));
  }

  /** Of two processes with one storage the former has ended. */
  private Optional<Address> addressOf(VoterId voter) {
    return directory.statuses().entrySet().stream()
        .filter(known -> known.getValue().voter().equals(Optional.of(voter)))
        .max(Comparator.comparingLong(known -> known.getValue().startedAt()))
        .map(Map.Entry::getKey);
  }
}
