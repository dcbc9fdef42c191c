package io.aitta.link;

import io.aitta.wire.Chunk;
import io.aitta.wire.Grant;
import io.aitta.wire.TransferId;
import io.aitta.wire.TransferRefused;
import io.aitta.wire.TransferRefused.Reason;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pekko.actor.Address;

/**
 * The large messages on their way here, from all nodes. A chunk that comes twice is told again what
 * was told of it; a chunk that is missing ends its transfer. How transfers ended is remembered for
 * a while, so that a late chunk of a message that arrived is never refused. For one thread.
 */
final class IncomingTransfers {
  private static final int REMEMBERED = 4096;

  private final int maxMessageBytes;
  private final long timeout;
  private final ByteBudget budget;
  private final Map<Key, IncomingTransfer> open = new HashMap<>();
  private final Map<Key, Receipt> ended =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Receipt> eldest) {
          return size() > REMEMBERED;
        }
      };

  private record Key(Address from, TransferId id) {}

  /**
   * @param timeout how long a transfer may make no progress, in the unit of {@code now}
   */
  IncomingTransfers(int maxMessageBytes, long maxBytes, long timeout) {
    this.maxMessageBytes = maxMessageBytes;
    this.timeout = timeout;
    this.budget = new ByteBudget(maxBytes);
  }

  /** How many bytes are held for messages that are not whole yet. */
  long heldBytes() {
    return budget.held();
  }

  Receipt onChunk(Address from, Chunk chunk, long now) {
    Key key = new Key(from, chunk.transfer());
    Receipt end = ended.get(key);
    if (end != null) {
      return end;
    }
    IncomingTransfer transfer = open.get(key);
    return transfer == null ? begin(key, chunk, now) : proceed(key, transfer, chunk, now);
  }

  /**
   * Drops what has made no progress for too long.
   *
   * @return how many
   */
  int expire(long now) {
    int before = open.size();
    open.entrySet()
        .removeIf(
            entry ->
                now - entry.getValue().progressAt() >= timeout
                    && dropped(entry.getKey(), entry.getValue()));
    return before - open.size();
  }

  /** Drops what comes from a node that is gone. */
  void forget(Address from) {
    open.entrySet()
        .removeIf(
            entry ->
                entry.getKey().from().equals(from) && dropped(entry.getKey(), entry.getValue()));
  }

  private Receipt begin(Key key, Chunk chunk, long now) {
    if (!isPossible(chunk)) {
      return refuse(key, Reason.CORRUPT);
    }
    if (chunk.total() > maxMessageBytes) {
      return refuse(key, Reason.TOO_LARGE);
    }
    if (chunk.offset() != 0) {
      return refuse(key, Reason.INCOMPLETE);
    }
    if (!budget.reserve(chunk.total())) {
      return refuse(key, Reason.NO_ROOM);
    }
    IncomingTransfer transfer = new IncomingTransfer(chunk);
    open.put(key, transfer);
    return append(key, transfer, chunk, now);
  }

  private Receipt proceed(Key key, IncomingTransfer transfer, Chunk chunk, long now) {
    if (!isPossible(chunk) || !transfer.owns(chunk)) {
      return close(key, transfer, refused(key, Reason.CORRUPT));
    }
    if (chunk.offset() > transfer.received()) {
      return close(key, transfer, refused(key, Reason.INCOMPLETE));
    }
    if (chunk.offset() < transfer.received()) {
      return new Receipt.Partial(new Grant(key.id(), transfer.received()));
    }
    return append(key, transfer, chunk, now);
  }

  private Receipt append(Key key, IncomingTransfer transfer, Chunk chunk, long now) {
    transfer.append(chunk, now);
    Grant grant = new Grant(key.id(), transfer.received());
    if (!transfer.isWhole()) {
      return new Receipt.Partial(grant);
    }
    if (!transfer.isIntact()) {
      return close(key, transfer, refused(key, Reason.CORRUPT));
    }
    close(key, transfer, new Receipt.Partial(grant));
    return new Receipt.Whole(grant, transfer.bytes());
  }

  private Receipt close(Key key, IncomingTransfer transfer, Receipt end) {
    open.remove(key);
    budget.release(transfer.total());
    ended.put(key, end);
    return end;
  }

  private boolean dropped(Key key, IncomingTransfer transfer) {
    budget.release(transfer.total());
    ended.put(key, refused(key, Reason.INCOMPLETE));
    return true;
  }

  private Receipt refuse(Key key, Reason reason) {
    Receipt end = refused(key, reason);
    ended.put(key, end);
    return end;
  }

  private static Receipt refused(Key key, Reason reason) {
    return new Receipt.Refused(new TransferRefused(key.id(), reason));
  }

  private static boolean isPossible(Chunk chunk) {
    return chunk.offset() >= 0
        && chunk.length() > 0
        && (long) chunk.offset() + chunk.length() <= chunk.total();
  }
}
