package io.aitta.link;

import io.aitta.protocol.Message;
import io.aitta.wire.Chunk;
import io.aitta.wire.Grant;
import io.aitta.wire.TransferId;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.pekko.actor.Address;

/** The large messages on their way to all nodes. For one thread. */
final class Outbox {
  private final LinkSettings settings;
  private final LinkCounters counters;
  private final BiConsumer<Peer, Chunk> road;
  private final Loss onLoss;
  private final long incarnation = new SecureRandom().nextLong();
  private final Map<Address, OutgoingTransfers> byNode = new HashMap<>();
  private long transfers;

  /** Is told of each message that surely does not arrive. */
  interface Loss {
    void undelivered(Address to, Message message, Undelivered why);
  }

  /** A large message that is to be sent; its bytes are owed already. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared; nobody else has the bytes.
  record Send(Peer peer, Message message, byte[] bytes) {}

  Outbox(LinkSettings settings, LinkCounters counters, BiConsumer<Peer, Chunk> road, Loss onLoss) {
    this.settings = settings;
    this.counters = counters;
    this.road = road;
    this.onLoss = onLoss;
  }

  /**
   * @param now by {@link System#nanoTime}
   */
  void send(Send send, long now) {
    OutgoingTransfer transfer =
        new OutgoingTransfer(
            new TransferId(incarnation, ++transfers),
            send.message(),
            send.bytes(),
            send.peer().owed(),
            settings.chunkBytes(),
            settings.window());
    byNode
        .computeIfAbsent(send.peer().address(), node -> transfersTo(send.peer()))
        .add(transfer, now);
  }

  /** The node has so many bytes of a transfer. */
  void onGrant(Address node, Grant grant, long now) {
    to(node).ifPresent(some -> some.onReceived(grant.transfer(), grant.received(), now));
  }

  /** The transfer surely was not and will not be put together by the node. */
  void onRefused(Address node, TransferId id, Undelivered why, long now) {
    to(node).ifPresent(some -> some.onRefused(id, why, now));
  }

  /** Ends what is on its way to a node that is gone. */
  void forget(Address node) {
    Optional.ofNullable(byNode.remove(node)).ifPresent(OutgoingTransfers::endAll);
  }

  /** Ends what has made no progress for too long. */
  void expire(long now) {
    new ArrayList<>(byNode.values()).forEach(some -> some.expire(now));
    byNode.values().removeIf(OutgoingTransfers::isEmpty);
  }

  /** Ends all. */
  void close() {
    byNode.values().forEach(OutgoingTransfers::endAll);
  }

  private Optional<OutgoingTransfers> to(Address node) {
    return Optional.ofNullable(byNode.get(node));
  }

  private OutgoingTransfers transfersTo(Peer peer) {
    return new OutgoingTransfers(
        settings.maxTransfers(),
        settings.transferTimeout().toNanos(),
        chunk -> road.accept(peer, chunk),
        (transfer, ending) -> onEnd(peer, transfer, ending));
  }

  private void onEnd(Peer peer, OutgoingTransfer transfer, Ending ending) {
    transfer.release();
    if (ending instanceof Ending.NotDelivered lost) {
      onLoss.undelivered(peer.address(), transfer.message(), lost.why());
    } else if (ending instanceof Ending.Unknown) {
      counters.countTimedOut(1);
    } else {
      counters.countChunkedSent();
    }
  }
}
