package io.aitta.persistence.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aitta.core.model.Entry;
import io.aitta.core.model.Lifespan;
import io.aitta.core.replication.journal.JournalRecord;
import io.aitta.wire.codec.MalformedMessageException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StoredValuesTest {
  /** So that a million entries do not bring a million copies of it. */
  @Test
  void contentType_isOneObjectInAllEvents() {
    assertThat(entries().get(0).value().contentType())
        .isSameAs(entries().get(0).value().contentType());
  }

  @Test
  void lifespanWithoutLimits_isTheOneThatThereIs() {
    assertThat(entries().get(1).lifespan()).isSameAs(Lifespan.ENDLESS);
  }

  @Test
  void lifespanOfUnknownLimits_isMalformed() {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {4, 0, 0});
    assertThatThrownBy(() -> StoredValues.LIFESPAN.read(bytes))
        .isInstanceOf(MalformedMessageException.class);
  }

  private static List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    StoredFormat.read(
        StoredFormat.write(StoredSamples.events().get("record/entries")),
        record -> entries.addAll(((JournalRecord.Entries) record).piece().entries()));
    return entries;
  }
}
