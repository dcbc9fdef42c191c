package io.aitta.join;

import java.util.List;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.RootActorPath;
import org.apache.pekko.remote.artery.ThisActorSystemQuarantinedEvent;

/**
 * Tells nodes that want to join what the cluster's nodes have in common, and asks the others the
 * same. The cluster's own check refuses without saying why, and only to the log of the other side;
 * hence this. It speaks plain strings, for which every node has a serializer.
 */
final class Door extends AbstractActor {
  static final String NAME = "aitta-door";
  private static final String QUESTION = "aitta?";

  private final ClusterFacts facts;
  private final Findings findings;

  private Door(ClusterFacts facts, Findings findings) {
    this.facts = facts;
    this.findings = findings;
  }

  static Props props(ClusterFacts facts, Findings findings) {
    return Props.create(Door.class, () -> new Door(facts, findings));
  }

  /** Ask these nodes. */
  record Knock(List<Address> nodes) {
    Knock {
      nodes = List.copyOf(nodes);
    }
  }

  @Override
  public void preStart() {
    getContext()
        .getSystem()
        .getEventStream()
        .subscribe(getSelf(), ThisActorSystemQuarantinedEvent.class);
  }

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .matchEquals(QUESTION, question -> getSender().tell(facts.toString(), getSelf()))
        .match(String.class, this::onAnswer)
        .match(Knock.class, this::onKnock)
        .match(ThisActorSystemQuarantinedEvent.class, this::onQuarantined)
        .build();
  }

  private void onKnock(Knock knock) {
    for (Address node : knock.nodes()) {
      getContext()
          .actorSelection(new RootActorPath(node, "/").child("system").child(NAME))
          .tell(QUESTION, getSelf());
    }
  }

  private void onAnswer(String text) {
    Address node = getSender().path().address();
    ClusterFacts.parse(text)
        .filter(theirs -> node.hasGlobalScope())
        .flatMap(cluster -> facts.differsFrom(cluster, Seed.of(node)))
        .ifPresent(findings::differs);
  }

  private void onQuarantined(ThisActorSystemQuarantinedEvent event) {
    findings.quarantined(
        "the node at %s has shut this one out of the cluster: start it again and it joins anew"
            .formatted(Seed.of(event.remoteAddress().address())));
  }
}
