package io.aitta.link;

import io.aitta.protocol.Message;
import io.aitta.wire.AittaSerializer;
import io.aitta.wire.WireFormat;
import java.util.Optional;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.Dropped;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.RootActorPath;
import org.apache.pekko.cluster.ClusterActorRefProvider;

/**
 * A link over Pekko's own connections between nodes, Artery: one actor a node at a path that is the
 * same on all. Small messages go as they are, from the sender's thread; large ones are written once
 * and go in chunks, a few at a time.
 *
 * <p>Artery holds so many frames for a node as {@code
 * pekko.remote.artery.advanced.outbound-message-queue-size} says and drops what is more. What it
 * drops here is counted and told to the listener as undelivered.
 */
public final class ArteryLink implements Link {
  private static final String NAME = "aitta-link";

  private final ExtendedActorSystem system;
  private final LinkSettings settings;
  private final LinkCounters counters;
  private final Peers peers = new Peers(this::newPeer);
  private final ActorRef actor;

  private ArteryLink(ExtendedActorSystem system, LinkSettings settings, LinkListener listener) {
    this.system = system;
    this.settings = settings;
    this.counters = new LinkCounters(AittaSerializer.of(system).counters());
    this.actor = system.systemActorOf(props(listener), NAME);
    // Not when the actor starts: what is sent before that may be dropped too.
    system.eventStream().subscribe(actor, Dropped.class);
  }

  /**
   * Starts the link of this node; it lives as long as the actor system. The listener may be called
   * before this method returns.
   *
   * @throws org.apache.pekko.actor.InvalidActorNameException when the system has a link already
   */
  public static ArteryLink create(
      ActorSystem system, LinkSettings settings, LinkListener listener) {
    return new ArteryLink((ExtendedActorSystem) system, settings, listener);
  }

  @Override
  public boolean send(Address node, Message message) {
    long size = WireFormat.sizeOf(message);
    Optional<Peer> peer = peers.at(node);
    if (peer.isEmpty() || size > settings.maxMessageBytes() || !send(peer.get(), message, size)) {
      counters.countOverBudget();
      return false;
    }
    counters.countSent();
    return true;
  }

  /**
   * Forgets a node that will not be sent anything more, and drops what is on its way to it. Nodes
   * that have left the cluster are forgotten without this.
   */
  public void forget(Address node) {
    actor.tell(new LinkActor.Forget(node), ActorRef.noSender());
  }

  /** What the link has done and dropped so far. */
  public LinkCounters.Snapshot counters() {
    return counters.snapshot();
  }

  /** How many bytes of large messages the node is owed. */
  long owedBytes(Address node) {
    return peers.owedBytes(node);
  }

  private boolean send(Peer peer, Message message, long size) {
    if (size <= settings.maxInlineBytes()) {
      peer.link().tell(message, actor);
      return true;
    }
    if (!peer.owed().reserve((int) size)) {
      return false;
    }
    byte[] bytes = WireFormat.write(message);
    actor.tell(new Outbox.Send(peer, message, bytes), ActorRef.noSender());
    return true;
  }

  private Peer newPeer(Address node) {
    ActorRef link =
        system.provider().resolveActorRef(new RootActorPath(node, "/").child("system").child(NAME));
    return new Peer(node, link, new ByteBudget(settings.maxOutgoingBytes()));
  }

  private Props props(LinkListener listener) {
    boolean clustered = system.provider() instanceof ClusterActorRefProvider;
    Address here = system.provider().getDefaultAddress();
    return Props.create(
            LinkActor.class,
            () -> new LinkActor(settings, listener, counters, here, clustered, peers))
        .withDispatcher(settings.dispatcher());
  }
}
