package io.aitta.persistence.copies;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Entry;
import io.aitta.core.model.Lifespan;
import io.aitta.core.model.Tags;
import io.aitta.core.model.Version;
import io.aitta.core.partition.CopyPosition;
import io.aitta.core.replication.catchup.CatchUpItem;
import io.aitta.core.replication.journal.JournalRecord;
import java.util.List;
import java.util.Optional;

/** Records that only their size matters of. */
final class TestingRecords {
  private TestingRecords() {}

  static JournalRecord entries(CacheId cache, int bytes) {
    Entry entry =
        new Entry(
            CacheKey.of("k"),
            CacheValue.owning(new byte[bytes], "text/plain"),
            new Version(1, 1),
            Tags.NONE,
            Lifespan.ENDLESS,
            0,
            0);
    CopyPosition through = new CopyPosition(Optional.of(cache), 0, true);
    return new JournalRecord.Entries(new CatchUpItem.Piece(List.of(entry), through, true));
  }
}
