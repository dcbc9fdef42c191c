package io.aitta.downing;

import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.AbstractActorWithTimers;
import org.apache.pekko.actor.Props;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.remote.artery.ThisActorSystemQuarantinedEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the cluster again and again, and does what is to be done. */
final class DowningActor extends AbstractActorWithTimers {
  private static final Logger LOG = LoggerFactory.getLogger(DowningActor.class);

  private final DowningSettings settings;
  private final Cluster cluster;
  private final ClusterSight sight;
  private final Downing downing;
  private final Reminder reminder = new Reminder();

  /** It is time to look. */
  private record Look() {}

  private DowningActor(DowningSettings settings) {
    this.settings = settings;
    this.cluster = Cluster.get(getContext().getSystem());
    this.sight = new ClusterSight(cluster, KnownVoters.of(getContext().getSystem()));
    this.downing = new Downing(settings.stableAfter());
  }

  static Props props(DowningSettings settings) {
    return Props.create(DowningActor.class, () -> new DowningActor(settings));
  }

  @Override
  public void preStart() {
    getTimers().startTimerWithFixedDelay("look", new Look(), settings.lookInterval());
    getContext()
        .getSystem()
        .getEventStream()
        .subscribe(getSelf(), ThisActorSystemQuarantinedEvent.class);
  }

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(Look.class, look -> onLook())
        .match(ThisActorSystemQuarantinedEvent.class, this::onQuarantined)
        .build();
  }

  private void onLook() {
    long now = System.nanoTime();
    CurrentClusterState state = cluster.state();
    Sight seen = sight.look(state);
    Verdict verdict = downing.look(now, seen, state.getSeenBy());
    if (verdict instanceof Verdict.LetGo letGo) {
      letGo(letGo);
    } else if (verdict instanceof Verdict.Wait wait) {
      remind(now, wait);
    } else if (seen.broken().isEmpty() && reminder.isOver()) {
      LOG.info("All members reach each other again");
    }
  }

  private void remind(long now, Verdict.Wait wait) {
    if (reminder.isDue(now, wait.why())) {
      LOG.warn("Nobody is let go by this node: {}", wait.why());
    }
  }

  private void letGo(Verdict.LetGo verdict) {
    LOG.warn(
        "The cluster lets {} go, who were out of reach of some of those who go on: {}",
        addresses(verdict.gone()),
        addresses(verdict.part()));
    verdict.gone().forEach(node -> cluster.down(node.address()));
  }

  /** Nothing reaches that member any more; most likely this node was removed while it was away. */
  private void onQuarantined(ThisActorSystemQuarantinedEvent event) {
    UniqueAddress by =
        new UniqueAddress(event.remoteAddress().address(), event.remoteAddress().uid());
    boolean isMember =
        StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
            .anyMatch(member -> member.uniqueAddress().equals(by));
    if (isMember) {
      LOG.warn("{} has shut this node out: it ends, to be started anew", by.address());
      cluster.down(cluster.selfAddress());
    }
  }

  private static String addresses(Iterable<UniqueAddress> nodes) {
    return StreamSupport.stream(nodes.spliterator(), false)
        .map(node -> node.address().hostPort())
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
