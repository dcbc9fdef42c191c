package io.aitta.link;

import io.aitta.protocol.Answer;
import io.aitta.protocol.Message;
import io.aitta.protocol.Response;
import io.aitta.wire.Chunk;
import io.aitta.wire.Frame;
import io.aitta.wire.Grant;
import io.aitta.wire.MalformedMessageException;
import io.aitta.wire.TransferId;
import io.aitta.wire.TransferRefused;
import io.aitta.wire.UnsupportedRequest;
import io.aitta.wire.WireFormat;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.pekko.actor.AbstractActorWithTimers;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.Dropped;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.event.Logging;
import org.apache.pekko.event.LoggingAdapter;

/** The thread of a link: receives all, and keeps the transfers in both directions. */
final class LinkActor extends AbstractActorWithTimers {
  private static final int TICKS_PER_TIMEOUT = 4;

  private final LoggingAdapter log = Logging.getLogger(getContext().getSystem(), this);
  private final LinkSettings settings;
  private final LinkListener listener;
  private final LinkCounters counters;
  private final Consumer<Address> onNodeGone;
  private final Address here;
  private final boolean clustered;
  private final long incarnation = new SecureRandom().nextLong();
  private final Map<Address, OutgoingTransfers> outgoing = new HashMap<>();
  private final IncomingTransfers incoming;
  private long transfers;

  /** A large message that is to be sent; its bytes are owed already. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared; nobody else has the bytes.
  record Send(Peer peer, Message message, byte[] bytes) {}

  /** The node will not be sent anything more. */
  record Forget(Address node) {}

  private enum Tick {
    TICK
  }

  /**
   * @param here the address of this node
   * @param clustered whether the nodes form a cluster that tells who is gone
   * @param onNodeGone is told of each node that has left the cluster
   */
  LinkActor(
      LinkSettings settings,
      LinkListener listener,
      LinkCounters counters,
      Address here,
      boolean clustered,
      Consumer<Address> onNodeGone) {
    this.settings = settings;
    this.listener = listener;
    this.counters = counters;
    this.here = here;
    this.clustered = clustered;
    this.onNodeGone = onNodeGone;
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
    getContext().getSystem().eventStream().subscribe(self(), Dropped.class);
    if (clustered) {
      Cluster.get(getContext().getSystem())
          .subscribe(self(), ClusterEvent.initialStateAsEvents(), ClusterEvent.MemberRemoved.class);
    }
  }

  @Override
  public void postStop() {
    outgoing.values().forEach(OutgoingTransfers::endAll);
  }

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(Message.class, message -> deliver(from(), message))
        .match(Chunk.class, this::onChunk)
        .match(Grant.class, this::onGrant)
        .match(TransferRefused.class, this::onRefused)
        .match(UnsupportedRequest.class, this::onUnsupported)
        .match(Send.class, this::onSend)
        .match(Dropped.class, this::onDropped)
        .match(Forget.class, forget -> onGone(forget.node()))
        .match(ClusterEvent.MemberRemoved.class, gone -> onGone(gone.member().address()))
        .matchEquals(Tick.TICK, tick -> onTick())
        .matchAny(other -> counters.countMalformed())
        .build();
  }

  private void onSend(Send send) {
    TransferId id = new TransferId(incarnation, ++transfers);
    OutgoingTransfer transfer =
        new OutgoingTransfer(
            id,
            send.message(),
            send.bytes(),
            send.peer().owed(),
            settings.chunkBytes(),
            settings.window());
    outgoing
        .computeIfAbsent(send.peer().address(), node -> transfersTo(send.peer()))
        .add(transfer, System.nanoTime());
  }

  private OutgoingTransfers transfersTo(Peer peer) {
    return new OutgoingTransfers(
        settings.maxTransfers(),
        settings.transferTimeout().toNanos(),
        chunk -> peer.link().tell(chunk, self()),
        (transfer, ending) -> onEnd(peer, transfer, ending));
  }

  private void onEnd(Peer peer, OutgoingTransfer transfer, Ending ending) {
    transfer.release();
    switch (ending) {
      case ARRIVED -> counters.countChunkedSent();
      case UNKNOWN -> counters.countTimedOut(1);
      case UNDELIVERED -> undelivered(peer.address(), transfer.message());
    }
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

  private void onGrant(Grant grant) {
    OutgoingTransfers transfers = outgoing.get(from());
    if (transfers != null) {
      transfers.onReceived(grant.transfer(), grant.received(), System.nanoTime());
    }
  }

  private void onRefused(TransferRefused refused) {
    log.debug("{} refused {}: {}", from(), refused.transfer(), refused.reason());
    endUndelivered(from(), refused.transfer());
  }

  private void endUndelivered(Address node, TransferId id) {
    OutgoingTransfers transfers = outgoing.get(node);
    if (transfers != null) {
      transfers.onRefused(id, System.nanoTime());
    }
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
      undelivered(node, message);
    } else if (dropped.message() instanceof Chunk chunk) {
      endUndelivered(node, chunk.transfer());
    }
  }

  private void onGone(Address node) {
    onNodeGone.accept(node);
    incoming.forget(node);
    OutgoingTransfers transfers = outgoing.remove(node);
    if (transfers != null) {
      transfers.endAll();
    }
  }

  private void onTick() {
    long now = System.nanoTime();
    counters.countTimedOut(incoming.expire(now));
    new ArrayList<>(outgoing.values()).forEach(transfers -> transfers.expire(now));
    outgoing.values().removeIf(OutgoingTransfers::isEmpty);
  }

  private void deliver(Address from, Message message) {
    counters.countReceived();
    guarded("message", () -> listener.onMessage(from, message));
  }

  private void undelivered(Address to, Message message) {
    counters.countUndeliverable();
    guarded("undelivered message", () -> listener.onUndelivered(to, message));
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
