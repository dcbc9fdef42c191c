package io.aitta.core.replication.catchup;

import io.aitta.core.model.Entry;
import io.aitta.core.partition.CopyPosition;
import io.aitta.core.partition.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Walks once through the entries of a copy, piece by piece, while they change. Not thread-safe. */
public final class PieceReader {
  private final long pieceBytes;
  private CopyPosition position = CopyPosition.START;

  /**
   * A reader at the start.
   *
   * @param pieceBytes how large a piece gets, more only by one entry and its hash's others
   */
  public PieceReader(long pieceBytes) {
    this.pieceBytes = pieceBytes;
  }

  /** The next piece, as its entries are now; empty once everything was read. */
  public Optional<CatchUpItem.Piece> next(Partition partition) {
    List<Entry> entries = new ArrayList<>();
    long[] read = {0};
    Optional<CopyPosition> upTo =
        partition.copy(
            position,
            (cache, entry) -> {
              entries.add(entry);
              read[0] += entry.bytes();
              return read[0] < pieceBytes;
            });
    upTo.ifPresent(next -> position = next);
    return upTo.map(next -> piece(partition, entries, next));
  }

  private static CatchUpItem.Piece piece(
      Partition partition, List<Entry> entries, CopyPosition upTo) {
    boolean kept = upTo.cache().filter(partition::keeps).isPresent();
    return new CatchUpItem.Piece(entries, upTo, kept);
  }
}
