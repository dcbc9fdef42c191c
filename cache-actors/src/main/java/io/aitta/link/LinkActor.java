package io.aitta.link;

import io.aitta.protocol.Answer;
import io.aitta.protocol.Message;
import io.aitta.protocol.Response;
import io.aitta.wire.Chunk;
import io.aitta.wire.Frame;
import io.aitta.wire.Grant;
import io.aitta.wire.TransferId;
import io.aitta.wire.TransferRefused;
import io.aitta.wire.UnsupportedRequest;
import io.aitta.wire.WireFormat;
import io.aitta.wire.codec.MalformedMessageException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.AbstractActorWithTimers;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.Dropped;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.event.Logging;
import org.apache.pekko.event.LoggingAdapter;

/** The thread of a link: receives all, and puts what came in pieces together. */
final class LinkActor extends AbstractActorWithTimers {
  private static final int TICKS_PER_TIMEOUT = 4;

  private final LoggingAdapter log = Logging.getLogger(getContext().getSystem(), this);
  private final LinkSettings settings;
  private final LinkListener listener;
  private final LinkCounters counters;
  private final Peers peers;
  private final Address here;
  private final boolean clustered;
  private final Outbox outbox;
  private final IncomingTransfers incoming;

  /** The node will not be sent anything more. */
  record Forget(Address node) {}

  private enum Tick {
    TICK
  }

  /**
   * @param here the address of this node
   * @param clustered whether the nodes form a cluster that tells who is gone
   */
  LinkActor(
      LinkSettings settings,
      LinkListener listener,
      LinkCounters counters,
      Address here,
      boolean clustered,
      Peers peers) {
    this.settings = settings;
    this.listener = listener;
    this.counters = counters;
    this.here = here;
    this.clustered = clustered;
    this.peers = peers;
    this.outbox =
        new Outbox(
            settings,
            counters,
            (peer, chunk) -> peer.link().tell(chunk, self()),
            this::undelivered);
    this.incoming =
        new IncomingTransfers(
            settings.maxMessageBytes(),
            settings.maxIncomingBytes(),
            settings.transferTimeout().toNanos());
  }

  @Override
  public void preStart() {
    Duration timeout = settings.transferTimeout();
    timers().startTimerWithFixedDelay(Tick.TICK, Tick.TICK, timeout.dividedBy(TICKS_PER_TIMEOUT));
    if (clustered) {
      Cluster.get(getContext().getSystem())
          .subscribe(self(), ClusterEvent.initialStateAsEvents(), ClusterEvent.MemberRemoved.class);
    }
  }

  @Override
  public void postStop() {
    outbox.close();
  }

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(Message.class, message -> deliver(from(), message))
        .match(Chunk.class, this::onChunk)
        .match(Grant.class, grant -> outbox.onGrant(from(), grant, System.nanoTime()))
        .match(TransferRefused.class, this::onRefused)
        .match(UnsupportedRequest.class, this::onUnsupported)
        .match(Outbox.Send.class, send -> outbox.send(send, System.nanoTime()))
        .match(Dropped.class, this::onDropped)
        .match(Forget.class, forget -> onGone(forget.node()))
        .match(ClusterEvent.MemberRemoved.class, gone -> onGone(gone.member().address()))
        .matchEquals(Tick.TICK, tick -> onTick())
        .matchAny(other -> counters.countMalformed())
        .build();
  }

  private void onChunk(Chunk chunk) {
    Receipt receipt = incoming.onChunk(from(), chunk, System.nanoTime());
    if (receipt instanceof Receipt.Whole whole) {
      onWhole(chunk.transfer(), whole);
      return;
    }
    if (receipt instanceof Receipt.Refused) {
      counters.countRefusedIncoming();
    }
    answer(receipt.answer());
  }

  private void onWhole(TransferId id, Receipt.Whole whole) {
    try {
      Object message = WireFormat.read(whole.bytes());
      answer(whole.answer());
      counters.countChunkedReceived();
      onRead(message);
    } catch (MalformedMessageException malformed) {
      counters.countMalformed();
      answer(new TransferRefused(id, TransferRefused.Reason.MALFORMED));
    }
  }

  private void onRead(Object read) {
    if (read instanceof Message message) {
      deliver(from(), message);
    } else {
      onUnsupported((UnsupportedRequest) read);
    }
  }

  private void onRefused(TransferRefused refused) {
    log.debug("{} refused {}: {}", from(), refused.transfer(), refused.reason());
    outbox.onRefused(from(), refused.transfer(), reasonOf(refused), System.nanoTime());
  }

  private static Undelivered reasonOf(TransferRefused refused) {
    return switch (refused.reason()) {
      case NO_ROOM -> Undelivered.NO_ROOM;
      case TOO_LARGE -> Undelivered.TOO_LARGE;
      case INCOMPLETE -> Undelivered.INCOMPLETE;
      case CORRUPT, MALFORMED -> Undelivered.UNREADABLE;
    };
  }

  private void onUnsupported(UnsupportedRequest request) {
    Answer refused = new Answer.Refused(Answer.Refusal.UNSUPPORTED);
    sender().tell(new Response(request.origin(), request.id(), 0, refused), self());
  }

  /** Artery's queue to a node was full: what it dropped was never on its way. */
  private void onDropped(Dropped dropped) {
    if (!self().equals(dropped.sender())) {
      return;
    }
    Address node = dropped.recipient().path().address();
    if (dropped.message() instanceof Message message) {
      undelivered(node, message, Undelivered.NO_ROOM);
    } else if (dropped.message() instanceof Chunk chunk) {
      outbox.onRefused(node, chunk.transfer(), Undelivered.NO_ROOM, System.nanoTime());
    }
  }

  private void onGone(Address node) {
    peers.forget(node);
    incoming.forget(node);
    outbox.forget(node);
  }

  private void onTick() {
    long now = System.nanoTime();
    counters.countTimedOut(incoming.expire(now));
    outbox.expire(now);
    if (clustered) {
      peers.keep(members());
    }
  }

  private Set<Address> members() {
    var state = Cluster.get(getContext().getSystem()).state();
    return StreamSupport.stream(state.getMembers().spliterator(), false)
        .map(Member::address)
        .collect(Collectors.toSet());
  }

  private void deliver(Address from, Message message) {
    counters.countReceived();
    guarded("message", () -> listener.onMessage(from, message));
  }

  private void undelivered(Address to, Message message, Undelivered why) {
    counters.countUndeliverable();
    guarded("undelivered message", () -> listener.onUndelivered(to, message, why));
  }

  /** A listener that fails may not take the transfers of others with it. */
  private void guarded(String what, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException bug) {
      log.error(bug, "The listener of the link failed at a {}; it is lost.", what);
    }
  }

  private void answer(Frame frame) {
    sender().tell(frame, self());
  }

  private Address from() {
    Address address = sender().path().address();
    return address.hasGlobalScope() ? address : here;
  }
}
