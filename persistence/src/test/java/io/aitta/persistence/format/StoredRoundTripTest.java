package io.aitta.persistence.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.catalog.Catalog;
import io.aitta.core.replication.journal.JournalRecord;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class StoredRoundTripTest {
  @Property(tries = 1_000)
  void event_isReadAsItWasWritten(@ForAll("events") List<JournalRecord> records) {
    List<JournalRecord> read = new ArrayList<>();
    StoredFormat.read(StoredFormat.write(records), read::add);
    assertThat(read).isEqualTo(records);
  }

  @Property(tries = 200)
  void catalog_isReadAsItWasWritten(@ForAll("catalogs") Catalog catalog) {
    assertThat(StoredFormat.readCatalog(StoredFormat.write(catalog))).isEqualTo(catalog);
  }

  @Provide
  static Arbitrary<List<JournalRecord>> events() {
    return new StoredArbitraries().events();
  }

  @Provide
  static Arbitrary<Catalog> catalogs() {
    return new StoredArbitraries().catalogs();
  }
}
