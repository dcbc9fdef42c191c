package io.aitta.link;

import io.aitta.wire.Chunk;
import io.aitta.wire.TransferId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The large messages on their way to one node: a few at a time, the others in the order they came.
 * For one thread; every transfer that was added ends once.
 */
final class OutgoingTransfers {
  private final int maxActive;
  private final long timeout;
  private final Consumer<Chunk> road;
  private final BiConsumer<OutgoingTransfer, Ending> onEnd;
  private final Map<TransferId, OutgoingTransfer> active = new HashMap<>();
  private final Queue<OutgoingTransfer> waiting = new ArrayDeque<>();
  private long progressAt;

  /**
   * @param timeout how long there may be no progress, in the unit of {@code now}
   * @param road where chunks go
   * @param onEnd what is told of each end
   */
  OutgoingTransfers(
      int maxActive,
      long timeout,
      Consumer<Chunk> road,
      BiConsumer<OutgoingTransfer, Ending> onEnd) {
    this.maxActive = maxActive;
    this.timeout = timeout;
    this.road = road;
    this.onEnd = onEnd;
  }

  boolean isEmpty() {
    return active.isEmpty() && waiting.isEmpty();
  }

  void add(OutgoingTransfer transfer, long now) {
    if (isEmpty()) {
      progressAt = now;
    }
    waiting.add(transfer);
    beginWaiting(now);
  }

  /** The receiver has so many bytes of the transfer. */
  void onReceived(TransferId id, int received, long now) {
    OutgoingTransfer transfer = active.get(id);
    if (transfer == null) {
      return;
    }
    progressAt = now;
    transfer.onReceived(received, now, road);
    if (transfer.hasArrived()) {
      end(id, new Ending.Arrived(), now);
    }
  }

  /** The transfer surely was not and will not be put together. */
  void onRefused(TransferId id, Undelivered why, long now) {
    if (active.containsKey(id)) {
      progressAt = now;
      end(id, new Ending.NotDelivered(why), now);
    }
  }

  /** Ends what has made no progress for too long; where nothing has, also what never began. */
  void expire(long now) {
    List<TransferId> stalled = new ArrayList<>();
    active.forEach(
        (id, transfer) -> {
          if (now - transfer.progressAt() >= timeout) {
            stalled.add(id);
          }
        });
    if (now - progressAt >= timeout) {
      endWaiting();
    }
    stalled.forEach(id -> end(id, new Ending.Unknown(), now));
  }

  /** Ends all: the node is gone. */
  void endAll() {
    endWaiting();
    Iterator<OutgoingTransfer> rest = active.values().iterator();
    while (rest.hasNext()) {
      OutgoingTransfer transfer = rest.next();
      rest.remove();
      onEnd.accept(transfer, new Ending.Unknown());
    }
  }

  private void end(TransferId id, Ending ending, long now) {
    OutgoingTransfer transfer = active.remove(id);
    onEnd.accept(transfer, ending);
    beginWaiting(now);
  }

  private void endWaiting() {
    while (!waiting.isEmpty()) {
      onEnd.accept(waiting.remove(), new Ending.NotDelivered(Undelivered.INCOMPLETE));
    }
  }

  private void beginWaiting(long now) {
    while (active.size() < maxActive && !waiting.isEmpty()) {
      OutgoingTransfer next = waiting.remove();
      active.put(next.id(), next);
      next.begin(now, road);
    }
  }
}
